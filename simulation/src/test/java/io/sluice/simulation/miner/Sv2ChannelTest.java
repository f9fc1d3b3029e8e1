package io.sluice.simulation.miner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.sluice.mining.bitcoin.Target;
import io.sluice.simulation.trace.Happening;
import io.sluice.simulation.trace.Happening.Honesty;
import io.sluice.simulation.trace.Happening.JobSight;
import io.sluice.wire.MalformedMessage;
import io.sluice.wire.Sv2Frame;
import io.sluice.wire.mining.MiningProtocol;
import io.sluice.wire.mining.NewExtendedMiningJob;
import io.sluice.wire.mining.NewMiningJob;
import io.sluice.wire.mining.SetNewPrevHash;
import io.sluice.wire.mining.SubmitSharesExtended;
import io.sluice.wire.mining.SubmitSharesStandard;
import io.sluice.wire.type.Bytes;
import io.sluice.wire.type.U256;

/** Which work a Stratum V2 channel takes for what, and how it speaks of its shares. */
final class Sv2ChannelTest {

    private static final Target EASY = Target.fromDisplay("00ffff" + "0".repeat(58));
    private static final Target HARDER = Target.fromDisplay("007fff" + "0".repeat(58));
    private static final U256 ROOT = U256.hex("bb".repeat(32));

    private final Yard yard = new Yard();
    private final List<Sv2Frame> frames = new ArrayList<>();
    private final Sv2Channel channel = channel(Sv2Model.STANDARD);

    @Test
    void a_job_for_a_block_to_come_is_told_when_it_comes_and_when_it_begins() {
        channel.job(future(7));
        channel.newTip(tip(7, "11"));

        List<JobSight> jobs = yard.jobs().stream().map(Happening.JobGiven::job).toList();
        assertThat(jobs).extracting(JobSight::jobId).containsExactly("7", "7");
        assertThat(jobs).extracting(JobSight::clean).containsExactly(false, true);
        assertThat(jobs.getFirst().prevHash()).isEmpty();
        assertThat(jobs.getFirst().ntime()).isZero();
        assertThat(jobs.getLast().prevHash().orElseThrow().internal()).isEqualTo(Bytes.hex("11".repeat(32)));
        assertThat(jobs.getLast().nBits()).isEqualTo(0x1d00ffff);
        assertThat(jobs.getLast().ntime()).isEqualTo(1000);
        assertThat(jobs.getLast().merkleRoot().orElseThrow().internal()).isEqualTo(ROOT.wire());
    }

    @Test
    void a_target_holds_for_later_jobs_and_for_those_that_have_not_begun() {
        channel.job(future(7));
        channel.target(HARDER);
        channel.newTip(tip(7, "11"));
        channel.target(EASY);
        channel.job(active(8));

        assertThat(yard.jobs().stream().map(given -> Target.fromWire(new U256(given.job().target()))))
                .containsExactly(EASY, HARDER, EASY);
    }

    @Test
    void an_active_job_is_on_the_block_of_before_and_voids_nothing() {
        channel.job(future(7));
        channel.newTip(tip(7, "11"));
        channel.job(active(8));

        JobSight last = yard.jobs().getLast().job();
        assertThat(last.clean()).isFalse();
        assertThat(last.prevHash().orElseThrow().internal()).isEqualTo(Bytes.hex("11".repeat(32)));
        assertThat(last.ntime()).isEqualTo(1005);
    }

    @Test
    void a_new_block_voids_what_it_does_not_name() {
        channel.job(future(7));
        channel.job(future(8));
        channel.newTip(tip(8, "11"));
        assertThat(channel.rig().hasWork()).isTrue();

        channel.newTip(tip(7, "22"));

        assertThat(channel.rig().hasWork()).isFalse();
        assertThat(yard.seen(Happening.Oddity.class)).singleElement()
                .satisfies(event -> assertThat(event.words()).contains("job 7").contains("not promised"));
    }

    @Test
    void an_active_job_before_any_block_is_remarked_on() {
        channel.job(active(8));

        assertThat(channel.rig().hasWork()).isFalse();
        assertThat(yard.seen(Happening.Oddity.class)).hasSize(1);
    }

    @Test
    void a_device_is_deaf_to_its_group_and_a_proxy_is_not() {
        assertThat(channel.listensTo(2)).isTrue();
        assertThat(channel.listensTo(1)).isFalse();
        assertThat(channel(Sv2Model.PROXY).listensTo(1)).isTrue();
    }

    @Test
    void a_prefix_holds_for_jobs_that_come_later() {
        Sv2Channel extended = channel(Sv2Model.EXTENDED);
        extended.job(extended(7));
        extended.prefix(Bytes.hex("beef"));
        extended.newTip(tip(7, "11"));
        extended.job(extended(8));

        assertThat(yard.jobs().stream().map(given -> given.job().parts().orElseThrow().extranoncePrefix().toHex()))
                .containsExactly("cafe", "cafe", "beef");
    }

    @Test
    void answers_to_a_batch_go_to_shares_in_the_order_they_were_sent() throws MalformedMessage {
        begin();
        send(Honesty.HONEST, Honesty.LOW, Honesty.HONEST, Honesty.HONEST);
        assertThat(sequences()).containsExactly(0L, 1L, 2L, 3L);

        channel.rig().refused(1, "difficulty-too-low");
        channel.rig().accepted(2, 2);

        assertThat(answers()).containsExactly("2 difficulty-too-low", "1 ", "3 ");
        assertThat(channel.rig().unanswered()).isOne();
        channel.rig().accepted(3, 1);
        assertThat(channel.rig().unanswered()).isZero();
        assertThat(yard.seen(Happening.Oddity.class)).isEmpty();
    }

    @Test
    void a_duplicate_keeps_its_number_and_its_answer_is_its_own() throws MalformedMessage {
        begin();
        send(Honesty.HONEST);
        channel.rig().accepted(0, 1);
        send(Honesty.HONEST, Honesty.DUPLICATE, Honesty.HONEST);
        assertThat(sequences()).containsExactly(0L, 1L, 0L, 2L);
        assertThat(frames.get(2)).isEqualTo(frames.getFirst());

        channel.rig().accepted(1, 1);
        channel.rig().refused(0, "duplicate-share");
        channel.rig().accepted(2, 1);

        assertThat(answers()).containsExactly("1 ", "2 ", "3 duplicate-share", "4 ");
        assertThat(yard.seen(Happening.Oddity.class)).isEmpty();
    }

    @Test
    void a_batch_of_another_size_than_what_was_sent_is_remarked_on() {
        begin();
        send(Honesty.HONEST, Honesty.HONEST);

        channel.rig().accepted(1, 3);

        assertThat(yard.seen(Happening.Oddity.class)).singleElement()
                .satisfies(event -> assertThat(event.words()).contains("3 shares").contains("had 2"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void garbage_is_a_frame_that_says_share_and_is_none(boolean standard) {
        Sv2Channel any = channel(standard ? Sv2Model.STANDARD : Sv2Model.EXTENDED);
        for (int i = 0; i < 50; i++) {
            any.rig().send(Honesty.MALFORMED);
        }

        assertThat(frames).hasSize(50).allSatisfy(frame -> assertThatExceptionOfType(MalformedMessage.class)
                .isThrownBy(() -> MiningProtocol.CODEC.decode(frame)));
        assertThat(yard.sent()).allMatch(sent -> sent.share().header().isEmpty());
    }

    @Test
    void an_extended_share_rolls_its_own_extranonce_each_time() throws MalformedMessage {
        Sv2Channel extended = channel(Sv2Model.EXTENDED);
        extended.job(extended(7));
        extended.newTip(tip(7, "11"));
        extended.rig().send(Honesty.HONEST);
        extended.rig().send(Honesty.HONEST);

        List<Bytes> extranonces = new ArrayList<>();
        for (Sv2Frame frame : frames) {
            extranonces.add(((SubmitSharesExtended) MiningProtocol.CODEC.decode(frame).orElseThrow()).extranonce());
        }
        assertThat(extranonces).doesNotHaveDuplicates().allMatch(extranonce -> extranonce.length() == 8);
    }

    private Sv2Channel channel(Sv2Model model) {
        Plug plug = new Plug(yard.self, _ -> {
            throw new AssertionError("nobody dials here");
        });
        return new Sv2Channel(yard.self, plug, model, new Sv2Model.Wish(Yard.USER, 100, Target.EASIEST), 1,
                new Sv2Channel.Grant(2, 1, EASY, Bytes.hex("cafe"), 8), model.rolling(), frames::add);
    }

    private void begin() {
        channel.job(future(7));
        channel.newTip(tip(7, "11"));
    }

    private void send(Honesty... kinds) {
        for (Honesty kind : kinds) {
            assertThat(channel.rig().send(kind)).as("%s", kind).isTrue();
        }
    }

    private List<Long> sequences() throws MalformedMessage {
        List<Long> sequences = new ArrayList<>();
        for (Sv2Frame frame : frames) {
            sequences.add(((SubmitSharesStandard) MiningProtocol.CODEC.decode(frame).orElseThrow()).sequenceNumber());
        }
        return sequences;
    }

    private List<String> answers() {
        return yard.answered().stream().map(answer -> answer.share().number() + " " + answer.code()).toList();
    }

    private static NewMiningJob future(long id) {
        return new NewMiningJob(2, id, OptionalLong.empty(), 0x2000_0000, ROOT);
    }

    private static NewMiningJob active(long id) {
        return new NewMiningJob(2, id, OptionalLong.of(1005), 0x2000_0000, ROOT);
    }

    private static NewExtendedMiningJob extended(long id) {
        return new NewExtendedMiningJob(2, id, OptionalLong.empty(), 0x2000_0000, true, List.of(ROOT),
                Bytes.hex("0100"), Bytes.hex("00"));
    }

    private static SetNewPrevHash tip(long jobId, String prevHash) {
        return new SetNewPrevHash(2, jobId, U256.hex(prevHash.repeat(32)), 1000, 0x1d00ffff);
    }
}
