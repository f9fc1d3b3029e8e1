package io.sluice.datum.link;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * The end of the link: once it has begun, the pool gets a while to answer what was sent, and then everything gets its last fate.
 *
 * <p>Belongs to the pool link's loop, but for {@link #over}, which is safe on any thread.
 */
final class LastSeconds {

    /** How long the pool's answers are waited for. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    // A share that is just coming in when the outbox is closed is there at the next look; nothing is waited for without end.
    private static final Duration LOOK = Duration.ofMillis(10);
    private static final int LOOKS = 100;

    private final ShareCourier courier;
    private final LinkKeeper keeper;
    private final LinkTools tools;
    private final Runnable last;
    private final CompletableFuture<Void> over = new CompletableFuture<>();
    private boolean begun;
    private boolean hungUp;
    private long until;

    /** @param last called when all is over */
    LastSeconds(ShareCourier courier, LinkKeeper keeper, LinkTools tools, Runnable last) {
        this.courier = courier;
        this.keeper = keeper;
        this.tools = tools;
        this.last = last;
    }

    /** The outbox is closed. Calling it again does nothing. */
    void begin() {
        if (!begun) {
            begun = true;
            until = tools.ticker().nanos() + PATIENCE.toNanos();
        }
    }

    boolean hasBegun() {
        return begun;
    }

    /** Complete when every share has its last fate. */
    CompletionStage<Void> over() {
        return over;
    }

    /** Something has happened to the shares, or time has passed. */
    void look() {
        if (begun && !hungUp && (courier.isDone() || tools.ticker().nanos() - until >= 0)) {
            hungUp = true;
            keeper.stop();
            abandonQueued(LOOKS);
        }
    }

    private void abandonQueued(int looks) {
        if (courier.abandonQueued(LinkFault.Kind.STOPPED.words()) || looks == 0) {
            last.run();
            over.complete(null);
        } else {
            tools.loop().schedule(() -> abandonQueued(looks - 1), LOOK.toNanos(), TimeUnit.NANOSECONDS);
        }
    }
}
