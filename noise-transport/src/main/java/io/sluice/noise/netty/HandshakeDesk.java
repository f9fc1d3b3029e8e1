package io.sluice.noise.netty;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/** Has the arithmetic of handshakes done away from the event loops, a bounded number at once. Safe on any thread. */
final class HandshakeDesk {

    private final Executor executor;
    private final int max;
    private final AtomicInteger underWay = new AtomicInteger();

    HandshakeDesk(Executor executor, int max) {
        this.executor = executor;
        this.max = max;
    }

    /** Whether {@code work} will be done; false when there is too much already. */
    boolean accept(Runnable work) {
        if (underWay.incrementAndGet() > max) {
            underWay.decrementAndGet();
            return false;
        }
        try {
            executor.execute(() -> {
                try {
                    work.run();
                } finally {
                    underWay.decrementAndGet();
                }
            });
            return true;
        } catch (RejectedExecutionException e) {
            underWay.decrementAndGet();
            return false;
        }
    }
}
