package io.sluice.mining.sv2;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.sluice.mining.bitcoin.Target;
import io.sluice.mining.candidate.BlockCandidate;
import io.sluice.mining.port.Effect;
import io.sluice.mining.port.MiningEvent.ChannelOpened;
import io.sluice.mining.testing.Workshop;
import io.sluice.wire.Sv2Message;
import io.sluice.wire.mining.CloseChannel;
import io.sluice.wire.mining.MiningMessage;
import io.sluice.wire.mining.NewExtendedMiningJob;
import io.sluice.wire.mining.NewMiningJob;
import io.sluice.wire.mining.OpenExtendedMiningChannel;
import io.sluice.wire.mining.OpenExtendedMiningChannelSuccess;
import io.sluice.wire.mining.OpenMiningChannelError;
import io.sluice.wire.mining.OpenStandardMiningChannel;
import io.sluice.wire.mining.OpenStandardMiningChannelSuccess;
import io.sluice.wire.mining.SetNewPrevHash;
import io.sluice.wire.type.Bytes;
import io.sluice.wire.type.Str255;
import io.sluice.wire.type.U256;

/** SV2 5.3.2 to 5.3.6: channels are opened, or refused with the reference's words. */
class OpenChannelTest {

    private final Talk talk = Talk.begin().setUp();

    @Test
    void an_extended_channel_is_answered_first_then_comes_a_future_job_then_its_start() {
        List<Effect<Sv2Message>> effects = talk.say(Talk.openExtended("account.worker", Talk.RATE));

        assertThat(Talk.replies(effects)).hasExactlyElementsOfTypes(
                OpenExtendedMiningChannelSuccess.class, NewExtendedMiningJob.class, SetNewPrevHash.class);
        OpenExtendedMiningChannelSuccess answer = Talk.reply(OpenExtendedMiningChannelSuccess.class, effects);
        NewExtendedMiningJob job = Talk.reply(NewExtendedMiningJob.class, effects);
        SetNewPrevHash start = Talk.reply(SetNewPrevHash.class, effects);
        assertThat(answer.requestId()).isEqualTo(10);
        assertThat(answer.channelId()).isEqualTo(2);
        assertThat(answer.groupChannelId()).as("no channel will ever have it").isEqualTo(Integer.MAX_VALUE);
        assertThat(answer.extranonceSize()).isEqualTo(8);
        assertThat(answer.extranoncePrefix().length()).isEqualTo(4);
        assertThat(answer.target()).isEqualTo(Workshop.ONE.target().toWire());
        assertThat(job.minNtime()).isEmpty();
        assertThat(job.jobId()).isNotZero().isEqualTo(start.jobId());
        assertThat(job.merklePath()).hasSize(3);
        assertThat(job.versionRollingAllowed()).isTrue();
        assertThat(job.version() & 0x1fff_e000).as("bits that may be rolled").isZero();
        assertThat(start.nbits()).isEqualTo(0x1d00_ffffL);
        assertThat(start.minNtime()).as("the node's now, for miners that never roll it").isEqualTo(1_763_905_000L);
        assertThat(start.prevHash().wire())
                .isEqualTo(Workshop.tip(900_000, Workshop.HARD).prevHash().internal());
    }

    @Test
    void a_standard_channel_is_told_its_whole_extranonce() {
        List<Effect<Sv2Message>> effects = talk.say(Talk.openStandard("account.worker", Talk.RATE));

        assertThat(Talk.replies(effects)).hasExactlyElementsOfTypes(
                OpenStandardMiningChannelSuccess.class, NewMiningJob.class, SetNewPrevHash.class);
        OpenStandardMiningChannelSuccess answer = Talk.reply(OpenStandardMiningChannelSuccess.class, effects);
        assertThat(answer.extranoncePrefix().length()).isEqualTo(12);
        assertThat(answer.extranoncePrefix().slice(4, 12)).isEqualTo(Bytes.hex("0000000000000000"));
        assertThat(answer.groupChannelId()).isEqualTo(1);
    }

    @Test
    void channels_of_one_connection_have_ids_prefixes_and_jobs_of_their_own() {
        TestMiner one = talk.extendedMiner();
        TestMiner two = talk.standardMiner();
        TestMiner three = talk.extendedMiner();

        assertThat(List.of(one.channelId(), two.channelId(), three.channelId())).containsExactly(2L, 3L, 4L);
        assertThat(List.of(one.prefix(), two.prefix().slice(0, 4), three.prefix())).doesNotHaveDuplicates();
        assertThat(List.of(one.currentWork().jobId(), two.currentWork().jobId(), three.currentWork().jobId()))
                .doesNotHaveDuplicates();
    }

    @Test
    void an_opened_channel_is_reported_with_a_name_fit_for_logs() {
        List<Effect<Sv2Message>> effects = talk.say(Talk.openExtended(" acc\u0000ount\u001b.w ", Talk.RATE));

        assertThat(Talk.events(effects)).containsExactly(
                new ChannelOpened("extended", 2, "acc?ount?.w", Workshop.ONE.target()));
    }

    @Test
    void a_name_that_is_no_text_or_none_at_all_is_no_reason_to_refuse() {
        Str255 noText = new Str255(Bytes.hex("ff".repeat(255)));
        ChannelOpened opened = (ChannelOpened) Talk
                .events(talk.say(new OpenStandardMiningChannel(1, noText, 0, U256.MAX))).getFirst();
        assertThat(opened.userIdentity()).hasSizeLessThanOrEqualTo(255);
        assertThat(Talk.events(talk.say(new OpenStandardMiningChannel(1, Str255.EMPTY, 0, U256.MAX)))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, -1, -Float.MIN_VALUE})
    void a_hash_rate_that_is_none_is_refused(float rate) {
        assertThat(refusal(Talk.openExtended("a", rate))).isEqualTo(OpenMiningChannelError.INVALID_NOMINAL_HASHRATE);
        assertThat(refusal(Talk.openStandard("a", rate))).isEqualTo(OpenMiningChannelError.INVALID_NOMINAL_HASHRATE);
    }

    @Test
    void no_hash_rate_begins_at_the_operators_difficulty() {
        assertThat(TestMiner.on(talk, Talk.openExtended("a", 0)).target()).isEqualTo(Workshop.ONE.target());
        assertThat(TestMiner.on(talk, Talk.openExtended("a", Float.MAX_VALUE)).target().isZero()).isFalse();
    }

    @Test
    void an_extended_channel_is_refused_to_who_takes_standard_jobs_only() {
        Talk device = Talk.begin().setUp(Talk.STANDARD_JOBS);

        assertThat(Talk.reply(OpenMiningChannelError.class, device.say(Talk.openExtended("a", 1))).errorCode())
                .isEqualTo(OpenMiningChannelError.EXTENDED_CHANNELS_NOT_SUPPORTED_FOR_STANDARD_JOBS);
        assertThat(device.standardMiner().channelId()).isEqualTo(2);
    }

    @Test
    void eight_bytes_of_extranonce_are_granted_and_nine_are_not() {
        assertThat(Talk.replies(OpenExtendedMiningChannelSuccess.class, talk.say(extended(8)))).hasSize(1);
        assertThat(refusal(extended(9))).isEqualTo(OpenMiningChannelError.MIN_EXTRANONCE_SIZE_TOO_LARGE);
        assertThat(refusal(extended(65535))).isEqualTo(OpenMiningChannelError.MIN_EXTRANONCE_SIZE_TOO_LARGE);
    }

    @Test
    void a_client_that_takes_only_harder_targets_gets_one() {
        Target hard = Target.of(BigInteger.ONE.shiftLeft(200).add(BigInteger.valueOf(12345)));
        TestMiner miner = TestMiner.on(talk,
                new OpenExtendedMiningChannel(1, Str255.of("a"), Talk.RATE, hard.toWire(), 2));

        assertThat(miner.target()).isEqualTo(hard);
    }

    @Test
    void a_target_beyond_every_commitment_is_refused() {
        OpenStandardMiningChannel beyond = new OpenStandardMiningChannel(1, Str255.of("a"), 1,
                Target.of(BigInteger.ONE.shiftLeft(170)).toWire());

        assertThat(refusal(beyond)).isEqualTo(OpenMiningChannelError.MAX_TARGET_OUT_OF_RANGE);
    }

    @Test
    void more_channels_than_allowed_are_refused_until_one_is_closed() {
        Workshop workshop = new Workshop();
        BlockCandidate work = workshop.poolWork(Workshop.tip(900_000, Workshop.HARD), 1);
        Talk small = Talk.begin(workshop, new Sv2Settings(2, Duration.ofSeconds(10), Duration.ofSeconds(60),
                Duration.ofDays(7), Duration.ofSeconds(5), 10, Duration.ofSeconds(1), 200), work).setUp();
        small.extendedMiner();
        small.standardMiner();

        assertThat(Talk.reply(OpenMiningChannelError.class, small.say(Talk.openExtended("a", 1))).errorCode())
                .isEqualTo(OpenMiningChannelError.CHANNEL_CAPACITY_EXHAUSTED);
        small.say(new CloseChannel(2, Str255.EMPTY));
        assertThat(small.extendedMiner().channelId()).as("ids never come again").isEqualTo(4);
    }

    @Test
    void without_work_the_answer_is_held_back_until_there_is_some() {
        Talk early = Talk.beginWithoutWork().setUp();

        assertThat(early.say(Talk.openExtended("one", Talk.RATE))).isEmpty();
        assertThat(early.say(new OpenStandardMiningChannel(11, Str255.of("two"), Talk.RATE, U256.MAX))).isEmpty();
        early.workshop().advanceMillis(4_999);
        assertThat(early.connection().tick()).isEmpty();

        List<Effect<Sv2Message>> effects = early.connection()
                .work(early.workshop().poolWork(Workshop.tip(900_000, Workshop.HARD), 1));
        assertThat(Talk.replies(effects)).hasExactlyElementsOfTypes(
                OpenExtendedMiningChannelSuccess.class, NewExtendedMiningJob.class, SetNewPrevHash.class,
                OpenStandardMiningChannelSuccess.class, NewMiningJob.class, SetNewPrevHash.class);
        assertThat(Talk.reply(OpenStandardMiningChannelSuccess.class, effects).requestId()).isEqualTo(11);
    }

    @Test
    void who_waited_long_enough_for_work_is_told_that_there_is_none() {
        Talk early = Talk.beginWithoutWork().setUp();
        early.say(Talk.openExtended("one", Talk.RATE));
        early.workshop().advanceMillis(5_000);

        List<Effect<Sv2Message>> effects = early.connection().tick();

        assertThat(Talk.replies(effects)).containsExactly(
                new OpenMiningChannelError(10, Str255.of("no-work-available")));
        assertThat(Talk.hangUp(effects)).as("no reason to drop the connection").isEmpty();
        assertThat(early.connection().tick()).isEmpty();
    }

    private Str255 refusal(MiningMessage request) {
        return Talk.reply(OpenMiningChannelError.class, talk.say(request)).errorCode();
    }

    private static OpenExtendedMiningChannel extended(int minExtranonceSize) {
        return new OpenExtendedMiningChannel(1, Str255.of("a"), Talk.RATE, U256.MAX, minExtranonceSize);
    }
}
