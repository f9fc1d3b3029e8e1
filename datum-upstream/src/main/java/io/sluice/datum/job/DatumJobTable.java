package io.sluice.datum.job;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import io.sluice.datum.message.ClientConfiguration;
import io.sluice.datum.message.PowSubmission;
import io.sluice.mining.candidate.Birth;
import io.sluice.mining.candidate.BlockCandidate;
import io.sluice.mining.candidate.ChainTip;
import io.sluice.mining.share.AcceptedShare;
import io.sluice.wire.type.Bytes;

/**
 * The eight slots (section 5.5): who may be in which.
 *
 * <pre>
 *            reserve            announce
 *   free -------------&gt; reserved -------------&gt; held
 *    ^                   |    ^                  |  ^
 *    |      release      |    |     reserve      |  |  announce by a younger one
 *    +-------------------+    +------------------+  +---
 *    |                    retire                 |
 *    +-------------------------------------------+
 * </pre>
 *
 * A slot is given away again only when its job can no longer be submitted: it builds on another block than the newest, or
 * newer work took its place long enough ago. A new block may push out the oldest job all the same.
 *
 * <p>Threading: {@link #announce} and {@link #holds} are safe on any thread; everything else belongs to the pool link's loop.
 */
public final class DatumJobTable {

    /** How long shares for a job are taken after newer work on the same block. */
    public static final Duration SUPERSEDED = Duration.ofMinutes(2);
    /** A reservation that was not used for so long never will be. */
    public static final Duration UNUSED = Duration.ofSeconds(30);

    /** What a slot is bound to: a reservation until there is a candidate. Compared and swapped by identity. */
    private record Place(long session, @Nullable BlockCandidate candidate) {}

    private final AtomicReferenceArray<@Nullable Place> places = new AtomicReferenceArray<>(PowSubmission.SLOTS);
    private final List<DatumJobSlot> slots = IntStream.range(0, PowSubmission.SLOTS).mapToObj(DatumJobSlot::new)
            .toList();
    private long turns;

    /** Binds a candidate to its reserved slot. Any thread. Returns whether its shares can be submitted from now on. */
    public boolean announce(BlockCandidate candidate) {
        if (!(candidate.birth() instanceof Birth.Pool birth)) {
            return false;
        }
        Place place = places.get(birth.slot());
        if (place == null || place.session() != birth.session()) {
            return false;
        }
        boolean elderIsYounger = place.candidate() != null && place.candidate().id() >= candidate.id();
        return !elderIsYounger
                && places.compareAndSet(birth.slot(), place, new Place(birth.session(), candidate));
    }

    /** Whether shares of this candidate can be submitted. Any thread. */
    public boolean holds(BlockCandidate candidate) {
        return candidate.birth() instanceof Birth.Pool birth && isIn(birth.slot(), candidate);
    }

    /** The rest of {@link #announce}: all older work is superseded. */
    public void announced(BlockCandidate candidate, long now) {
        if (!(candidate.birth() instanceof Birth.Pool birth) || !isIn(birth.slot(), candidate)) {
            return;
        }
        for (int i = 0; i < slots.size(); i++) {
            if (i == birth.slot()) {
                slot(i).hold(candidate);
            } else if (candidateIn(i) != null) {
                slot(i).supersede(now);
            }
        }
    }

    /**
     * Finds a slot for one more job.
     *
     * @param tip what the newest block is now
     * @param urgent whether the oldest job may be pushed out
     * @return empty if there is none
     */
    public OptionalInt reserve(
            long session, ChainTip tip, ClientConfiguration configuration, long connection, boolean urgent, long now) {
        OptionalInt found = oldest(i -> places.get(i) == null);
        if (found.isEmpty()) {
            found = oldest(i -> isUnusedReservation(i, tip, now));
        }
        if (found.isEmpty()) {
            found = oldest(i -> candidateIn(i) != null
                    && (!slot(i).isFor(tip) || slot(i).isSupersededSince(SUPERSEDED.toNanos(), now)));
        }
        if (found.isEmpty() && urgent) {
            found = oldest(i -> candidateIn(i) != null);
        }
        if (found.isEmpty() && urgent) {
            found = oldest(i -> true);
        }
        if (found.isPresent()) {
            int index = found.getAsInt();
            retire(index, "its place at the pool went to newer work");
            slot(index).reserve(++turns, now, tip, configuration, connection);
            places.set(index, new Place(session, null));
        }
        return found;
    }

    /** Gives a reservation back that was never announced. */
    public void release(int index) {
        Place place = places.get(index);
        if (place != null && place.candidate() == null) {
            places.compareAndSet(index, place, null);
        }
    }

    /** A new connection: the pool knows nothing of what we told before. */
    public void forgetTold() {
        slots.forEach(DatumJobSlot::forgetTold);
    }

    /** No job of before can be submitted any more, nor is it shown to anybody. */
    public void retireAll(String why) {
        retireWhere(_ -> true, why);
        slots.forEach(DatumJobSlot::hide);
    }

    /** Jobs made under another configuration can not be submitted any more. */
    public void retireNotUnder(ClientConfiguration configuration, String why) {
        retireWhere(i -> !slot(i).isUnder(configuration), why);
    }

    /** Jobs on another block can not be submitted any more. */
    public void retireNotOn(ChainTip tip, String why) {
        retireWhere(i -> !slot(i).isFor(tip), why);
    }

    /** Jobs made before this connection can not be submitted any more. */
    public void retireOlderThan(long connection, String why) {
        retireWhere(i -> slot(i).connection() < connection, why);
    }

    /** Whether there is no job whose shares can be submitted. */
    public boolean isEmpty() {
        return IntStream.range(0, slots.size()).allMatch(i -> candidateIn(i) == null);
    }

    /** Why shares of this candidate can not be submitted, in words. */
    public String whyNot(BlockCandidate candidate) {
        return candidate.birth() instanceof Birth.Pool birth
                ? slot(birth.slot()).whyRetired(candidate.id())
                : "it is not for a pool";
    }

    /**
     * The message for a share of a candidate that is {@linkplain #holds held}, with what the pool does not know yet about its
     * job; from here on it counts as told.
     */
    public PowSubmission submission(AcceptedShare share, Bytes username) {
        if (!(share.job().candidate().birth() instanceof Birth.Pool birth)) {
            throw new IllegalArgumentException("solo work has no place at a pool");
        }
        return slot(birth.slot()).submission(share, username);
    }

    /** Whether a job ever stood in this slot. */
    public boolean isUsed(int index) {
        return slot(index).isUsed();
    }

    /** What stood last in this slot, also when it can not be submitted any more; empty when that is nobody's business. */
    public Optional<BlockCandidate> shown(int index) {
        return slot(index).shown();
    }

    private boolean isUnusedReservation(int index, ChainTip tip, long now) {
        return candidateIn(index) == null
                && (!slot(index).isFor(tip) || slot(index).isReservedSince(UNUSED.toNanos(), now));
    }

    /** Of the slots that will do the one that was reserved longest ago. */
    private OptionalInt oldest(IntPredicate willDo) {
        return IntStream.range(0, slots.size()).filter(willDo).boxed()
                .min(Comparator.comparingLong((Integer i) -> slot(i).turn()))
                .map(OptionalInt::of).orElse(OptionalInt.empty());
    }

    private void retireWhere(IntPredicate which, String why) {
        for (int i = 0; i < slots.size(); i++) {
            if (which.test(i)) {
                retire(i, why);
            }
        }
    }

    private void retire(int index, String why) {
        Place place = places.getAndSet(index, null);
        if (place != null && place.candidate() != null) {
            slot(index).retire(place.candidate().id(), why);
        }
    }

    private boolean isIn(int index, BlockCandidate candidate) {
        BlockCandidate there = candidateIn(index);
        return there != null && there.id() == candidate.id();
    }

    private @Nullable BlockCandidate candidateIn(int index) {
        Place place = places.get(index);
        return place == null ? null : place.candidate();
    }

    private DatumJobSlot slot(int index) {
        return slots.get(index);
    }
}
