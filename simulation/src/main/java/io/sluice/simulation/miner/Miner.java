package io.sluice.simulation.miner;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

import io.sluice.simulation.trace.Happening.Honesty;

/** A miner of any kind: what its kind is, only its talks know. */
final class Miner implements VirtualMiner {

    private static final int FLOOD_AT_ONCE = 100;
    private static final Duration FLOOD_PAUSE = Duration.ofMillis(1);
    private static final Duration WAIT_FOR_WORK = Duration.ofSeconds(1);

    private final Self self;
    private final Plug plug;
    private int flood;
    private long floodedConnection;

    Miner(Self self, Function<Plug, Talk> talks) {
        this.self = self;
        this.plug = new Plug(self, talks);
    }

    @Override
    public String name() {
        return self.name();
    }

    @Override
    public void start() {
        plug.putIn();
    }

    @Override
    public void leave() {
        flood = 0;
        plug.pull();
    }

    @Override
    public void reconnect() {
        plug.replug();
    }

    @Override
    public void lie(Honesty kind) {
        self.orders().add(kind);
        List<Rig> rigs = new ArrayList<>(plug.rigs());
        if (!rigs.isEmpty()) {
            Collections.rotate(rigs, self.random().nextInt(rigs.size()));
            rigs.forEach(self.orders()::serve);
        }
    }

    /** What is left of it when the connection ends is let go. */
    @Override
    public void flood(int shares) {
        boolean running = flood > 0;
        flood += shares;
        if (!running) {
            floodedConnection = plug.connection();
            floodOn();
        }
    }

    private void floodOn() {
        if (floodedConnection == 0) {
            floodedConnection = plug.connection();
        } else if (floodedConnection != plug.connection()) {
            flood = 0;
        }
        int sent = 0;
        while (sent < Math.min(flood, FLOOD_AT_ONCE) && plug.rigs().stream().anyMatch(rig -> rig.send(Honesty.LOW))) {
            sent++;
        }
        flood -= sent;
        if (flood > 0) {
            self.after(sent > 0 ? FLOOD_PAUSE : WAIT_FOR_WORK, this::floodOn);
        }
    }

    @Override
    public void hash(boolean on) {
        self.orders().hash(on);
        plug.rigs().forEach(Rig::pace);
    }

    @Override
    public boolean hasWork() {
        return plug.rigs().stream().anyMatch(Rig::hasWork);
    }

    @Override
    public int unanswered() {
        return plug.rigs().stream().mapToInt(Rig::unanswered).sum();
    }
}
