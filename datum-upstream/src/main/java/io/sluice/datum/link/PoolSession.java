package io.sluice.datum.link;

import java.time.Duration;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.sluice.datum.job.DatumJobTable;
import io.sluice.datum.message.ClientConfiguration;
import io.sluice.mining.candidate.ChainTip;
import io.sluice.mining.port.PoolTerms;
import io.sluice.mining.time.Ticker;

/**
 * What the pool's configuration means for the work that is out.
 *
 * <p>Work of an ended connection goes on over the next one if the pool comes back with the same configuration and the block that
 * it builds on is still the newest. The second is known with the first request for work after the reconnect, so until then its
 * shares wait: the session is not settled. With another configuration a new session begins, and all earlier work is void.
 * Work that is made while the pool is away is work of the ended connection in all of this.
 *
 * <p>Belongs to the pool link's loop.
 */
final class PoolSession {

    /** How long shares of before a reconnect wait for the first request for work. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final String NEW_BLOCK = "a new block came while the pool was away";

    private final DatumJobTable jobs;
    private final Ticker ticker;

    private long number;
    private @Nullable ClientConfiguration configuration;
    private @Nullable PoolTerms terms;
    private long configuredOn;
    private boolean settled;
    private boolean connected;
    private long configuredAt;

    PoolSession(DatumJobTable jobs, Ticker ticker) {
        this.jobs = jobs;
        this.ticker = ticker;
    }

    /**
     * The pool sent its configuration.
     *
     * @param connection the number of the connection on which it came
     * @return whether that is news
     */
    boolean configured(ClientConfiguration fresh, long connection) {
        boolean same = fresh.equals(configuration);
        if (configuredOn == connection) {
            if (same) {
                return false;
            }
            // Jobs are fixed at birth, and new values are for jobs made from now on (section 4.1): those that are out keep script, tag,
            // prime id and difficulty, and the pool, which knows what it told when, takes them. Where it does not, say because they are
            // below its new minimum, it says so, and "rejected" is the truth. To void them would cost shares that most pools take; the
            // miners have work under the new values a moment later anyway. That is why the session stays as well.
        } else if (same) {
            jobs.retireNotUnder(fresh, "the pool changed its configuration");
            settled = jobs.isEmpty();
        } else {
            number++;
            jobs.retireAll("the pool came back with another configuration");
            settled = true;
        }
        configuredOn = connection;
        connected = true;
        configuredAt = ticker.nanos();
        configuration = fresh;
        terms = new PoolTerms(number, fresh.payoutScript(), fresh.primeId(), fresh.tag(), fresh.minimum());
        return true;
    }

    /** This is the newest block. Work on another can not go on over the next connection, whatever the pool comes back with. */
    void newTip(ChainTip tip) {
        if (!connected) {
            jobs.retireNotOn(tip, NEW_BLOCK);
        }
    }

    /** Work is asked for on this block, which is therefore the newest. */
    void askedOn(ChainTip tip) {
        if (!settled) {
            settled = true;
            jobs.retireNotOn(tip, NEW_BLOCK);
        }
    }

    /** Looks at the clock while the pool is ready: if nobody asks for work, no newer block is known. */
    void tick() {
        if (ticker.nanos() - configuredAt >= PATIENCE.toNanos()) {
            settled = true;
        }
    }

    /** The connection is gone. */
    void disconnected() {
        settled = false;
        connected = false;
    }

    /** Whether it is known which work can still be submitted. */
    boolean isSettled() {
        return settled;
    }

    /** As in {@link PoolTerms#session}. */
    long number() {
        return number;
    }

    /** The number of the connection on which {@link #configuration} came: jobs made under it while the pool is away belong to that one. */
    long connection() {
        return configuredOn;
    }

    /** The newest; empty before there was one. */
    Optional<ClientConfiguration> configuration() {
        return Optional.ofNullable(configuration);
    }

    /** Made of the newest configuration; empty before there was one. */
    Optional<PoolTerms> terms() {
        return Optional.ofNullable(terms);
    }
}
