package io.sluice.simulation.miner;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;

import org.jspecify.annotations.Nullable;

import io.sluice.mining.bitcoin.BlockHash;
import io.sluice.simulation.miner.Tongue.Letter;
import io.sluice.simulation.miner.Unanswered.Sent;
import io.sluice.simulation.trace.Happening;
import io.sluice.simulation.trace.Happening.Honesty;
import io.sluice.simulation.trace.Happening.JobSight;
import io.sluice.simulation.trace.Happening.ShareSight;

/**
 * The machines behind one channel. They find shares by and by: the wait for each is exponentially distributed about what their
 * hash rate makes of the target, and begins anew with each job, since hashing has no memory. At its end a share is really searched
 * for.
 */
final class Rig {

    /** A search for more hashes than this would hold up the world. */
    static final double MOST_HASHES = 0x1p21;
    /** Far beyond what any network takes. */
    private static final Duration FAR_AHEAD = Duration.ofDays(30);
    private static final int REMEMBERED = 16;
    private static final double NANOS_PER_SECOND = 1e9;

    /**
     * Where it stands.
     *
     * @param connection number of the world's
     * @param channel 0 for SV1
     * @param user whose shares these are
     */
    record Place(long connection, long channel, String user) {}

    private final Self self;
    private final Place place;
    private final double hashRate;
    private final Tongue tongue;
    private final Unanswered unanswered = new Unanswered();
    private final Map<String, Work> valid = new LinkedHashMap<>();
    private final Deque<Work> past = new ArrayDeque<>();
    private @Nullable Work current;
    private @Nullable Sent lastAccepted;
    private @Nullable ScheduledFuture<?> nextFind;
    private boolean stopped;

    /** @param hashRate in hashes per second */
    Rig(Self self, Place place, double hashRate, Tongue tongue) {
        this.self = self;
        this.place = place;
        this.hashRate = hashRate;
        this.tongue = tongue;
    }

    /** Works on this from now on. */
    void work(JobSight job, Rolling rolling) {
        if (job.clean()) {
            forgetAll();
        }
        Work next = new Work(job, rolling, self.random());
        current = next;
        valid.put(job.jobId(), next);
        if (valid.size() > REMEMBERED) {
            valid.remove(valid.keySet().iterator().next());
        }
        pace();
        self.orders().serve(this);
    }

    /** All that it had to do is void. */
    void forgetAll() {
        past.addAll(valid.values());
        while (past.size() > REMEMBERED) {
            past.removeFirst();
        }
        valid.clear();
        current = null;
        lastAccepted = null;
        pace();
    }

    /** The connection is gone. */
    void stop() {
        stopped = true;
        current = null;
        pace();
    }

    boolean hasWork() {
        return current != null;
    }

    /** Honest shares without an answer. */
    int unanswered() {
        return unanswered.honest();
    }

    /** Waits anew for the next share; not at all when there is nothing to do. */
    void pace() {
        ScheduledFuture<?> waiting = nextFind;
        if (waiting != null) {
            waiting.cancel(false);
            nextFind = null;
        }
        Work work = current;
        if (work == null || !self.orders().hashing()) {
            return;
        }
        if (work.expectedHashes() > MOST_HASHES) {
            complain(work);
            return;
        }
        double seconds = self.random().nextExponential() * work.expectedHashes() / hashRate;
        nextFind = self.after(Duration.ofNanos((long) (seconds * NANOS_PER_SECOND)), () -> {
            send(work.find(), Honesty.HONEST);
            pace();
        });
    }

    private void complain(Work work) {
        if (self.orders().mayComplain()) {
            self.see(new Happening.Event(self.name(), "leaves job " + work.job().jobId()
                    + " alone: a share of it would take about " + Math.round(work.expectedHashes()) + " hashes"));
        }
    }

    /** Sends a share of this kind at once if it can. */
    boolean send(Honesty kind) {
        if (stopped) {
            return false;
        }
        return switch (kind) {
            case HONEST -> feasible().map(work -> send(work.find(), kind)).orElse(false);
            case LOW -> Optional.ofNullable(current).flatMap(Work::miss).map(low -> send(low, kind)).orElse(false);
            case STALE -> stale().map(work -> send(work.find(), kind)).orElse(false);
            case LATE_BLOCK -> stale().flatMap(Work::findBlock).map(block -> send(block, kind)).orElse(false);
            case WRONG_TIME -> feasible().map(work -> send(work.findAt(farAhead(work)), kind)).orElse(false);
            case WRONG_VERSION -> feasible().map(work -> send(work.findWithForbiddenBit(), kind)).orElse(false);
            case DUPLICATE -> Optional.ofNullable(lastAccepted).map(this::sendAgain).orElse(false);
            case FOREIGN_JOB -> feasible().map(work -> sendForStrangeJob(work.find())).orElse(false);
            case MALFORMED -> post(tongue.garbage(), sight("", Optional.empty(), kind));
        };
    }

    private Optional<Work> feasible() {
        return Optional.ofNullable(current).filter(work -> work.expectedHashes() <= MOST_HASHES);
    }

    /** The latest work that is void because of a new block; mere updates leave work that may still count. */
    private Optional<Work> stale() {
        Work now = current;
        return now == null
                ? Optional.empty()
                : past.reversed().stream()
                        .filter(work -> !work.prevHash().equals(now.prevHash()))
                        .filter(work -> work.expectedHashes() <= MOST_HASHES)
                        .findFirst();
    }

    private long farAhead(Work work) {
        long now = Math.max(work.job().ntime(), self.tools().clock().instant().getEpochSecond());
        return now + FAR_AHEAD.toSeconds();
    }

    private boolean send(Proof proof, Honesty kind) {
        String jobId = proof.job().jobId();
        return post(tongue.share(jobId, proof), sight(jobId, Optional.of(proof), kind));
    }

    private boolean sendForStrangeJob(Proof proof) {
        String jobId = tongue.anyJobId();
        return post(tongue.share(jobId, proof), sight(jobId, Optional.empty(), Honesty.FOREIGN_JOB));
    }

    private boolean sendAgain(Sent sent) {
        ShareSight first = sent.share();
        return post(sent.letter(), new ShareSight(self.tools().shares().getAsLong(), first.connection(),
                first.channel(), first.jobId(), first.user(), first.header(), first.hash(), Honesty.DUPLICATE));
    }

    private ShareSight sight(String jobId, Optional<Proof> proof, Honesty kind) {
        return new ShareSight(self.tools().shares().getAsLong(), place.connection(), place.channel(), jobId,
                place.user(), proof.map(found -> found.header().serialize()),
                proof.map(Proof::hash).orElse(BlockHash.ZERO), kind);
    }

    private boolean post(Letter letter, ShareSight share) {
        unanswered.add(new Sent(letter, share));
        self.see(new Happening.ShareSent(self.name(), share));
        letter.post().run();
        return true;
    }

    /** The share of this number is good. */
    void accepted(long number) {
        unanswered.take(number).ifPresentOrElse(this::accepted, () -> strange(number));
    }

    /** So many shares up to this number are good. */
    void accepted(long number, long count) {
        List<Sent> good = unanswered.takeThrough(number);
        if (good.size() != count) {
            self.remark("hears that " + count + " shares up to number " + number + " are accepted, and had "
                    + good.size() + " without an answer");
        }
        good.forEach(this::accepted);
    }

    /** The share of this number is no good. */
    void refused(long number, String code) {
        unanswered.take(number).ifPresentOrElse(
                sent -> self.see(new Happening.ShareAnswered(self.name(), sent.share(), false, code)),
                () -> strange(number));
    }

    private void accepted(Sent sent) {
        self.see(new Happening.ShareAnswered(self.name(), sent.share(), true, ""));
        if (sent.share().honesty() == Honesty.HONEST && valid.containsKey(sent.share().jobId())) {
            lastAccepted = sent;
            self.orders().serve(this);
        }
    }

    private void strange(long number) {
        self.remark("hears of a share with number " + number + ", and none of that number waits for an answer");
    }
}
