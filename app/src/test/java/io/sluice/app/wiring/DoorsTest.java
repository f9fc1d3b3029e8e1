package io.sluice.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;

import ch.qos.logback.classic.Level;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.sluice.app.peer.LogLines;
import io.sluice.datum.netty.Dialer;
import io.sluice.mining.candidate.BlockCandidate;
import io.sluice.mining.testing.HandLoop;
import io.sluice.mining.testing.Workshop;

/** Ports that are open while there is work. */
class DoorsTest {

    private static final BlockCandidate WORK = new Workshop()
            .poolWork(Workshop.tip(900_000, Workshop.HARD), 0);

    private final HandLoop loop = new HandLoop();
    private final Ports ports = new Ports();
    private final Doors doors = new Doors(ports, loop);
    private final LogLines log = new LogLines("sluice.miners", Level.INFO);

    DoorsTest() {
        doors.add("SV1", InetSocketAddress.createUnresolved("0.0.0.0", 3333), nothing());
        doors.add("SV2", InetSocketAddress.createUnresolved("0.0.0.0", 0), nothing());
    }

    @AfterEach
    void end() {
        log.close();
    }

    @Test
    void they_open_before_there_is_work_and_stay_open_when_it_comes() {
        open();
        publish();
        publish();
        assertThat(ports.asked).containsExactly(3333, 0);
        assertThat(ports.open).containsExactly(3333, Ports.FREE);
        assertThat(doors.address("SV2").map(InetSocketAddress::getPort)).contains(Ports.FREE);
        assertThat(doors.address("SV3")).isEmpty();
    }

    @Test
    void a_port_that_is_taken_at_the_start_fails_the_start() {
        ports.taken.add(3333);
        CompletableFuture<Void> first = doors.openFirst().toCompletableFuture();
        loop.run();
        assertThat(first).isCompletedExceptionally();
        assertThat(first.exceptionNow()).hasMessageContaining("3333 is taken");
    }

    @Test
    void without_work_they_shut_and_with_work_they_open_again_on_the_same_ports() {
        open();
        withhold();
        assertThat(ports.open).isEmpty();
        publish();
        assertThat(ports.open).containsExactly(3333, Ports.FREE);
        assertThat(ports.asked).containsExactly(3333, 0, 3333, Ports.FREE);
    }

    @Test
    void a_port_is_not_asked_for_before_it_was_given_back() {
        open();
        ports.slowToClose = true;
        withhold();
        publish();
        publish();
        assertThat(ports.asked).hasSize(2);
        ports.giveBack();
        loop.run();
        assertThat(ports.open).containsExactly(3333, Ports.FREE);
        assertThat(ports.asked).hasSize(4);
    }

    @Test
    void a_door_that_is_wanted_no_more_when_it_opens_is_shut() {
        open();
        withhold();
        ports.slowToOpen = true;
        publish();
        withhold();
        ports.letOpen();
        loop.run();
        assertThat(ports.open).isEmpty();
        ports.slowToOpen = false;
        publish();
        assertThat(ports.open).containsExactly(3333, Ports.FREE);
    }

    @Test
    void a_port_that_another_took_meanwhile_is_tried_every_two_seconds_and_told_once() {
        open();
        withhold();
        ports.taken.add(3333);
        ports.taken.add(Ports.FREE);
        log.clear();
        for (int i = 0; i < 10; i++) {
            publish();
            loop.advance(Duration.ofMillis(100));
        }
        ports.asked.clear();
        loop.advanceSeconds(20);
        assertThat(ports.asked).as("one attempt for both doors every two seconds").hasSize(2 * 10);
        assertThat(log.lines()).filteredOn(line -> line.startsWith("ERROR")).hasSize(2)
                .allMatch(line -> line.contains("is taken"));

        ports.taken.clear();
        loop.advanceSeconds(2);
        assertThat(ports.open).containsExactly(3333, Ports.FREE);
        assertThat(loop.waiting()).isZero();
    }

    @Test
    void a_taken_port_is_left_alone_while_there_is_no_work() {
        open();
        withhold();
        ports.taken.add(3333);
        publish();
        withhold();
        ports.asked.clear();
        loop.advanceSeconds(60);
        assertThat(ports.asked).isEmpty();
        assertThat(loop.waiting()).isZero();
    }

    @Test
    void closed_for_good_is_closed_whatever_the_desk_says() {
        open();
        doors.close();
        loop.run();
        assertThat(ports.open).isEmpty();
        publish();
        loop.advanceSeconds(60);
        assertThat(ports.open).isEmpty();
        assertThat(ports.asked).hasSize(2);
    }

    @Test
    void a_door_that_is_just_opening_at_the_end_is_shut_too() {
        open();
        withhold();
        ports.slowToOpen = true;
        publish();
        doors.close();
        loop.run();
        ports.letOpen();
        loop.run();
        assertThat(ports.open).isEmpty();
    }

    private void open() {
        CompletableFuture<Void> first = doors.openFirst().toCompletableFuture();
        loop.run();
        assertThat(first).isCompleted();
    }

    private void publish() {
        doors.publish(WORK);
        loop.run();
    }

    private void withhold() {
        doors.withhold("a test");
        loop.run();
    }

    private static ChannelInitializer<Channel> nothing() {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel socket) {
                throw new AssertionError("nobody connects here");
            }
        };
    }

    /** Ports of a machine on which a test says what is taken and how long things take. */
    private static final class Ports implements Sockets {

        /** What port 0 comes to be. */
        private static final int FREE = 40_000;

        private final List<Integer> asked = new ArrayList<>();
        private final List<Integer> open = new ArrayList<>();
        private final List<Integer> taken = new ArrayList<>();
        private final List<Runnable> opening = new ArrayList<>();
        private final List<Runnable> closing = new ArrayList<>();
        private boolean slowToOpen;
        private boolean slowToClose;

        @Override
        public CompletionStage<Listener> listen(InetSocketAddress address, ChannelInitializer<Channel> accepted) {
            asked.add(address.getPort());
            CompletableFuture<Listener> listening = new CompletableFuture<>();
            now(slowToOpen, opening, () -> {
                int port = address.getPort() == 0 ? FREE : address.getPort();
                if (taken.contains(port) || open.contains(port)) {
                    listening.completeExceptionally(new IOException("port " + port + " is taken"));
                } else {
                    open.add(port);
                    listening.complete(new Open(port));
                }
            });
            return listening;
        }

        private void letOpen() {
            opening.forEach(Runnable::run);
            opening.clear();
        }

        private void giveBack() {
            closing.forEach(Runnable::run);
            closing.clear();
        }

        private static void now(boolean slow, List<Runnable> later, Runnable step) {
            if (slow) {
                later.add(step);
            } else {
                step.run();
            }
        }

        @Override
        public void dial(
                ScheduledExecutorService from, String host, int port, ChannelInitializer<Channel> made,
                Consumer<String> failed) {
            throw new UnsupportedOperationException("doors do not dial");
        }

        @Override
        public Dialer dialer(ScheduledExecutorService from) {
            throw new UnsupportedOperationException("doors do not dial");
        }

        @Override
        public ScheduledExecutorService loop() {
            throw new UnsupportedOperationException("doors have a loop");
        }

        private final class Open implements Listener {

            private final int port;

            private Open(int port) {
                this.port = port;
            }

            @Override
            public InetSocketAddress address() {
                return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
            }

            @Override
            public CompletionStage<Void> close() {
                CompletableFuture<Void> closed = new CompletableFuture<>();
                now(slowToClose, closing, () -> {
                    open.remove(Integer.valueOf(port));
                    closed.complete(null);
                });
                return closed;
            }
        }
    }
}
