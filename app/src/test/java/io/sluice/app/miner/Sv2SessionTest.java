package io.sluice.app.miner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import io.sluice.app.miner.ChannelPlan.Kind;
import io.sluice.mining.bitcoin.BlockHash;
import io.sluice.mining.bitcoin.BlockHeader;
import io.sluice.mining.bitcoin.CompactTarget;
import io.sluice.mining.bitcoin.MerklePath;
import io.sluice.mining.bitcoin.Sha256d;
import io.sluice.mining.bitcoin.Target;
import io.sluice.wire.common.ChannelEndpointChanged;
import io.sluice.wire.common.Reconnect;
import io.sluice.wire.common.SetupConnection;
import io.sluice.wire.common.SetupConnectionError;
import io.sluice.wire.common.SetupConnectionSuccess;
import io.sluice.wire.mining.ClientFlag;
import io.sluice.wire.mining.CloseChannel;
import io.sluice.wire.mining.MiningMessage;
import io.sluice.wire.mining.OpenExtendedMiningChannel;
import io.sluice.wire.mining.OpenMiningChannelError;
import io.sluice.wire.mining.OpenStandardMiningChannel;
import io.sluice.wire.mining.ServerFlag;
import io.sluice.wire.mining.SetExtranoncePrefix;
import io.sluice.wire.mining.SetGroupChannel;
import io.sluice.wire.mining.SetTarget;
import io.sluice.wire.mining.SubmitSharesError;
import io.sluice.wire.mining.SubmitSharesExtended;
import io.sluice.wire.mining.SubmitSharesStandard;
import io.sluice.wire.mining.SubmitSharesSuccess;
import io.sluice.wire.mining.UpdateChannelError;
import io.sluice.wire.type.Bytes;
import io.sluice.wire.type.Str255;

/** A client follows every message of its server. */
class Sv2SessionTest {

    private static final long GROUP = 1;

    @Test
    void it_says_who_it_is_and_what_it_needs() {
        assertThat(new SessionRig(1, Kind.EXTENDED).sent).singleElement().isInstanceOfSatisfying(SetupConnection.class,
                setup -> {
                    assertThat(setup.flags()).isZero();
                    assertThat(setup.endpointHost().text()).isEqualTo("pool.example");
                    assertThat(setup.endpointPort()).isEqualTo(3336);
                });
        assertThat(new SessionRig(1, Kind.BOTH).sent).singleElement().isInstanceOfSatisfying(SetupConnection.class,
                setup -> assertThat(setup.flags()).isZero());
        assertThat(new SessionRig(9, Kind.STANDARD).sent).singleElement().isInstanceOfSatisfying(SetupConnection.class,
                setup -> assertThat(setup.flags()).isEqualTo(ClientFlag.REQUIRES_STANDARD_JOBS.bit()));
    }

    @Test
    void a_server_that_refuses_the_connection_or_standard_channels_is_left() {
        SessionRig refused = new SessionRig(1, Kind.EXTENDED)
                .hears(new SetupConnectionError(0, Str255.of("unsupported-protocol")));
        assertThat(refused.ends).containsExactly("left: the server refuses us: unsupported-protocol");
        SetupConnectionSuccess extendedOnly = new SetupConnectionSuccess(
                2, ServerFlag.REQUIRES_EXTENDED_CHANNELS.bit());
        assertThat(new SessionRig(2, Kind.BOTH).hears(extendedOnly).ends.getLast()).contains("--kind extended");
        assertThat(new SessionRig(2, Kind.EXTENDED).hears(extendedOnly).ends).containsExactly("established");
    }

    @Test
    void channels_are_asked_for_some_at_a_time_and_the_next_with_each_answer() {
        SessionRig rig = new SessionRig(250, Kind.EXTENDED);
        rig.sent.clear();
        rig.taken();
        assertThat(rig.sent).hasSize(ChannelOpener.AT_ONCE).allSatisfy(
                request -> assertThat(request).isInstanceOfSatisfying(OpenExtendedMiningChannel.class,
                        open -> assertThat(open.nominalHashRate()).isEqualTo(4)));
        for (long request = 1; request <= 250; request++) {
            rig.opensExtended(request, request + 1, GROUP);
        }
        assertThat(rig.sent).hasSize(250);
        assertThat(rig.sent.stream().map(OpenExtendedMiningChannel.class::cast)
                .map(open -> open.userIdentity().text())).contains("alice-1", "alice-250").doesNotHaveDuplicates();
        assertThat(rig.watch.open()).isEqualTo(250);
        assertThat(rig.watch.faults()).isEmpty();
    }

    @Test
    void channels_of_both_kinds_come_by_turns() {
        SessionRig rig = new SessionRig(4, Kind.BOTH);
        rig.sent.clear();
        rig.taken();
        assertThat(rig.sent).satisfiesExactly(
                first -> assertThat(first).isInstanceOf(OpenStandardMiningChannel.class),
                second -> assertThat(second).isInstanceOf(OpenExtendedMiningChannel.class),
                third -> assertThat(third).isInstanceOf(OpenStandardMiningChannel.class),
                fourth -> assertThat(fourth).isInstanceOf(OpenExtendedMiningChannel.class));
    }

    @Test
    void after_a_refusal_no_more_are_asked_for_and_the_open_ones_mine_on() {
        SessionRig rig = new SessionRig(300, Kind.EXTENDED).taken().opensExtended(1, 2, GROUP);
        rig.sent.clear();
        for (long request = 2; request <= ChannelOpener.AT_ONCE + 1; request++) {
            rig.hears(new OpenMiningChannelError(request, OpenMiningChannelError.CHANNEL_CAPACITY_EXHAUSTED));
        }
        assertThat(rig.sent).isEmpty();
        assertThat(rig.ends).containsExactly("established");
        assertThat(rig.watch.refused()).containsExactly(
                entry(OpenMiningChannelError.CHANNEL_CAPACITY_EXHAUSTED.text(), (long) ChannelOpener.AT_ONCE));
        assertThat(rig.future(2, 7).tip(2, 7, 1).minesJobs()).containsExactly(7L);
    }

    @Test
    void a_server_that_opens_no_channel_at_all_is_left() {
        SessionRig rig = new SessionRig(2, Kind.EXTENDED).taken();
        rig.hears(new OpenMiningChannelError(1, Str255.of("unknown-user")));
        assertThat(rig.ends).containsExactly("established");
        rig.hears(new OpenMiningChannelError(2, Str255.of("unknown-user")));
        assertThat(rig.ends).endsWith("left: no channel is open");
    }

    @Test
    void a_future_job_waits_for_its_block_and_is_then_begun_by_it_alone() {
        SessionRig rig = extendedChannel();
        assertThat(rig.future(2, 10).mines()).isEmpty();
        assertThat(rig.tip(2, 10, 1).minesJobs()).containsExactly(10L);
        assertThat(rig.future(2, 11).minesJobs()).containsExactly(10L);
        assertThat(rig.tip(2, 11, 2).minesJobs()).containsExactly(11L);
        assertThat(rig.watch.faults()).isEmpty();
    }

    @Test
    void an_active_job_replaces_the_one_before_and_leaves_the_held_one() {
        SessionRig rig = extendedChannel().future(2, 10).tip(2, 10, 1).future(2, 11);
        assertThat(rig.active(2, 12).minesJobs()).containsExactly(12L);
        assertThat(rig.tip(2, 11, 2).minesJobs()).containsExactly(11L);
        assertThat(rig.watch.faults()).isEmpty();
    }

    @Test
    void a_block_voids_all_other_held_jobs() {
        SessionRig rig = extendedChannel().future(2, 10).future(2, 11).tip(2, 11, 1);
        assertThat(rig.tip(2, 10, 2).mines()).isEmpty();
        assertThat(rig.watch.faults())
                .containsExactly(entry("SetNewPrevHash names a job that was not sent before", 1L));
        assertThat(rig.watch.withWork()).isZero();
        assertThat(rig.active(2, 13).minesJobs()).containsExactly(13L);
        assertThat(rig.watch.withWork()).isOne();
    }

    @Test
    void a_share_of_an_extended_channel_hashes_to_its_header() {
        SessionRig rig = extendedChannel().future(2, 10).tip(2, 10, 1);
        Target hard = new Target(0x00ff_ffff_ffff_ffffL, -1, -1, -1);
        rig.hears(new SetTarget(2, hard.toWire())).active(2, 11);
        List<MiningMessage> shares = rig.mines();
        assertThat(shares).isNotEmpty().allSatisfy(
                message -> assertThat(message).isInstanceOfSatisfying(SubmitSharesExtended.class, share -> {
                    assertThat(share.extranonce().length()).isEqualTo(SessionRig.ROLLABLE);
                    assertThat(share.ntime()).isEqualTo(SessionRig.NTIME + 30);
                    BlockHeader header = header(root(SessionRig.prefix(2).concat(share.extranonce())),
                            share.version(), share.ntime(), share.nonce());
                    assertThat(hard.isMetBy(header.hash())).isTrue();
                }));
        assertThat(shares.stream().map(share -> ((SubmitSharesExtended) share).sequenceNumber()))
                .isEqualTo(LongStream.range(0, shares.size()).boxed().toList());
        assertThat(rig.counts.submitted()).isEqualTo(shares.size());
    }

    @Test
    void a_share_of_a_standard_channel_hashes_to_the_header_it_was_given() {
        SessionRig rig = new SessionRig(1, Kind.STANDARD).taken().opensStandard(1, 2, GROUP);
        Target hard = new Target(0x00ff_ffff_ffff_ffffL, -1, -1, -1);
        rig.hears(new SetTarget(2, hard.toWire())).futureStandard(2, 10).tip(2, 10, 1);
        assertThat(rig.mines()).isNotEmpty().allSatisfy(
                message -> assertThat(message).isInstanceOfSatisfying(SubmitSharesStandard.class,
                        share -> assertThat(hard.isMetBy(header(new BlockHash(SessionRig.hash(0xab).wire()),
                                share.version(), SessionRig.NTIME, share.nonce()).hash())).isTrue()));
    }

    @Test
    void a_target_holds_for_jobs_that_are_begun_later() {
        SessionRig rig = extendedChannel().future(2, 10).tip(2, 10, 1).future(2, 11);
        rig.hears(new SetTarget(2, new Target(0, -1, -1, -1).toWire()));
        assertThat(rig.minesJobs()).containsExactly(10L);
        assertThat(rig.tip(2, 11, 2).mines()).isEmpty();
    }

    @Test
    void a_prefix_holds_for_jobs_that_are_sent_later() {
        Bytes other = Bytes.hex("0badcafe");
        SessionRig rig = extendedChannel().future(2, 10);
        rig.hears(new SetExtranoncePrefix(2, other)).future(2, 11).tip(2, 10, 1);
        Target hard = new Target(0x00ff_ffff_ffff_ffffL, -1, -1, -1);
        rig.hears(new SetTarget(2, hard.toWire()));
        assertThat(rig.future(2, 12).tip(2, 12, 1).mines()).isNotEmpty().allSatisfy(message -> {
            SubmitSharesExtended share = (SubmitSharesExtended) message;
            assertThat(hard.isMetBy(header(root(other.concat(share.extranonce())), share.version(), share.ntime(),
                    share.nonce()).hash())).isTrue();
        });
        rig.hears(new SetExtranoncePrefix(2, Bytes.hex("00")));
        assertThat(rig.watch.faults())
                .containsExactly(entry("SetExtranoncePrefix changes the length of an extranonce", 1L));
    }

    @Test
    void a_job_for_a_held_prefix_keeps_the_prefix_it_came_with() {
        Target hard = new Target(0x00ff_ffff_ffff_ffffL, -1, -1, -1);
        SessionRig rig = extendedChannel().future(2, 10);
        rig.hears(new SetExtranoncePrefix(2, Bytes.hex("0badcafe"))).hears(new SetTarget(2, hard.toWire()));
        assertThat(rig.tip(2, 10, 1).mines()).isNotEmpty().allSatisfy(message -> {
            SubmitSharesExtended share = (SubmitSharesExtended) message;
            assertThat(hard.isMetBy(header(root(SessionRig.prefix(2).concat(share.extranonce())), share.version(),
                    share.ntime(), share.nonce()).hash())).isTrue();
        });
    }

    @Test
    void a_job_for_a_group_is_mined_by_every_member_of_either_kind() {
        SessionRig rig = new SessionRig(2, Kind.BOTH).taken().opensStandard(1, 2, GROUP).opensExtended(2, 3, GROUP);
        Target hard = new Target(0x00ff_ffff_ffff_ffffL, -1, -1, -1);
        rig.hears(new SetTarget(GROUP, hard.toWire())).future(GROUP, 10).tip(GROUP, 10, 1);
        List<MiningMessage> shares = rig.mines();
        assertThat(shares).hasAtLeastOneElementOfType(SubmitSharesStandard.class)
                .hasAtLeastOneElementOfType(SubmitSharesExtended.class);
        assertThat(shares).allSatisfy(message -> {
            BlockHash root = switch (message) {
                case SubmitSharesStandard _ -> root(SessionRig.prefix(2));
                case SubmitSharesExtended share -> root(SessionRig.prefix(3).concat(share.extranonce()));
                default -> throw new AssertionError(message);
            };
            long nonce = message instanceof SubmitSharesStandard standard
                    ? standard.nonce()
                    : ((SubmitSharesExtended) message).nonce();
            assertThat(hard.isMetBy(header(root, 0x2000_0000L, SessionRig.NTIME, nonce).hash())).isTrue();
        });
        assertThat(rig.counts.jobs()).isOne();
        assertThat(rig.watch.faults()).isEmpty();
    }

    @Test
    void set_group_channel_says_who_is_in_a_group_from_now_on() {
        SessionRig rig = new SessionRig(3, Kind.EXTENDED).taken()
                .opensExtended(1, 2, GROUP).opensExtended(2, 3, GROUP).opensExtended(3, 4, GROUP);
        rig.hears(new SetGroupChannel(GROUP, List.of(2L))).hears(new SetGroupChannel(90, List.of(3L, 4L)));
        rig.future(GROUP, 10).tip(GROUP, 10, 1).future(90, 20).tip(90, 20, 1);
        assertThat(jobsByChannel(rig)).containsExactlyInAnyOrder("2: 10", "3: 20", "4: 20");

        rig.hears(new SetGroupChannel(90, List.of(3L))).hears(new SetGroupChannel(GROUP, List.of(2L, 4L)));
        rig.active(GROUP, 11);
        assertThat(jobsByChannel(rig)).containsExactlyInAnyOrder("2: 11", "3: 20", "4: 11");
        assertThat(rig.watch.faults()).isEmpty();

        rig.hears(new SetGroupChannel(90, List.of(77L)));
        assertThat(rig.watch.faults()).containsExactly(entry("SetGroupChannel names a channel that is not open", 1L));
    }

    @Test
    void a_held_job_of_a_group_is_begun_by_one_frame_for_all() {
        SessionRig rig = new SessionRig(2, Kind.EXTENDED).taken()
                .opensExtended(1, 2, GROUP).opensExtended(2, 3, GROUP);
        rig.future(2, 10).tip(2, 10, 1).future(3, 11).tip(3, 11, 1).future(GROUP, 20);
        assertThat(jobsByChannel(rig)).containsExactlyInAnyOrder("2: 10", "3: 11");
        rig.tip(GROUP, 20, 2);
        assertThat(jobsByChannel(rig)).containsExactlyInAnyOrder("2: 20", "3: 20");
        assertThat(rig.watch.faults()).isEmpty();
    }

    @Test
    void a_closed_channel_mines_no_more_and_when_all_are_closed_we_leave() {
        SessionRig rig = new SessionRig(3, Kind.EXTENDED).taken()
                .opensExtended(1, 2, GROUP).opensExtended(2, 3, GROUP).opensExtended(3, 4, GROUP)
                .future(GROUP, 10).tip(GROUP, 10, 1);
        rig.hears(new CloseChannel(3, Str255.of("bye")));
        assertThat(jobsByChannel(rig)).containsExactlyInAnyOrder("2: 10", "4: 10");
        assertThat(rig.watch.open()).isEqualTo(2);
        assertThat(rig.watch.withWork()).isEqualTo(2);
        assertThat(rig.watch.closed()).isOne();
        assertThat(rig.ends).containsExactly("established");

        rig.hears(new CloseChannel(GROUP, Str255.of("bye")));
        assertThat(rig.mines()).isEmpty();
        assertThat(rig.watch.open()).isZero();
        assertThat(rig.ends).endsWith("left: no channel is open");
        rig.hears(new CloseChannel(3, Str255.of("bye")));
        assertThat(rig.watch.faults()).containsExactly(entry("it closed a channel that is not open", 1L));
    }

    @Test
    void reconnect_is_followed() {
        assertThat(extendedChannel().hears(new Reconnect(Str255.of("elsewhere.example"), 4444)).ends)
                .endsWith("moved to elsewhere.example:4444");
        assertThat(extendedChannel().hears(new Reconnect(Str255.of(""), 0)).ends).endsWith("moved to :0");
    }

    @Test
    void shares_are_counted_as_the_server_answers_them() {
        SessionRig rig = extendedChannel().future(2, 10).tip(2, 10, 1);
        int sent = rig.mines().size();
        rig.hears(new SubmitSharesSuccess(2, 9, 10, 10))
                .hears(new SubmitSharesError(2, 10, SubmitSharesError.STALE_SHARE));
        assertThat(rig.counts.accepted()).isEqualTo(10);
        assertThat(rig.counts.rejected()).containsExactly(entry("stale-share", 1L));
        assertThat(rig.counts.open()).isEqualTo(sent - 11);
        assertThat(rig.watch.faults()).isEmpty();
        rig.hears(new SubmitSharesSuccess(2, 9, sent, 10));
        assertThat(rig.watch.faults()).containsExactly(entry("it answered more shares than it was sent", 1L));
    }

    @Test
    void what_the_protocol_does_not_allow_is_noted_and_survived() {
        SessionRig rig = new SessionRig(2, Kind.EXTENDED).taken().opensExtended(1, 2, GROUP);
        rig.opensExtended(7, 3, GROUP).opensStandard(2, 4, GROUP)
                .active(2, 10)
                .future(9, 11)
                .futureStandard(2, 12)
                .future(2, 13).future(2, 13)
                .hears(new UpdateChannelError(2, Str255.of("invalid-channel-id")))
                .hears(new ChannelEndpointChanged(2));
        assertThat(rig.watch.faults()).containsOnlyKeys(
                "it opened a channel that was not asked for",
                "a job is to be begun before the first SetNewPrevHash",
                "NewExtendedMiningJob is for a channel that is not open",
                "an extended channel is sent a standard job",
                "the id of a job is used again while the other is valid",
                "it sent UpdateChannel.Error, which nobody asked for");
        assertThat(rig.tip(2, 13, 1).minesJobs()).containsExactly(13L);
    }

    @Test
    void header_only_devices_are_to_be_spared_extended_jobs_and_groups() {
        SessionRig rig = new SessionRig(1, Kind.STANDARD).taken().opensStandard(1, 2, GROUP);
        rig.future(2, 10).hears(new SetGroupChannel(GROUP, List.of(2L)));
        assertThat(rig.watch.faults()).containsOnlyKeys(
                "it sent NewExtendedMiningJob, and we take standard jobs only",
                "it sent SetGroupChannel, and we take standard jobs only");
    }

    @Test
    void the_time_until_all_have_work_and_until_all_have_new_work_is_taken() {
        SessionRig rig = new SessionRig(2, Kind.EXTENDED).taken();
        rig.loop.advance(Duration.ofMillis(100));
        rig.opensExtended(1, 2, GROUP).future(2, 10).tip(2, 10, 1);
        assertThat(rig.watch.untilAllHadWork()).isEmpty();
        rig.loop.advance(Duration.ofMillis(100));
        rig.opensExtended(2, 3, GROUP).future(3, 11).tip(3, 11, 1);
        assertThat(rig.watch.untilAllHadWork()).contains(Duration.ofMillis(200));
        assertThat(rig.watch.blocks()).isZero();

        rig.future(2, 12).tip(2, 12, 2);
        assertThat(rig.watch.behind()).isOne();
        assertThat(rig.watch.lastBlock()).isEmpty();
        rig.loop.advance(Duration.ofMillis(70));
        rig.future(3, 13).tip(3, 13, 2);
        assertThat(rig.watch.behind()).isZero();
        assertThat(rig.watch.lastBlock()).contains(Duration.ofMillis(70));

        rig.future(GROUP, 14).tip(GROUP, 14, 3);
        assertThat(rig.watch.blocks()).isEqualTo(2);
        assertThat(rig.watch.lastBlock()).contains(Duration.ZERO);
        assertThat(rig.watch.slowestBlock()).contains(Duration.ofMillis(70));
    }

    private static SessionRig extendedChannel() {
        return new SessionRig(1, Kind.EXTENDED).taken().opensExtended(1, 2, GROUP);
    }

    private static List<String> jobsByChannel(SessionRig rig) {
        return rig.mines().stream().map(SubmitSharesExtended.class::cast)
                .map(share -> share.channelId() + ": " + share.jobId()).distinct().toList();
    }

    private static BlockHash root(Bytes extranonce) {
        Bytes coinbase = SessionRig.COINBASE_PREFIX.concat(extranonce).concat(SessionRig.COINBASE_SUFFIX);
        return new MerklePath(List.of(
                new BlockHash(SessionRig.hash(0x11).wire()), new BlockHash(SessionRig.hash(0x22).wire())))
                .root(new BlockHash(Sha256d.hash(coinbase)));
    }

    private static BlockHeader header(BlockHash root, long version, long ntime, long nonce) {
        return new BlockHeader((int) version, new BlockHash(SessionRig.hash(1).wire()), root, ntime,
                new CompactTarget((int) SessionRig.NBITS), (int) nonce);
    }
}
