package io.sluice.datum.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.sluice.datum.message.Bodies.Recorded;

/** What all readers have in common: a value that says the same again, or the declared failure; nothing else. */
class EveryDecoderTest {

    static Stream<Recorded> recorded() {
        return Bodies.wholeConnection();
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void a_recorded_message_is_written_back_byte_for_byte(Recorded recorded) throws MalformedDatumMessage {
        DatumMessage message = recorded.read();
        assertThat(message.command()).isEqualTo(recorded.command());
        assertThat(message.isSigned()).isEqualTo(recorded.signed());
        if (message instanceof Ping) {
            // A ping's content means nothing and is not kept.
            assertThat(Bodies.write(message, Bodies.NONE)).containsExactly(0);
        } else {
            assertThat(Bodies.writeLike(recorded.body(), message)).isEqualTo(recorded.body());
        }
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void a_message_that_is_cut_before_its_padding_is_refused(Recorded recorded) throws MalformedDatumMessage {
        DatumMessage message = recorded.read();
        if (message instanceof Ping || message instanceof PoolInfo || message instanceof UnknownMiningCommand) {
            return; // Free text and what we do not know have no length of their own.
        }
        int whole = Bodies.write(message, Bodies.NONE).length;
        // The text at a response's end may be shorter, and its zero byte may be missing.
        int shortest = message instanceof HandshakeResponse ? 193 : whole;
        for (int length = 0; length < shortest; length++) {
            byte[] cut = Arrays.copyOf(recorded.body(), length);
            assertThatThrownBy(() -> Bodies.read(recorded.sender(), recorded.command(), recorded.signed(), cut))
                    .as("cut to %d of %d bytes", length, whole).isInstanceOf(MalformedDatumMessage.class);
        }
        assertThat(Bodies.read(recorded.sender(), recorded.command(), recorded.signed(),
                Arrays.copyOf(recorded.body(), whole))).isEqualTo(message);
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void a_single_flipped_bit_ends_in_a_value_or_the_declared_failure(Recorded recorded) {
        for (int bit = 0; bit < recorded.content().length() * 8; bit++) {
            byte[] damaged = recorded.body();
            damaged[bit / 8] ^= (byte) (1 << (bit % 8));
            valueOrFailure(recorded.sender(), recorded.command(), damaged, "bit " + bit);
        }
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void a_run_of_equal_bytes_anywhere_ends_in_a_value_or_the_declared_failure(Recorded recorded) {
        for (int filler : new int[]{0x00, 0x01, 0x7f, 0x80, 0xff}) {
            for (int length : new int[]{2, 8, 400}) {
                for (int from = 0; from < recorded.content().length(); from += length == 400 ? 7 : 1) {
                    byte[] damaged = recorded.body();
                    Arrays.fill(damaged, from, Math.min(damaged.length, from + length), (byte) filler);
                    valueOrFailure(recorded.sender(), recorded.command(), damaged,
                            length + " bytes of " + filler + " at " + from);
                }
            }
        }
    }

    @Test
    void random_bytes_end_in_a_value_or_the_declared_failure() {
        long seed = 20261124;
        Random random = new Random(seed);
        for (int round = 0; round < 40_000; round++) {
            byte[] body = new byte[random.nextInt(300)];
            random.nextBytes(body);
            Sender sender = random.nextBoolean() ? Sender.GATEWAY : Sender.POOL;
            DatumCommand[] commands = DatumCommand.values();
            int command = commands[random.nextInt(commands.length)].code();
            if (command == DatumCommand.MINING && body.length > 1) {
                MiningCommand[] subcommands = MiningCommand.values();
                body[0] = (byte) subcommands[random.nextInt(subcommands.length)].code();
                // Lead some into the inner codes and past the checks at the beginning.
                body[1] = (byte) (random.nextBoolean() ? random.nextInt(3) + 0x90 : random.nextInt(3) + 0x10);
            }
            valueOrFailure(sender, command, body, "seed " + seed + ", round " + round);
        }
    }

    private static void valueOrFailure(Sender sender, int command, byte[] body, String what) {
        DatumMessage message;
        try {
            message = Bodies.read(sender, command, true, body);
        } catch (MalformedDatumMessage refused) {
            assertThat(refused).hasMessageMatching("(?s).{20,}");
            return;
        } catch (RuntimeException unexpected) {
            throw new AssertionError(what + ": " + message(unexpected), unexpected);
        }
        try {
            byte[] again = Bodies.write(message, Padding.random(new Random(1)));
            assertThat(Bodies.read(sender, command, true, again)).as(what).isEqualTo(message);
        } catch (MalformedDatumMessage | RuntimeException ownWords) {
            throw new AssertionError(what + ": what was read can not be written and read again", ownWords);
        }
    }

    private static String message(RuntimeException unexpected) {
        return unexpected.getClass().getSimpleName() + " escaped";
    }
}
