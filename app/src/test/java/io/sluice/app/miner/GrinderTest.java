package io.sluice.app.miner;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import io.sluice.mining.bitcoin.BlockHash;
import io.sluice.mining.bitcoin.BlockHeader;
import io.sluice.mining.bitcoin.CompactTarget;
import io.sluice.mining.bitcoin.Target;
import io.sluice.mining.testing.HandLoop;

/** Hashing in turns, at a set rate. Every hash meets the target here, so that what is found tells what was hashed. */
class GrinderTest {

    private static final BlockHeader HEADER = new BlockHeader(
            1, BlockHash.ZERO, BlockHash.ZERO, 0, new CompactTarget(0), 0);

    private final HandLoop loop = new HandLoop();
    private final Grinder grinder = new Grinder(loop, Runnable::run, loop, 10_000);

    @Test
    void one_seat_has_the_whole_rate_and_sweeps_each_nonce_once() {
        List<Integer> found = new ArrayList<>();
        grinder.seat().mine(easy(found));
        loop.advanceSeconds(1);
        assertThat(found.size()).isBetween(9_700, 10_000);
        assertThat(found).isSorted().doesNotHaveDuplicates().startsWith(0).endsWith(found.size() - 1);
    }

    @Test
    void many_seats_share_the_rate_equally() {
        List<List<Integer>> found = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            found.add(new ArrayList<>());
            grinder.seat().mine(easy(found.getLast()));
        }
        loop.advanceSeconds(10);
        assertThat(found.stream().mapToInt(List::size).sum()).isBetween(99_000, 100_000 + Grinder.SHORTEST_TURN);
        int share = 100_000 / 40;
        assertThat(found.stream().map(List::size)).allSatisfy(hashes -> assertThat(hashes)
                .isBetween(share - 2 * Grinder.SHORTEST_TURN, share + 2 * Grinder.SHORTEST_TURN));
    }

    @Test
    void new_work_in_a_seat_begins_at_the_first_nonce_and_ends_the_old() {
        List<Integer> old = new ArrayList<>();
        List<Integer> fresh = new ArrayList<>();
        Seat seat = grinder.seat();
        seat.mine(easy(old));
        loop.advanceSeconds(1);
        int before = old.size();
        seat.mine(easy(fresh));
        loop.advanceSeconds(1);
        assertThat(old).hasSize(before);
        assertThat(fresh).startsWith(0, 1, 2).hasSizeGreaterThan(9_000);
    }

    @Test
    void a_find_that_changes_the_work_is_the_last_of_the_old() {
        List<Integer> old = new ArrayList<>();
        List<Integer> fresh = new ArrayList<>();
        Seat seat = grinder.seat();
        seat.mine(new Work(() -> HEADER, Target.EASIEST, nonce -> {
            old.add(nonce);
            seat.mine(easy(fresh));
        }));
        loop.advanceSeconds(1);
        assertThat(old).containsExactly(0);
        assertThat(fresh).startsWith(0, 1, 2);
    }

    @Test
    void without_work_the_loop_is_left_alone() {
        Seat seat = grinder.seat();
        seat.mine(easy(new ArrayList<>()));
        loop.advanceSeconds(1);
        seat.rest();
        loop.advanceSeconds(1);
        assertThat(loop.waiting()).isZero();

        List<Integer> found = new ArrayList<>();
        seat.mine(easy(found));
        loop.advanceSeconds(1);
        assertThat(found).hasSizeBetween(9_700, 10_000);
    }

    @Test
    void a_header_is_made_once_and_only_when_its_turn_comes() {
        AtomicInteger made = new AtomicInteger();
        Seat seat = grinder.seat();
        seat.mine(new Work(() -> {
            made.incrementAndGet();
            return HEADER;
        }, Target.EASIEST, _ -> {}));
        assertThat(made).hasValue(0);
        loop.advanceSeconds(2);
        assertThat(made).hasValue(1);
    }

    @Test
    void a_hash_above_the_target_is_no_find() {
        List<Integer> found = new ArrayList<>();
        Target oneIn256 = new Target(0x00ff_ffff_ffff_ffffL, -1, -1, -1);
        grinder.seat().mine(new Work(() -> HEADER, oneIn256, found::add));
        loop.advanceSeconds(10);
        assertThat(found.size()).isBetween(250, 550);
        assertThat(found).allSatisfy(nonce -> assertThat(oneIn256.isMetBy(new BlockHeader(
                1, BlockHash.ZERO, BlockHash.ZERO, 0, new CompactTarget(0), nonce).hash())).isTrue());
    }

    @Test
    void once_ended_nothing_is_hashed_any_more() {
        List<Integer> found = new ArrayList<>();
        Seat seat = grinder.seat();
        seat.mine(easy(found));
        loop.advanceSeconds(1);
        int before = found.size();
        grinder.end();
        seat.mine(easy(found));
        grinder.seat().mine(easy(found));
        loop.advanceSeconds(1);
        assertThat(found).hasSize(before);
        assertThat(loop.waiting()).isZero();
    }

    private static Work easy(List<Integer> found) {
        return new Work(() -> HEADER, Target.EASIEST, found::add);
    }
}
