package io.sluice.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import ch.qos.logback.classic.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.sluice.app.peer.LogLines;
import io.sluice.app.peer.MinuteLog;
import io.sluice.mining.bitcoin.Target;
import io.sluice.mining.candidate.BlockCandidate;
import io.sluice.mining.port.Conversation;
import io.sluice.mining.port.Effect;
import io.sluice.mining.port.MiningEvent;
import io.sluice.mining.testing.HandLoop;
import io.sluice.mining.testing.Workshop;

/** One conversation with a miner, run on a loop that is moved by hand, with neighbours. */
class MinerConnectionTest {

    private final Workshop workshop = new Workshop();
    private final HandLoop loop = new HandLoop();
    private final Floor floor = new Floor();
    private final LogLines log = new LogLines("sluice.miners", Level.INFO);
    private final Roster roster = new Roster(new MinuteLog(log.logger(), loop, 1), loop);

    @AfterEach
    void end() {
        log.close();
    }

    @Test
    void who_comes_while_there_is_work_hears_of_it_at_once() {
        floor.publish(work());
        Miner miner = new Miner().begin();
        assertThat(miner.heard).containsExactly("work 1");
        assertThat(miner.wire.said).containsExactly("job 1", "flush");
    }

    @Test
    void the_same_candidate_is_handed_over_once_however_it_came() {
        Miner miner = new Miner().begin();
        BlockCandidate candidate = work();
        floor.publish(candidate);
        // The task of the loop still has to run when the second one sits down and is told at once.
        Miner late = new Miner().begin();
        loop.run();
        assertThat(miner.heard).containsExactly("work 1");
        assertThat(late.heard).containsExactly("work 1");
        floor.publish(work());
        loop.run();
        assertThat(late.heard).containsExactly("work 1", "work 2");
    }

    @Test
    void of_several_candidates_a_busy_loop_hands_out_the_newest_once() {
        Miner miner = new Miner().begin();
        floor.publish(work());
        floor.publish(work());
        floor.withhold("a moment");
        floor.publish(work());
        loop.run();
        assertThat(miner.heard).containsExactly("work 3");
    }

    @Test
    void a_conversation_that_fails_ends_its_own_connection_and_nobody_elses() {
        Miner before = new Miner().begin();
        Miner faulty = new Miner().begin();
        Miner after = new Miner().begin();
        faulty.fails = true;
        floor.publish(work());
        loop.run();
        assertThat(faulty.wire.said).containsExactly("close: a mistake of ours");
        assertThat(before.heard).containsExactly("work 1");
        assertThat(after.heard).containsExactly("work 1");
        assertThat(after.wire.said).containsExactly("job 1", "flush");
        assertThat(log.lines()).singleElement().asString().startsWith("ERROR").contains("please report it")
                .contains("on purpose");

        faulty.connection.closed();
        floor.publish(work());
        loop.run();
        assertThat(faulty.heard).isEmpty();
        assertThat(after.heard).containsExactly("work 1", "work 2");
    }

    @Test
    void a_conversation_that_fails_in_its_tick_ends_too_and_ticks_no_more() {
        Miner faulty = new Miner().begin();
        faulty.fails = true;
        loop.advanceSeconds(1);
        assertThat(faulty.wire.said).containsExactly("close: a mistake of ours");
        faulty.connection.closed();
        faulty.fails = false;
        loop.advanceSeconds(10);
        assertThat(faulty.heard).isEmpty();
    }

    @Test
    void it_ticks_as_often_as_the_conversation_wants_and_anew_from_each_job_on() {
        Miner miner = new Miner();
        miner.period = Duration.ofMillis(100);
        miner.begin();
        loop.advance(Duration.ofMillis(350));
        assertThat(miner.heard).containsExactly("tick", "tick", "tick");
        floor.publish(work());
        loop.run();
        loop.advance(Duration.ofMillis(99));
        assertThat(miner.heard).endsWith("work 1");
        loop.advance(Duration.ofMillis(1));
        assertThat(miner.heard).endsWith("work 1", "tick");
    }

    @Test
    void what_a_miner_is_told_waits_for_the_end_of_what_it_said() {
        Miner miner = new Miner().begin();
        miner.connection.received("one");
        miner.connection.received("two");
        miner.connection.flush();
        assertThat(miner.wire.said).containsExactly("answer to one", "answer to two", "flush");
    }

    @Test
    void who_is_hung_up_on_hears_what_came_before_and_nothing_after() {
        Miner miner = new Miner().begin();
        miner.connection.received("bye");
        assertThat(miner.wire.said).containsExactly("answer to bye", "close: said bye");
        assertThat(miner.heard).containsExactly("bye", "closed");

        miner.connection.received("more");
        miner.connection.flush();
        floor.publish(work());
        loop.advanceSeconds(5);
        miner.connection.closed();
        assertThat(miner.wire.said).hasSize(2);
        assertThat(miner.heard).containsExactly("bye", "closed");
        assertThat(log.lines()).singleElement().asString().contains("said bye");
    }

    @Test
    void without_work_all_are_let_go() {
        Miner one = new Miner().begin();
        Miner other = new Miner().begin();
        floor.withhold("no pool");
        loop.run();
        assertThat(one.wire.said).containsExactly("close: no pool");
        assertThat(other.wire.said).containsExactly("close: no pool");
    }

    @Test
    void the_end_of_a_connection_gives_back_all_it_held() {
        Miner miner = new Miner().begin();
        miner.connection.received("open");
        assertThat(roster.miners()).singleElement().satisfies(row -> assertThat(row.connections()).isEqualTo(1));
        miner.connection.closed();
        miner.connection.closed();
        assertThat(miner.heard).containsExactly("open", "closed");
        assertThat(roster.miners()).isEmpty();
        floor.publish(work());
        loop.advanceSeconds(120);
        assertThat(miner.heard).containsExactly("open", "closed");
        assertThat(loop.waiting()).isZero();
    }

    private BlockCandidate work() {
        return workshop.poolWork(Workshop.tip(900_000, Workshop.HARD), 0);
    }

    /** A connection and the conversation in it, whose answers are easy to tell. */
    private final class Miner implements Conversation<String, String> {

        private final List<String> heard = new ArrayList<>();
        private final RecordingWire wire = new RecordingWire();
        private final MinerConnection<String, String> connection = new MinerConnection<>(
                this, wire, block -> {}, roster.enter("SV9", "10.0.0.1:4000"), floor, loop);
        private Duration period = Duration.ofSeconds(1);
        private boolean fails;

        private Miner begin() {
            connection.begin();
            return this;
        }

        @Override
        public List<Effect<String>> received(String message) {
            heard.add(message);
            Effect<String> answer = new Effect.Reply<>("answer to " + message);
            return switch (message) {
                case "bye" -> List.of(answer, new Effect.HangUp<>("said bye"), new Effect.Reply<>("too late"),
                        new Effect.HangUp<>("said bye twice"));
                case "open" -> List.of(answer, new Effect.Report<>(
                        new MiningEvent.ChannelOpened("extended", 1, "alice", Target.EASIEST)));
                default -> List.of(answer);
            };
        }

        @Override
        public List<Effect<String>> work(BlockCandidate candidate) {
            failIfToldTo();
            heard.add("work " + candidate.id());
            return List.of(new Effect.Reply<>("job " + candidate.id()));
        }

        @Override
        public List<Effect<String>> withheld(String why) {
            return List.of(new Effect.HangUp<>(why));
        }

        @Override
        public List<Effect<String>> tick() {
            failIfToldTo();
            heard.add("tick");
            return List.of();
        }

        @Override
        public Duration untilNextTick() {
            return period;
        }

        @Override
        public List<Effect<String>> closed() {
            heard.add("closed");
            return List.of();
        }

        private void failIfToldTo() {
            if (fails) {
                throw new IllegalStateException("on purpose");
            }
        }
    }

    private static final class RecordingWire implements Wire<String> {

        private final List<String> said = new ArrayList<>();

        @Override
        public void send(String message) {
            said.add(message);
        }

        @Override
        public void flush() {
            said.add("flush");
        }

        @Override
        public void close(String why) {
            said.add("close: " + why);
        }
    }
}
