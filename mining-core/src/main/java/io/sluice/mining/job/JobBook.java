package io.sluice.mining.job;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * The jobs that a channel remembers.
 *
 * <pre>
 *   cut ---&gt; ACTIVE ---- next job, same tip ----&gt; PAST
 *              |                                    |
 *              +------- job on another tip ---------+---&gt; STALE ---- too many ----&gt; forgotten
 * </pre>
 *
 * Active and past jobs take shares. A stale one takes none, but a block found on it is still a block.
 *
 * <p>Belongs to the loop of its connection.
 */
public final class JobBook {

    /** Jobs remembered at most, of any state: over half a minute at the fastest that jobs are cut for one channel. */
    public static final int LIMIT = 256;
    /** Candidates whose jobs are remembered: each holds a whole template, with up to 4 MB of transactions. */
    public static final int CANDIDATES = 8;

    /** Where a job is in its life. */
    public enum State {
        ACTIVE, PAST, STALE
    }

    /** A remembered job. */
    public static final class Entry {

        private final Job job;
        private final SeenShares seen = new SeenShares();
        private State state = State.ACTIVE;

        private Entry(Job job) {
            this.job = job;
        }

        public Job job() {
            return job;
        }

        public State state() {
            return state;
        }

        /** The headers accepted for this job. */
        public SeenShares seen() {
            return seen;
        }
    }

    private final Map<Long, Entry> byId = new HashMap<>();
    private final Deque<Entry> oldestFirst = new ArrayDeque<>();
    private int candidates;

    /** Makes this the active job. */
    public void add(Job job) {
        if (byId.containsKey(job.id())) {
            throw new IllegalArgumentException("job " + job.id() + " is remembered already");
        }
        Entry entry = new Entry(job);
        boolean otherTip = active().map(last -> !last.job.candidate().tip().sameParent(job.candidate().tip()))
                .orElse(false);
        for (Entry known : oldestFirst) {
            if (otherTip) {
                known.state = State.STALE;
            } else if (known.state == State.ACTIVE) {
                known.state = State.PAST;
            }
        }
        if (!isOfSameCandidate(oldestFirst.peekLast(), entry)) {
            candidates++;
        }
        byId.put(job.id(), entry);
        oldestFirst.addLast(entry);
        while (oldestFirst.size() > LIMIT || candidates > CANDIDATES) {
            forgetOldest();
        }
    }

    private void forgetOldest() {
        Entry oldest = oldestFirst.removeFirst();
        byId.remove(oldest.job.id());
        if (!isOfSameCandidate(oldestFirst.peekFirst(), oldest)) {
            candidates--;
        }
    }

    /** Jobs of one candidate stand together, since a channel never goes back to an earlier one. */
    private static boolean isOfSameCandidate(@Nullable Entry one, Entry other) {
        return one != null && one.job.candidate().id() == other.job.candidate().id();
    }

    /** The job of this id, if it is remembered. */
    public Optional<Entry> find(long id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** The newest job, which the miner should be at. */
    public Optional<Entry> active() {
        return Optional.ofNullable(oldestFirst.peekLast());
    }
}
