package io.sluice.noise.netty;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/** How many connections began, got through the handshake, and ended, by reason. Safe on any thread. */
public final class ConnectionCounts {

    private final LongAdder begun = new LongAdder();
    private final LongAdder opened = new LongAdder();
    private final Map<CloseReason.Kind, LongAdder> ended = new EnumMap<>(CloseReason.Kind.class);

    ConnectionCounts() {
        for (CloseReason.Kind kind : CloseReason.Kind.values()) {
            ended.put(kind, new LongAdder());
        }
    }

    /** Connections that were accepted or connected. */
    public long begun() {
        return begun.sum();
    }

    /** Connections that got through the handshake. */
    public long opened() {
        return opened.sum();
    }

    /** Connections that ended for this reason. */
    public long ended(CloseReason.Kind kind) {
        return adder(kind).sum();
    }

    void countBegun() {
        begun.increment();
    }

    void countOpened() {
        opened.increment();
    }

    void countEnded(CloseReason.Kind kind) {
        adder(kind).increment();
    }

    private LongAdder adder(CloseReason.Kind kind) {
        return Objects.requireNonNull(ended.get(kind), "every kind has an adder");
    }
}
