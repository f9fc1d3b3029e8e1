package io.sluice.mining.sv2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.sluice.mining.bitcoin.Network;
import io.sluice.mining.bitcoin.VersionMask;
import io.sluice.mining.port.Effect;
import io.sluice.mining.port.MinerText;
import io.sluice.mining.port.MiningEvent.MinerIntroduced;
import io.sluice.mining.testing.Workshop;
import io.sluice.mining.vardiff.ShareDifficulty;
import io.sluice.mining.vardiff.VardiffPolicy;
import io.sluice.wire.FrameHeader;
import io.sluice.wire.MalformedMessage;
import io.sluice.wire.Sv2Frame;
import io.sluice.wire.Sv2Message;
import io.sluice.wire.common.SetupConnection;
import io.sluice.wire.common.SetupConnectionError;
import io.sluice.wire.common.SetupConnectionSuccess;
import io.sluice.wire.extension.RequestExtensions;
import io.sluice.wire.mining.ServerFlag;
import io.sluice.wire.type.Bytes;
import io.sluice.wire.type.Str255;

/** SV2 3.6: the first message of a connection. */
class SetupConnectionTest {

    private final Talk talk = Talk.begin();

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 4, 5})
    void a_client_that_asks_for_what_we_have_is_answered_with_flags_of_our_own(long flags) {
        List<Effect<Sv2Message>> effects = talk.say(Talk.setup(flags, "bitaxe", "BM1370"));

        assertThat(Talk.replies(effects)).containsExactly(new SetupConnectionSuccess(2, 0));
        assertThat(Talk.events(effects)).containsExactly(new MinerIntroduced("SV2", "bitaxe BM1370"));
        assertThat(Talk.hangUp(effects)).isEmpty();
    }

    @Test
    void all_flags_that_we_do_not_support_are_listed_and_the_connection_ends() {
        List<Effect<Sv2Message>> effects = talk.say(Talk.setup(0xffff_ffffL, "", ""));

        assertThat(Talk.replies(effects)).containsExactly(
                new SetupConnectionError(0xffff_fffaL, SetupConnectionError.UNSUPPORTED_FEATURE_FLAGS));
        assertThat(Talk.hangUp(effects).orElseThrow()).contains("unsupported-feature-flags").contains("0xffffffff");
        assertThat(effects.getLast()).isInstanceOf(Effect.HangUp.class);
    }

    @Test
    void work_selection_is_not_to_be_had() {
        assertThat(Talk.replies(talk.say(Talk.setup(0b110, "SRI", "Translator Proxy")))).containsExactly(
                new SetupConnectionError(0b010, SetupConnectionError.UNSUPPORTED_FEATURE_FLAGS));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 255})
    void other_protocols_are_refused_whatever_their_flags_mean(int protocol) {
        SetupConnection setup = setup(protocol, 2, 2, 0xff);

        List<Effect<Sv2Message>> effects = talk.say(setup);

        assertThat(Talk.replies(effects)).containsExactly(
                new SetupConnectionError(0, SetupConnectionError.UNSUPPORTED_PROTOCOL));
        assertThat(Talk.hangUp(effects)).isPresent();
    }

    @Test
    void a_range_of_versions_without_ours_is_refused() {
        for (int[] range : new int[][]{{0, 1}, {3, 9}, {3, 1}, {65535, 65535}}) {
            assertThat(Talk.replies(Talk.begin().say(setup(0, range[0], range[1], 0)))).containsExactly(
                    new SetupConnectionError(0, SetupConnectionError.PROTOCOL_VERSION_MISMATCH));
        }
        assertThat(Talk.replies(Talk.begin().say(setup(0, 0, 65535, 0)))).containsExactly(
                new SetupConnectionSuccess(2, 0));
    }

    @Test
    void a_pool_that_forbids_version_rolling_is_told_in_our_flags_and_to_those_who_need_it() {
        VardiffPolicy policy = new VardiffPolicy(Workshop.ONE, 8, new ShareDifficulty(0), new ShareDifficulty(0),
                new ShareDifficulty(20), true);
        Network fixed = Network.REGTEST.withDifficultyOne(Workshop.ONE).withPoolVersionMask(VersionMask.NONE);
        Workshop workshop = new Workshop(policy, fixed);

        assertThat(Talk.replies(new Sv2Connection(Sv2Settings.DEFAULT, workshop.tools(), Optional.empty())
                .received(Sv2Frame.of(Talk.setup(0, "", ""))))).containsExactly(
                        new SetupConnectionSuccess(2, ServerFlag.REQUIRES_FIXED_VERSION.bit()));
        assertThat(Talk.replies(new Sv2Connection(Sv2Settings.DEFAULT, workshop.tools(), Optional.empty())
                .received(Sv2Frame.of(Talk.setup(Talk.VERSION_ROLLING, "", ""))))).containsExactly(
                        new SetupConnectionError(4, SetupConnectionError.UNSUPPORTED_FEATURE_FLAGS));
    }

    @Test
    void anything_else_first_ends_the_connection() {
        assertThat(Talk.hangUp(Talk.begin().say(Talk.openExtended("a", 1)))).isPresent();
        assertThat(Talk.hangUp(Talk.begin().say(new RequestExtensions(1, List.of(2))))).isPresent();
        Sv2Frame unknown = new Sv2Frame(new FrameHeader(0, false, 0x99, 1), Bytes.of((byte) 0));
        assertThat(Talk.hangUp(Talk.begin().connection().received(unknown))).isPresent();
    }

    @Test
    void a_second_setup_ends_the_connection() {
        assertThat(Talk.hangUp(talk.setUp().say(Talk.setup(0, "", "")))).hasValueSatisfying(
                why -> assertThat(why).contains("second time"));
    }

    @Test
    void a_setup_cut_short_ends_the_connection_with_a_sentence() {
        Bytes whole = Sv2Frame.of(Talk.setup(0, "bitaxe", "BM1370")).payload();
        for (int length = 0; length < whole.length(); length++) {
            Sv2Frame cut = new Sv2Frame(new FrameHeader(0, false, 0, length), whole.slice(0, length));
            List<Effect<Sv2Message>> effects = Talk.begin().connection().received(cut);
            assertThat(effects).as("cut to %d bytes", length).hasSize(1);
            assertThat(Talk.hangUp(effects).orElseThrow()).contains("SetupConnection truncated");
        }
    }

    @Test
    void what_a_client_calls_itself_is_bounded_and_harmless() {
        String nasty = "\u001b[2Jx".repeat(40);
        SetupConnection setup = new SetupConnection(0, 2, 2, 0, Str255.EMPTY, 0, Str255.of(nasty), Str255.of(nasty),
                Str255.of(nasty), Str255.of(nasty));

        MinerIntroduced event = (MinerIntroduced) Talk.events(talk.say(setup)).getFirst();

        assertThat(event.software()).hasSizeLessThanOrEqualTo(MinerText.MAX_NAME).doesNotContain("\u001b")
                .startsWith("?[2Jx");
    }

    @Test
    void before_setup_only_a_setup_may_be_announced_and_more_later() throws MalformedMessage {
        FrameHeader setup = new FrameHeader(0, false, 0x00, 1291);
        FrameHeader job = new FrameHeader(0, true, 0x22, 8192);
        talk.connection().announced(setup);
        assertAnnouncedTooMuch(new FrameHeader(0, false, 0x00, 1292));
        assertAnnouncedTooMuch(job);
        talk.setUp();
        talk.connection().announced(setup);
        talk.connection().announced(job);
        assertAnnouncedTooMuch(new FrameHeader(0, true, 0x22, 8193));
        assertAnnouncedTooMuch(new FrameHeader(0, true, 0x1b, 95));
        assertAnnouncedTooMuch(new FrameHeader(0, false, 0x99, 401));
        assertAnnouncedTooMuch(new FrameHeader(0x7fff, true, 0x1b, 0xff_ffff));
    }

    private void assertAnnouncedTooMuch(FrameHeader header) {
        assertThatThrownBy(() -> talk.connection().announced(header)).isInstanceOf(MalformedMessage.class)
                .hasMessageContaining(header.length() + " bytes");
    }

    @Test
    void who_does_not_set_up_within_ten_seconds_is_let_go() {
        talk.workshop().advanceMillis(9_999);
        assertThat(talk.connection().tick()).isEmpty();
        talk.workshop().advanceMillis(1);
        assertThat(Talk.hangUp(talk.connection().tick())).isPresent();
        assertThat(talk.connection().tick()).isEmpty();
    }

    @Test
    void a_device_that_opens_no_channel_within_a_minute_is_let_go() {
        talk.workshop().advanceMillis(9_000);
        talk.setUp(Talk.STANDARD_JOBS);
        talk.workshop().advanceMillis(59_999);
        assertThat(talk.connection().tick()).isEmpty();
        talk.workshop().advanceMillis(1);
        assertThat(Talk.hangUp(talk.connection().tick())).isPresent();
    }

    @Test
    void who_may_be_a_proxy_may_wait_a_week_for_its_first_miner() {
        talk.setUp(Talk.VERSION_ROLLING, "SRI", "Translator Proxy");
        talk.workshop().advanceMillis(Duration.ofDays(7).toMillis() - 1);
        assertThat(talk.connection().tick()).isEmpty();
        talk.workshop().advanceMillis(1);
        assertThat(Talk.hangUp(talk.connection().tick())).isPresent();
    }

    @Test
    void nothing_is_said_between_the_answer_and_the_next_request() {
        talk.setUp();
        assertThat(talk.connection().work(talk.workshop().poolWork(Workshop.tip(900_001, Workshop.HARD), 1)))
                .isEmpty();
        talk.workshop().advanceMillis(50_000);
        assertThat(talk.connection().tick()).isEmpty();
    }

    private static SetupConnection setup(int protocol, int min, int max, long flags) {
        return new SetupConnection(protocol, min, max, flags, Str255.EMPTY, 0, Str255.EMPTY, Str255.EMPTY, Str255.EMPTY,
                Str255.EMPTY);
    }
}
