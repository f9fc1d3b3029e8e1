package io.sluice.app.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;

import io.sluice.app.experiment.ExperimentMessage.SetupConnection;
import io.sluice.app.experiment.ExperimentMessage.SetupConnectionSuccess;
import io.sluice.app.experiment.ExperimentMessage.Unknown;
import io.sluice.wire.MalformedMessage;
import io.sluice.wire.type.Bytes;

/** The experiment's messages. The hexadecimal is what its C programs sent over a socket. */
class ExperimentCodecTest {

    private static final Bytes SETUP = Bytes.hex("0017" + "0000" + "00" + "02" + "0002" + "0002" + "0e"
            + "632d6e6f6973652d636c69656e74");
    private static final Bytes SUCCESS = Bytes.hex("0009" + "0000" + "01" + "0002" + "00000000");

    @Test
    void messages_are_written_and_read_as_the_c_programs_do() throws Exception {
        SetupConnection setup = new SetupConnection(2, 2, 2, Bytes.utf8("c-noise-client"));
        assertThat(ExperimentCodec.write(setup)).isEqualTo(SETUP);
        assertThat(read(SETUP)).isEqualTo(setup);
        SetupConnectionSuccess success = new SetupConnectionSuccess(2, 0);
        assertThat(ExperimentCodec.write(success)).isEqualTo(SUCCESS);
        assertThat(read(SUCCESS)).isEqualTo(success);
    }

    @Test
    void large_numbers_keep_their_sign() throws Exception {
        SetupConnection setup = new SetupConnection(255, 0xfffe, 0xffff, Bytes.hex("aa".repeat(255)));
        assertThat(read(ExperimentCodec.write(setup))).isEqualTo(setup);
        SetupConnectionSuccess success = new SetupConnectionSuccess(0xffff, 0xffff_ffffL);
        assertThat(read(ExperimentCodec.write(success))).isEqualTo(success);
    }

    @Test
    void bytes_behind_the_last_field_are_passed_over() throws Exception {
        assertThat(read(SUCCESS.concat(Bytes.hex("0102")))).isEqualTo(new SetupConnectionSuccess(2, 0));
    }

    @Test
    void other_types_and_extensions_are_unknown() throws Exception {
        assertThat(read(Bytes.hex("0004" + "0000" + "20" + "ff"))).isEqualTo(new Unknown(0, 0x20));
        assertThat(read(Bytes.hex("0003" + "8001" + "00"))).isEqualTo(new Unknown(0x8001, 0));
    }

    @Test
    void a_message_cut_at_any_byte_is_refused() {
        for (Bytes whole : new Bytes[]{SETUP, SUCCESS}) {
            for (int length = 2; length < whole.length(); length++) {
                Bytes cut = whole.slice(0, length);
                assertThatExceptionOfType(MalformedMessage.class).as("after %d bytes", length)
                        .isThrownBy(() -> read(cut));
            }
        }
    }

    @Test
    void lengths_are_judged_before_anything_is_waited_for() throws Exception {
        ExperimentCodec.checkLength(3);
        ExperimentCodec.checkLength(ExperimentCodec.MAX_LENGTH);
        for (int length : new int[]{0, 2, ExperimentCodec.MAX_LENGTH + 1, 0xffff}) {
            assertThatExceptionOfType(MalformedMessage.class).isThrownBy(() -> ExperimentCodec.checkLength(length));
        }
    }

    @Test
    void random_bytes_end_in_a_message_or_a_failure() {
        SplittableRandom random = new SplittableRandom(25);
        for (int i = 0; i < 2000; i++) {
            byte[] message = new byte[random.nextInt(40)];
            random.nextBytes(message);
            if (message.length > 3 && i % 2 == 0) {
                Arrays.fill(message, 0, 3, (byte) 0);
            }
            try {
                assertThat(ExperimentCodec.read(message)).as("message %d of seed 25", i).isNotNull();
            } catch (MalformedMessage refused) {
                assertThat(refused.fault()).isNotNull();
            }
        }
    }

    private static ExperimentMessage read(Bytes framed) throws MalformedMessage {
        return ExperimentCodec.read(framed.slice(2, framed.length()).toArray());
    }
}
