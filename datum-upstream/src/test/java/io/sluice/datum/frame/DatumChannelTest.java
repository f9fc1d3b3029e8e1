package io.sluice.datum.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.sluice.datum.crypto.DatumCrypto;
import io.sluice.datum.crypto.PublicKeys;
import io.sluice.datum.crypto.SealedBox;
import io.sluice.datum.frame.DatumFailure.Kind;
import io.sluice.datum.frame.FrameHeader.Protection;
import io.sluice.datum.message.BlockNotify;
import io.sluice.datum.message.ClientConfiguration;
import io.sluice.datum.message.CoinbaserResponse;
import io.sluice.datum.message.DatumMessage;
import io.sluice.datum.message.DatumWriter;
import io.sluice.datum.message.HandshakeResponse;
import io.sluice.datum.message.Hello;
import io.sluice.datum.message.JobValidationReply.AllTransactions;
import io.sluice.datum.message.JobValidationReply.Refusal;
import io.sluice.datum.message.JobValidationRequest;
import io.sluice.datum.message.JobValidationRequest.ListShortIds;
import io.sluice.datum.message.JobValidationRequest.SendAll;
import io.sluice.datum.message.MalformedDatumMessage;
import io.sluice.datum.message.Ping;
import io.sluice.datum.message.PoolInfo;
import io.sluice.datum.message.PowSubmission;
import io.sluice.datum.message.Sender;
import io.sluice.datum.message.UnknownCommand;
import io.sluice.datum.message.UnknownMiningCommand;
import io.sluice.mining.bitcoin.TxOutput;
import io.sluice.wire.testing.SplitEverywhere;
import io.sluice.wire.type.Bytes;

class DatumChannelTest {

    private static final DatumMessage CONFIGURATION = new ClientConfiguration(Bytes.hex("51205120"), 7,
            Bytes.utf8("TEST"), 1024);
    private static final DatumMessage PAYOUTS = CoinbaserResponse.of(312_500_000, 1,
            List.of(new TxOutput(5000, Bytes.hex("5151"))));
    private static final PowSubmission SHARE = new PowSubmission(3, 2, false, false, false, 16, 1_763_905_001L, 42, 7,
            Bytes.of(new byte[12]), Bytes.utf8("bc1q.rig"), Optional.empty(), Optional.empty());

    private final Pair pair = new Pair(77);

    @Test
    void both_ends_hear_what_the_other_says_however_the_bytes_arrive() {
        List<DatumMessage> said = List.of(CONFIGURATION, PAYOUTS, new Ping(), new PoolInfo("hi"), new BlockNotify());
        byte[] stream = Pair.frame(pair.pool, said.toArray(new DatumMessage[0]));
        SplitEverywhere.everyWay(stream, 1,
                slices -> assertThat(Pair.readAll(new Pair(77).gateway, slices)).isEqualTo(said));
        byte[] shares = Pair.frame(pair.gateway, SHARE, SHARE, SHARE);
        SplitEverywhere.everyWay(shares, 2,
                slices -> assertThat(Pair.readAll(new Pair(77).pool, slices)).containsExactly(SHARE, SHARE, SHARE));
    }

    @Test
    void a_flipped_bit_in_a_payload_ends_the_connection_and_nothing_is_delivered_after_it() throws Exception {
        byte[] sound = Pair.frame(pair.pool, CONFIGURATION);
        byte[] following = Pair.frame(pair.pool, PAYOUTS);
        for (int bit = FrameHeader.SIZE * 8; bit < sound.length * 8; bit++) {
            DatumChannel gateway = new Pair(77).gateway;
            byte[] damaged = flipped(sound, bit);
            assertThat(failure(() -> gateway.next(ByteBuffer.wrap(damaged))).kind()).as("bit %d", bit)
                    .isEqualTo(Kind.DAMAGED);
            ByteBuffer received = ByteBuffer.wrap(following);
            assertThat(failure(() -> gateway.next(received))).as("bit %d", bit).isNotNull();
            assertThat(received.remaining()).isEqualTo(following.length);
        }
        assertThat(Pair.readAll(new Pair(77).gateway, sound)).containsExactly(CONFIGURATION);
    }

    @Test
    void a_flipped_bit_in_a_header_never_makes_another_mining_message() throws Exception {
        // Nothing protects a header: reserved bits change nothing, and a changed command is only harmless.
        byte[] sound = Pair.frame(pair.pool, CONFIGURATION, PAYOUTS);
        for (int bit = 0; bit < FrameHeader.SIZE * 8; bit++) {
            List<DatumMessage> heard = new ArrayList<>();
            DatumChannel gateway = new Pair(77).gateway;
            ByteBuffer received = ByteBuffer.wrap(flipped(sound, bit));
            try {
                Optional<DatumMessage> next = gateway.next(received);
                while (next.isPresent()) {
                    heard.add(next.get());
                    next = gateway.next(received);
                }
            } catch (DatumFailure | MalformedDatumMessage refused) {
                assertThat(refused).hasMessageMatching("(?s).{20,}");
            }
            if (bit == 22 || bit == 23) {
                assertThat(heard).containsExactly(CONFIGURATION, PAYOUTS);
            } else {
                assertThat(heard).as("bit %d", bit).doesNotContain(CONFIGURATION)
                        .allMatch(message -> message.equals(PAYOUTS) || message instanceof UnknownCommand
                                || message instanceof PoolInfo || message instanceof Ping);
            }
        }
    }

    @Test
    void a_share_whose_header_calls_it_something_else_ends_the_connection() {
        byte[] sound = Pair.frame(pair.gateway, SHARE);
        for (int bit = FrameHeader.SIZE * 8 - 5; bit < FrameHeader.SIZE * 8; bit++) {
            byte[] flipped = flipped(sound, bit);
            assertThat(failure(() -> Pair.readAll(new Pair(77).pool, flipped))).as("bit %d", bit).isNotNull();
        }
    }

    @Test
    void a_frame_that_is_cut_anywhere_delivers_nothing_and_the_rest_completes_it() {
        byte[] sound = Pair.frame(pair.gateway, SHARE);
        SplitEverywhere.inTwoParts(sound, slices -> {
            DatumChannel pool = new Pair(77).pool;
            boolean whole = slices.getFirst().length == sound.length;
            assertThat(pool.next(ByteBuffer.wrap(slices.getFirst())).isPresent()).isEqualTo(whole);
            if (!whole) {
                assertThat(pool.next(ByteBuffer.wrap(slices.getLast()))).contains(SHARE);
            }
        });
    }

    @Test
    void a_lost_a_repeated_and_a_swapped_frame_end_the_connection() {
        byte[] first = Pair.frame(pair.gateway, SHARE);
        byte[] second = Pair.frame(pair.gateway, SHARE);
        assertThat(failure(() -> Pair.readAll(new Pair(77).pool, second))).isNotNull();
        DatumChannel pool = new Pair(77).pool;
        assertThat(failure(() -> Pair.readAll(pool, List.of(first, first)))).isNotNull();
        assertThat(failure(() -> Pair.readAll(new Pair(77).pool, List.of(second, first)))).isNotNull();
    }

    @ParameterizedTest
    @EnumSource(value = Protection.class, names = {"PLAIN", "SEALED"})
    void a_mining_message_outside_the_channel_ends_the_connection_with_its_header(Protection protection) {
        byte[] header = pair.oddFrame(Sender.POOL, new FrameHeader(5, protection, false, 200), new byte[0]);
        assertThat(failure(() -> pair.gateway.next(ByteBuffer.wrap(header))).kind()).isEqualTo(Kind.OUT_OF_ORDER);
    }

    @ParameterizedTest
    @EnumSource(Protection.class)
    void a_second_handshake_response_ends_the_connection(Protection protection) {
        byte[] header = pair.oddFrame(Sender.POOL, new FrameHeader(2, protection, true, 400), new byte[0]);
        assertThat(failure(() -> pair.gateway.next(ByteBuffer.wrap(header))).kind()).isEqualTo(Kind.OUT_OF_ORDER);
    }

    @Test
    void pings_and_texts_are_taken_in_the_clear_and_anything_else_is_not() throws Exception {
        byte[] ping = pair.oddFrame(Sender.POOL, new FrameHeader(1, Protection.PLAIN, false, 0), new byte[0]);
        byte[] info = pair.oddFrame(Sender.POOL, new FrameHeader(7, Protection.PLAIN, false, 3),
                new byte[]{'h', 'i', 0});
        byte[] unknown = pair.oddFrame(Sender.POOL, new FrameHeader(9, Protection.PLAIN, false, 1), new byte[1]);
        assertThat(pair.gateway.next(ByteBuffer.wrap(ping))).contains(new Ping());
        assertThat(pair.gateway.next(ByteBuffer.wrap(info))).contains(new PoolInfo("hi"));
        assertThat(failure(() -> pair.gateway.next(ByteBuffer.wrap(unknown))).kind()).isEqualTo(Kind.OUT_OF_ORDER);
    }

    @Test
    void a_text_sealed_to_this_connection_is_opened_and_uses_no_nonce() throws Exception {
        byte[] sealed = sealedInfo(pair.gatewayKeys.publicKeys());
        byte[] frame = pair.oddFrame(Sender.POOL, new FrameHeader(7, Protection.SEALED, false, sealed.length), sealed);
        assertThat(Pair.readAll(pair.gateway, frame)).containsExactly(new PoolInfo("hi"));
        assertThat(Pair.readAll(pair.gateway, Pair.frame(pair.pool, CONFIGURATION))).containsExactly(CONFIGURATION);
    }

    @Test
    void a_text_sealed_to_somebody_else_ends_the_connection() {
        byte[] sealed = sealedInfo(pair.poolKeys.publicKeys());
        byte[] frame = pair.oddFrame(Sender.POOL, new FrameHeader(7, Protection.SEALED, false, sealed.length), sealed);
        assertThat(failure(() -> pair.gateway.next(ByteBuffer.wrap(frame))).kind()).isEqualTo(Kind.DAMAGED);
    }

    @Test
    void a_signature_is_checked_even_on_a_text_in_the_clear() throws Exception {
        byte[] signed = new byte[3 + DatumCrypto.SIGNATURE_SIZE];
        signed[0] = 'h';
        signed[1] = 'i';
        pair.poolKeys.sign(signed, 0, 3);
        FrameHeader header = new FrameHeader(7, Protection.PLAIN, true, signed.length);
        assertThat(Pair.readAll(pair.gateway, pair.oddFrame(Sender.POOL, header, signed)))
                .containsExactly(new PoolInfo("hi"));
        byte[] forged = pair.oddFrame(Sender.POOL, header, flipped(signed, 100));
        assertThat(failure(() -> pair.gateway.next(ByteBuffer.wrap(forged))).kind()).isEqualTo(Kind.WRONG_KEY);
    }

    @Test
    void a_configuration_signed_by_another_key_ends_the_connection() {
        Agreement own = pair.poolAgreed;
        DatumChannel otherSigner = new DatumChannel(Pair.CRYPTO, new Agreement(Sender.POOL, pair.gatewayKeys,
                own.otherKeys(), own.box(), own.seed(), own.incomingMask(), own.outgoingMask()), (out, longest) -> {});
        byte[] frame = Pair.frame(otherSigner, CONFIGURATION);
        assertThat(failure(() -> pair.gateway.next(ByteBuffer.wrap(frame))).kind()).isEqualTo(Kind.WRONG_KEY);
    }

    @Test
    void after_a_message_that_makes_no_sense_the_channel_goes_on() throws Exception {
        DatumMessage unsignedConfiguration = new UnknownMiningCommand(0x99, Bytes.hex("01"));
        byte[] stream = Pair.frame(pair.pool, unsignedConfiguration, PAYOUTS);
        ByteBuffer received = ByteBuffer.wrap(stream);
        assertThatThrownBy(() -> pair.gateway.next(received)).isInstanceOf(MalformedDatumMessage.class);
        assertThat(pair.gateway.next(received)).contains(PAYOUTS);
    }

    @Test
    void an_empty_mining_message_makes_no_sense_and_the_channel_goes_on() throws Exception {
        byte[] stream = Pair.frame(pair.pool, new UnknownCommand(5, Bytes.EMPTY), PAYOUTS);
        ByteBuffer received = ByteBuffer.wrap(stream);
        assertThatThrownBy(() -> pair.gateway.next(received)).isInstanceOf(MalformedDatumMessage.class);
        assertThat(pair.gateway.next(received)).contains(PAYOUTS);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 15, 79})
    void a_frame_too_short_for_its_protection_is_refused_by_its_header(int length) {
        byte[] header = pair.oddFrame(
                Sender.POOL, new FrameHeader(5, Protection.CHANNEL, length > 15, length), new byte[0]);
        assertThat(failure(() -> pair.gateway.next(ByteBuffer.wrap(header))).kind()).isEqualTo(Kind.DAMAGED);
    }

    @Test
    void frames_longer_than_their_sender_has_use_for_are_refused_by_their_header() {
        byte[] fromPool = pair.oddFrame(Sender.POOL,
                new FrameHeader(5, Protection.CHANNEL, false, FrameLimits.FROM_POOL + 1), new byte[0]);
        assertThat(failure(() -> pair.gateway.next(ByteBuffer.wrap(fromPool))).kind()).isEqualTo(Kind.TOO_LARGE);
        byte[] fromGateway = pair.oddFrame(Sender.GATEWAY,
                new FrameHeader(5, Protection.CHANNEL, false, FrameLimits.FROM_GATEWAY + 1), new byte[0]);
        assertThat(failure(() -> pair.pool.next(ByteBuffer.wrap(fromGateway))).kind()).isEqualTo(Kind.TOO_LARGE);
    }

    @Test
    void a_gateway_may_send_a_whole_block_only_while_one_was_asked_for() throws Exception {
        DatumMessage block = new AllTransactions(3, Collections.nCopies(3, Bytes.of(new byte[1 << 20])));
        Pair.readAll(pair.gateway, Pair.frame(pair.pool, new SendAll(3)));
        assertThat(Pair.readAll(pair.pool, Pair.frame(pair.gateway, block))).containsExactly(block);
        byte[] unasked = Pair.frame(pair.gateway, block);
        assertThat(failure(() -> pair.pool.next(ByteBuffer.wrap(unasked))).kind()).isEqualTo(Kind.TOO_LARGE);
    }

    @Test
    void a_refusal_answers_the_question_and_a_question_for_short_ids_asks_for_no_block() throws Exception {
        Pair.frame(pair.pool, new SendAll(3), new ListShortIds(3));
        assertThat(Pair.readAll(pair.pool, Pair.frame(pair.gateway,
                Refusal.noSuchSlot(JobValidationRequest.Kind.SHORT_IDS),
                Refusal.noSuchSlot(JobValidationRequest.Kind.ALL_TRANSACTIONS)))).hasSize(2);
        byte[] unasked = Pair.frame(pair.gateway,
                new AllTransactions(3, List.of(Bytes.of(new byte[FrameLimits.FROM_GATEWAY]))));
        assertThat(failure(() -> pair.pool.next(ByteBuffer.wrap(unasked))).kind()).isEqualTo(Kind.TOO_LARGE);
    }

    @Test
    void a_gateway_that_says_hello_again_signs_or_leaves_the_channel_is_hung_up_on() {
        for (FrameHeader header : List.of(
                new FrameHeader(1, Protection.SEALED, true, 400),
                new FrameHeader(1, Protection.CHANNEL, false, 400),
                new FrameHeader(5, Protection.CHANNEL, true, 400),
                new FrameHeader(5, Protection.PLAIN, false, 400),
                new FrameHeader(7, Protection.PLAIN, false, 4))) {
            Pair fresh = new Pair(5);
            byte[] frame = fresh.oddFrame(Sender.GATEWAY, header, new byte[0]);
            assertThat(failure(() -> fresh.pool.next(ByteBuffer.wrap(frame))).kind()).as(header.toString())
                    .isEqualTo(Kind.OUT_OF_ORDER);
        }
    }

    @Test
    void what_does_not_belong_into_a_channel_is_not_written() {
        PublicKeys keys = pair.gatewayKeys.publicKeys();
        var out = new DatumWriter();
        assertThatThrownBy(() -> pair.gateway.write(new Hello(keys, keys, "again", 1), out))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> pair.pool.write(new HandshakeResponse(keys, keys, keys, "again"), out))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(out.length()).isZero();
    }

    @Test
    void a_message_that_fits_no_frame_leaves_the_channel_as_it_was() throws Exception {
        var out = new DatumWriter();
        pair.pool.write(PAYOUTS, out);
        int before = out.length();
        Bytes huge = Bytes.of(new byte[FrameHeader.LARGEST_PAYLOAD]);
        assertThatThrownBy(() -> pair.pool.write(new UnknownMiningCommand(1, huge), out))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(out.length()).isEqualTo(before);
        pair.pool.write(new BlockNotify(), out);
        assertThat(Pair.readAll(pair.gateway, out.toBytes().toArray())).containsExactly(PAYOUTS, new BlockNotify());
    }

    @Test
    void random_bytes_deliver_no_mining_message() {
        long seed = 404;
        Random random = new Random(seed);
        for (int round = 0; round < 2000; round++) {
            byte[] bytes = new byte[random.nextInt(400)];
            random.nextBytes(bytes);
            Pair fresh = new Pair(round);
            for (DatumChannel channel : List.of(fresh.gateway, fresh.pool)) {
                try {
                    List<DatumMessage> heard = Pair.readAll(channel, bytes);
                    assertThat(heard).as("seed %d, round %d", seed, round)
                            .allMatch(message -> message instanceof Ping || message instanceof PoolInfo);
                } catch (DatumFailure | MalformedDatumMessage refused) {
                    assertThat(refused).hasMessageMatching("(?s).{20,}");
                }
            }
        }
    }

    private byte[] sealedInfo(PublicKeys recipient) {
        byte[] buffer = new byte[SealedBox.OVERHEAD + 2];
        buffer[SealedBox.OVERHEAD] = 'h';
        buffer[SealedBox.OVERHEAD + 1] = 'i';
        byte[] ephemeral = new byte[32];
        ephemeral[0] = 8;
        assertThat(SealedBox.seal(Pair.CRYPTO, ephemeral, recipient.encryption(), buffer, 0, 2)).isTrue();
        return buffer;
    }

    private static DatumFailure failure(ThrowingCallable call) {
        DatumFailure failure = catchThrowableOfType(DatumFailure.class, call);
        assertThat(failure).as("a failure").isNotNull();
        return failure;
    }

    private static byte[] flipped(byte[] sound, int bit) {
        byte[] damaged = sound.clone();
        damaged[bit / 8] ^= (byte) (1 << (bit % 8));
        return damaged;
    }
}
