package io.sluice.mining.sv2;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.sluice.mining.bitcoin.Target;
import io.sluice.mining.port.Effect;
import io.sluice.mining.port.MiningEvent.Oddity;
import io.sluice.wire.Sv2Message;
import io.sluice.wire.common.SetupConnection;
import io.sluice.wire.common.SetupConnectionError;
import io.sluice.wire.common.SetupConnectionSuccess;
import io.sluice.wire.extension.RequestExtensions;
import io.sluice.wire.extension.RequestExtensionsError;
import io.sluice.wire.extension.RequestExtensionsSuccess;
import io.sluice.wire.mining.CloseChannel;
import io.sluice.wire.mining.OpenExtendedMiningChannel;
import io.sluice.wire.mining.OpenExtendedMiningChannelSuccess;
import io.sluice.wire.mining.OpenMiningChannelError;
import io.sluice.wire.mining.OpenStandardMiningChannel;
import io.sluice.wire.mining.OpenStandardMiningChannelSuccess;
import io.sluice.wire.mining.SetCustomMiningJob;
import io.sluice.wire.mining.SetCustomMiningJobError;
import io.sluice.wire.mining.SubmitSharesError;
import io.sluice.wire.mining.SubmitSharesExtended;
import io.sluice.wire.mining.SubmitSharesStandard;
import io.sluice.wire.mining.UpdateChannel;
import io.sluice.wire.mining.UpdateChannelError;
import io.sluice.wire.type.Bytes;
import io.sluice.wire.type.Str255;
import io.sluice.wire.type.U256;

/** Each field of each message of a client, one after the other at values that it should not have, or only just may. */
class FieldsTest {

    private static final long MAX = 0xffff_ffffL;
    private static final List<Float> NO_RATES = List.of(Float.NaN, Float.intBitsToFloat(0x7f80_0001),
            Float.intBitsToFloat(0xffc0_0000), Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, -Float.MIN_VALUE,
            -Float.MAX_VALUE);
    private static final List<Float> RATES = List.of(0f, -0f, Float.MIN_VALUE, 1f, Float.MAX_VALUE);
    /** Targets that no difficulty reaches which a coinbase can commit to. */
    private static final List<U256> OUT_OF_REACH = List.of(U256.ZERO,
            Target.of(BigInteger.ONE.shiftLeft(160)).toWire());
    private static final List<Str255> TEXTS = List.of(Str255.EMPTY, Str255.of("\0\r\n\u001b[2J\u202e"),
            new Str255(Bytes.hex("ff".repeat(255))), Str255.of("a".repeat(255)));

    /** What a client with an extended channel 2 and a standard channel 3 hears to something that is wrong with one field. */
    static Stream<Arguments> refusals() {
        List<Arguments> cases = new ArrayList<>();
        for (float rate : NO_RATES) {
            cases.add(refused(openStandard(rate, U256.MAX),
                    new OpenMiningChannelError(MAX, OpenMiningChannelError.INVALID_NOMINAL_HASHRATE)));
            cases.add(refused(openExtended(rate, U256.MAX, 2),
                    new OpenMiningChannelError(MAX, OpenMiningChannelError.INVALID_NOMINAL_HASHRATE)));
            cases.add(refused(new UpdateChannel(2, rate, U256.MAX),
                    new UpdateChannelError(2, UpdateChannelError.INVALID_NOMINAL_HASHRATE)));
        }
        for (U256 target : OUT_OF_REACH) {
            cases.add(refused(openStandard(1, target),
                    new OpenMiningChannelError(MAX, OpenMiningChannelError.MAX_TARGET_OUT_OF_RANGE)));
            cases.add(refused(openExtended(1, target, 2),
                    new OpenMiningChannelError(MAX, OpenMiningChannelError.MAX_TARGET_OUT_OF_RANGE)));
            cases.add(refused(new UpdateChannel(3, 1, target),
                    new UpdateChannelError(3, OpenMiningChannelError.MAX_TARGET_OUT_OF_RANGE)));
        }
        for (int size : new int[]{9, 16, 32, 33, 255, 256, 0xffff}) {
            cases.add(refused(openExtended(1, U256.MAX, size),
                    new OpenMiningChannelError(MAX, OpenMiningChannelError.MIN_EXTRANONCE_SIZE_TOO_LARGE)));
        }
        for (long channel : new long[]{0, 1, 4, MAX}) {
            cases.add(refused(new UpdateChannel(channel, 1, U256.MAX),
                    new UpdateChannelError(channel, UpdateChannelError.INVALID_CHANNEL_ID)));
            cases.add(refused(new SubmitSharesStandard(channel, MAX, 1, 0, 0, 0),
                    new SubmitSharesError(channel, MAX, SubmitSharesError.INVALID_CHANNEL_ID)));
            cases.add(refused(new SubmitSharesExtended(channel, 0, 1, 0, 0, 0, Bytes.EMPTY),
                    new SubmitSharesError(channel, 0, SubmitSharesError.INVALID_CHANNEL_ID)));
            cases.add(refused(customJob(channel, MAX),
                    new SetCustomMiningJobError(channel, MAX, SetCustomMiningJobError.JD_NOT_SUPPORTED)));
        }
        for (long job : new long[]{0, MAX}) {
            cases.add(refused(new SubmitSharesExtended(2, 5, job, MAX, MAX, MAX, Bytes.adopt(new byte[8])),
                    new SubmitSharesError(2, 5, SubmitSharesError.INVALID_JOB_ID)));
            cases.add(refused(new SubmitSharesStandard(3, 5, job, MAX, MAX, MAX),
                    new SubmitSharesError(3, 5, SubmitSharesError.INVALID_JOB_ID)));
        }
        cases.add(refused(new RequestExtensions(0xffff, List.of()),
                new RequestExtensionsError(0xffff, List.of(), List.of())));
        List<Integer> many = Collections.nCopies(510, 0xffff);
        cases.add(refused(new RequestExtensions(0, many), new RequestExtensionsError(0, many, List.of())));
        return cases.stream();
    }

    private static Arguments refused(Sv2Message message, Sv2Message answer) {
        return Arguments.of(message, answer);
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void one_wrong_field_is_refused_by_name_and_disturbs_nothing(Sv2Message message, Sv2Message answer) {
        Talk talk = Talk.begin().setUp();
        TestMiner extended = talk.extendedMiner();
        TestMiner standard = talk.standardMiner();

        List<Effect<Sv2Message>> effects = talk.say(message);

        assertThat(Talk.replies(effects)).containsExactly(answer);
        assertThat(Talk.hangUp(effects)).isEmpty();
        talk.say(extended.goodShare());
        talk.say(standard.goodShare());
        assertThat(talk.workshop().gate().admitted()).hasSize(2);
    }

    @Test
    void each_flag_that_we_do_not_know_is_named_and_no_other() {
        for (int bit = 0; bit < 32; bit++) {
            long flags = 1L << bit;
            boolean known = flags == Talk.STANDARD_JOBS || flags == Talk.VERSION_ROLLING;
            assertThat(Talk.replies(Talk.begin().say(Talk.setup(flags, "", "")))).as("bit %d", bit).containsExactly(
                    known
                            ? new SetupConnectionSuccess(2, 0)
                            : new SetupConnectionError(flags, SetupConnectionError.UNSUPPORTED_FEATURE_FLAGS));
        }
    }

    @Test
    void no_text_of_a_setup_is_a_reason_to_refuse() {
        for (Str255 text : TEXTS) {
            for (int port : new int[]{0, 0xffff}) {
                SetupConnection setup = new SetupConnection(
                        SetupConnection.MINING, 0, 0xffff, 0, text, port, text, text, text, text);
                assertThat(Talk.replies(Talk.begin().say(setup))).containsExactly(new SetupConnectionSuccess(2, 0));
            }
        }
    }

    @Test
    void every_hash_rate_target_and_name_that_there_can_be_opens_a_channel() {
        Talk talk = Talk.begin().setUp();
        List<U256> targets = List.of(U256.MAX, Target.of(BigInteger.ONE.shiftLeft(185)).toWire());
        for (float rate : RATES) {
            for (U256 target : targets) {
                for (Str255 user : TEXTS) {
                    for (long request : new long[]{0, MAX}) {
                        assertThat(Talk.reply(OpenStandardMiningChannelSuccess.class, talk.say(
                                new OpenStandardMiningChannel(request, user, rate, target))).requestId())
                                .isEqualTo(request);
                        OpenExtendedMiningChannelSuccess opened = Talk.reply(OpenExtendedMiningChannelSuccess.class,
                                talk.say(new OpenExtendedMiningChannel(request, user, rate, target, 0)));
                        assertThat(opened.target()).isLessThanOrEqualTo(target);
                    }
                }
            }
        }
    }

    @Test
    void a_channel_takes_every_hash_rate_and_target_that_there_can_be() {
        Talk talk = Talk.begin().setUp();
        talk.extendedMiner();
        for (float rate : RATES) {
            List<Effect<Sv2Message>> effects = talk.say(
                    new UpdateChannel(2, rate, Target.of(BigInteger.ONE.shiftLeft(185)).toWire()));
            assertThat(Talk.replies(UpdateChannelError.class, effects)).as("%s", rate).isEmpty();
        }
    }

    @Test
    void a_channel_that_is_not_open_can_not_be_closed_and_a_reason_can_be_anything() {
        Talk talk = Talk.begin().setUp();
        for (long channel : new long[]{0, 2, MAX}) {
            assertThat(Talk.events(talk.say(new CloseChannel(channel, Str255.EMPTY)))).singleElement()
                    .isInstanceOf(Oddity.class);
        }
        for (Str255 reason : TEXTS) {
            TestMiner miner = talk.extendedMiner();
            List<Effect<Sv2Message>> effects = talk.say(new CloseChannel(miner.channelId(), reason));
            assertThat(Talk.replies(effects)).isEmpty();
            assertThat(effects).hasSize(1);
        }
    }

    @Test
    void a_share_of_any_sequence_number_gets_it_back() {
        Talk talk = Talk.begin().setUp();
        TestMiner miner = talk.extendedMiner();
        SubmitSharesExtended good = (SubmitSharesExtended) miner.goodShare();
        for (long sequence : new long[]{0, 1, 0x8000_0000L, MAX}) {
            SubmitSharesExtended share = new SubmitSharesExtended(2, sequence, good.jobId(), good.nonce(), 0,
                    good.version(), good.extranonce());
            assertThat(Talk.reply(SubmitSharesError.class, talk.say(share)))
                    .isEqualTo(new SubmitSharesError(2, sequence, SubmitSharesError.INVALID_SHARE));
        }
    }

    @Test
    void extensions_are_named_as_often_as_one_likes_and_agreed_on_once() {
        Talk talk = Talk.begin().setUp();
        List<Integer> twice = new ArrayList<>(Collections.nCopies(509, 2));
        twice.add(0);
        assertThat(Talk.replies(talk.say(new RequestExtensions(0xffff, twice)))).containsExactly(
                new RequestExtensionsSuccess(0xffff, List.of(2)));
    }

    private static OpenStandardMiningChannel openStandard(float rate, U256 target) {
        return new OpenStandardMiningChannel(MAX, Str255.of("a"), rate, target);
    }

    private static OpenExtendedMiningChannel openExtended(float rate, U256 target, int size) {
        return new OpenExtendedMiningChannel(MAX, Str255.of("a"), rate, target, size);
    }

    private static SetCustomMiningJob customJob(long channel, long request) {
        return new SetCustomMiningJob(channel, request, Bytes.EMPTY, MAX, U256.MAX, MAX, MAX, MAX, Bytes.EMPTY, MAX,
                Bytes.EMPTY, MAX, List.of());
    }
}
