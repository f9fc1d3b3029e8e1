package io.sluice.app.miner;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Connects again after a while: half a second at first, then longer, up to five. Belongs to the miner's loop. */
final class Redial {

    private static final Logger LOG = LoggerFactory.getLogger("sluice.lab.miner");
    private static final long FIRST_MILLIS = 500;
    private static final long LONGEST_MILLIS = 5000;

    private final String name;
    private final ScheduledExecutorService loop;
    private final Runnable connect;
    private long pause = FIRST_MILLIS;
    private boolean over;
    private boolean waiting;

    Redial(String name, ScheduledExecutorService loop, Runnable connect) {
        this.name = name;
        this.loop = loop;
        this.connect = connect;
    }

    /** The connection stands: the next pause is short again. */
    void succeeded() {
        pause = FIRST_MILLIS;
    }

    /** There is no connection. */
    void later(String why) {
        if (over || waiting) {
            return;
        }
        waiting = true;
        LOG.info("{}: {}; trying again in {} ms", name, why, pause);
        loop.schedule(() -> {
            waiting = false;
            if (!over) {
                connect.run();
            }
        }, pause, TimeUnit.MILLISECONDS);
        pause = Math.min(LONGEST_MILLIS, 2 * pause);
    }

    void end() {
        over = true;
    }
}
