package io.sluice.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import ch.qos.logback.classic.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.sluice.app.peer.LogLines;
import io.sluice.app.peer.MinuteLog;
import io.sluice.mining.bitcoin.Target;
import io.sluice.mining.port.MiningEvent;
import io.sluice.mining.share.RejectReason;
import io.sluice.mining.testing.HandLoop;

/** Who mines here: rows for those who do, and no memory of made-up names. */
class RosterTest {

    private final LogLines log = new LogLines("sluice.miners", Level.INFO);
    private final HandLoop loop = new HandLoop();
    private final Roster roster = new Roster(new MinuteLog(log.logger(), loop, 1), loop);

    @AfterEach
    void end() {
        log.close();
    }

    @Test
    void a_miner_that_found_a_share_stays_in_the_roster_when_it_has_left() {
        Roster.Entry entry = open("alice");
        entry.happened(new MiningEvent.ShareTaken(7, "alice"));
        entry.left();
        assertThat(roster.miners()).containsExactly(
                new Roster.Miner("alice", "SV2", "extended", 0, 1, Map.of()));
    }

    @Test
    void a_name_that_never_found_a_share_goes_with_its_last_connection() {
        Roster.Entry one = open("nobody");
        Roster.Entry other = open("nobody");
        one.happened(new MiningEvent.ShareRefused(7, "nobody", RejectReason.LOW_DIFFICULTY));
        one.left();
        assertThat(roster.miners()).containsExactly(
                new Roster.Miner("nobody", "SV2", "extended", 1, 0, Map.of(RejectReason.LOW_DIFFICULTY, 1L)));
        other.happened(new MiningEvent.ChannelClosed(7, "nobody", "done"));
        other.left();
        assertThat(roster.miners()).isEmpty();
    }

    @Test
    void a_hundred_thousand_made_up_names_leave_nothing_behind() {
        for (int i = 0; i < 100_000; i++) {
            open("name " + i).left();
        }
        assertThat(roster.miners()).isEmpty();
    }

    @Test
    void refused_shares_of_made_up_workers_count_for_their_channel_and_good_ones_make_a_row() {
        Roster.Entry entry = open("farm");
        entry.happened(new MiningEvent.ShareRefused(7, "farm.a", RejectReason.STALE));
        entry.happened(new MiningEvent.ShareRefused(7, "farm.b", RejectReason.STALE));
        entry.happened(new MiningEvent.ShareTaken(7, "farm.c"));
        entry.happened(new MiningEvent.ShareRefused(7, "farm.c", RejectReason.DUPLICATE));
        assertThat(roster.miners()).containsExactly(
                new Roster.Miner("farm", "SV2", "extended", 1, 0, Map.of(RejectReason.STALE, 2L)),
                new Roster.Miner("farm.c", "SV2", "extended", 0, 1, Map.of(RejectReason.DUPLICATE, 1L)));
    }

    @Test
    void names_beyond_the_bound_share_a_row_and_leave_it_again() {
        for (int i = 0; i < 20_000; i++) {
            open("name " + i).happened(new MiningEvent.ShareTaken(7, "name " + i));
        }
        Roster.Entry late = open("late");
        late.happened(new MiningEvent.ShareTaken(7, "late"));
        assertThat(row("(others)").connections()).isEqualTo(1);
        assertThat(row("(others)").accepted()).isEqualTo(1);
        late.left();
        assertThat(row("(others)").connections()).isZero();
        assertThat(roster.miners()).hasSize(20_001);
    }

    @Test
    void connections_of_one_name_on_several_loops_lose_no_count() {
        try (ExecutorService loops = Executors.newFixedThreadPool(2)) {
            for (int i = 0; i < 2; i++) {
                loops.execute(() -> {
                    for (int j = 0; j < 5000; j++) {
                        Roster.Entry entry = open("busy");
                        entry.happened(new MiningEvent.ShareTaken(7, "busy.worker"));
                        entry.left();
                    }
                });
            }
        }
        assertThat(roster.miners()).containsExactly(
                new Roster.Miner("busy.worker", "SV2", "extended", 0, 10_000, Map.of()));
    }

    @Test
    void a_crowd_that_comes_and_goes_is_some_lines_and_a_number() {
        for (int i = 0; i < 1000; i++) {
            open("name " + i).left();
        }
        assertThat(log.lines()).hasSize(100);
        loop.advanceSeconds(60);
        assertThat(log.lines()).hasSize(102);
        assertThat(log.lines().subList(100, 102)).allMatch(line -> line.contains("950 more like this"));
    }

    @Test
    void connections_that_we_end_for_the_same_reason_are_told_once_and_counted() {
        for (int i = 0; i < 10; i++) {
            roster.enter("SV1", "10.0.0." + i).hungUp("no worker was authorized");
        }
        assertThat(log.lines()).containsExactly("INFO closing SV1 from 10.0.0.0: no worker was authorized");
        loop.advanceSeconds(60);
        assertThat(log.lines()).last().asString().contains("9 more like this").contains("10.0.0.9");
    }

    @Test
    void a_stranger_who_makes_ever_other_mistakes_of_one_kind_makes_no_more_lines() {
        for (int i = 0; i < 10; i++) {
            roster.enter("SV2", "10.0.0." + i).hungUp("the client sent what can not be read: at byte " + i);
        }
        assertThat(log.lines())
                .containsExactly("INFO closing SV2 from 10.0.0.0: the client sent what can not be read: at byte 0");
        loop.advanceSeconds(60);
        assertThat(log.lines()).last().asString().contains("9 more like this").contains("at byte 9");
    }

    private Roster.Entry open(String name) {
        Roster.Entry entry = roster.enter("SV2", "10.0.0.1:4000");
        entry.happened(new MiningEvent.ChannelOpened("extended", 7, name, Target.EASIEST));
        return entry;
    }

    private Roster.Miner row(String name) {
        List<Roster.Miner> rows = roster.miners().stream().filter(miner -> miner.name().equals(name)).toList();
        assertThat(rows).hasSize(1);
        return rows.getFirst();
    }
}
