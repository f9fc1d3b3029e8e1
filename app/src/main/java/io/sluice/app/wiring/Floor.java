package io.sluice.app.wiring;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;

import io.sluice.mining.candidate.BlockCandidate;
import io.sluice.mining.port.WorkAvailability;
import io.sluice.mining.port.WorkListener;

/**
 * Where all miners sit: takes work from the desk to every connection, each on its own loop.
 *
 * <p>One task for each loop, not for each connection. When candidates come faster than a loop can hand them out, the loop hands out
 * only the newest; whether that leaves earlier jobs good, each channel sees for itself.
 *
 * <p>Threading: {@link #publish} and {@link #withhold} come from the desk; {@link #sit} and {@link #leave} are called on the loop of
 * the connection; {@link #availability} on any thread.
 */
final class Floor implements WorkListener {

    /** A connection, seen from here. All calls come on its loop. */
    interface Seat {

        /** There is new work. */
        void work(BlockCandidate candidate);

        /** There is none any more. */
        void withheld(String why);
    }

    private final Map<ScheduledExecutorService, LoopSeats> byLoop = new ConcurrentHashMap<>();
    // Empty until the desk has decided anything: until then miners wait.
    private volatile Optional<WorkAvailability> availability = Optional.empty();

    WorkAvailability availability() {
        return availability.orElseGet(() -> new WorkAvailability.Withheld("waiting for the first work"));
    }

    /** A connection is open: it hears of the work there is at once, and of all that comes. */
    void sit(Seat seat, ScheduledExecutorService loop) {
        byLoop.computeIfAbsent(loop, LoopSeats::new).seats.add(seat);
        availability.ifPresent(known -> tell(seat, known));
    }

    void leave(Seat seat, ScheduledExecutorService loop) {
        LoopSeats known = byLoop.get(loop);
        if (known != null) {
            known.seats.remove(seat);
        }
    }

    @Override
    public void publish(BlockCandidate candidate) {
        changeTo(new WorkAvailability.Available(candidate));
    }

    @Override
    public void withhold(String why) {
        changeTo(new WorkAvailability.Withheld(why));
    }

    /** Completes when every connection has heard of all that was published or withheld until now. */
    CompletionStage<Void> heard() {
        return CompletableFuture.allOf(byLoop.keySet().stream()
                .map(loop -> CompletableFuture.runAsync(() -> {}, loop))
                .toArray(CompletableFuture[]::new));
    }

    private void changeTo(WorkAvailability next) {
        availability = Optional.of(next);
        byLoop.values().forEach(LoopSeats::handOut);
    }

    private static void tell(Seat seat, WorkAvailability availability) {
        switch (availability) {
            case WorkAvailability.Available(var candidate) -> seat.work(candidate);
            case WorkAvailability.Withheld(String why) -> seat.withheld(why);
        }
    }

    /** The connections of one loop; touched on that loop alone. */
    private final class LoopSeats {

        private final ScheduledExecutorService loop;
        private final Set<Seat> seats = new LinkedHashSet<>();

        private LoopSeats(ScheduledExecutorService loop) {
            this.loop = loop;
        }

        private void handOut() {
            loop.execute(() -> {
                WorkAvailability newest = availability();
                // A copy: a seat that is told may leave.
                for (Seat seat : new ArrayList<>(seats)) {
                    tell(seat, newest);
                }
            });
        }
    }
}
