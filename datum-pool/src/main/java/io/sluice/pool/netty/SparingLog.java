package io.sluice.pool.netty;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * What anybody can make us say as often as they like: the first line at once, then at most one a minute that says how many more there
 * were.
 *
 * <p>Safe on any thread.
 */
final class SparingLog {

    private final Consumer<String> lines;
    private boolean quiet;
    private long heldBack;
    private String last = "";

    /** @param lines takes what is really said; called under a lock */
    SparingLog(Consumer<String> lines) {
        this.lines = lines;
    }

    /**
     * Says it, now or as one of many.
     *
     * @param loop looks in a minute what was held back
     */
    synchronized void say(String line, ScheduledExecutorService loop) {
        if (quiet) {
            heldBack++;
            last = line;
        } else {
            lines.accept(line);
            beQuiet(loop);
        }
    }

    private synchronized void sumUp(ScheduledExecutorService loop) {
        quiet = false;
        if (heldBack > 0) {
            lines.accept(heldBack == 1 ? last : heldBack + " more like this in the last minute, the newest: " + last);
            heldBack = 0;
            beQuiet(loop);
        }
    }

    private void beQuiet(ScheduledExecutorService loop) {
        quiet = true;
        try {
            loop.schedule(() -> sumUp(loop), 1, TimeUnit.MINUTES);
        } catch (RejectedExecutionException end) {
            // The pool ends: nothing will be summed up any more.
        }
    }
}
