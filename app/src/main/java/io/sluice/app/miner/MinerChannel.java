package io.sluice.app.miner;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import io.sluice.mining.bitcoin.BlockHash;
import io.sluice.mining.bitcoin.BlockHeader;
import io.sluice.mining.bitcoin.CompactTarget;
import io.sluice.mining.bitcoin.Target;
import io.sluice.wire.mining.MiningMessage;
import io.sluice.wire.mining.SetNewPrevHash;
import io.sluice.wire.mining.SubmitSharesExtended;
import io.sluice.wire.mining.SubmitSharesStandard;
import io.sluice.wire.type.Bytes;
import io.sluice.wire.type.U256;

/**
 * One open channel: the jobs it was told, and which of them it works on. It sweeps the nonce alone, which is enough at the pace of
 * a CPU. Belongs to the loop of its miner.
 */
final class MinerChannel {

    /** What the server made of it when it was opened. */
    record Opening(boolean standard, long id, Target target, Bytes prefix, int rollableSize) {}

    /** A job that waits for its SetNewPrevHash, with the extranonce that held when it came. */
    private record Held(OfferedJob job, Bytes prefix, Bytes rolled) {}

    private static final long NONE = -1;

    private final long id;
    private final boolean standard;
    private final int rollableSize;
    private final Seat seat;
    private final Consumer<MiningMessage> submit;
    private final List<Held> future = new ArrayList<>(1);
    private Bytes prefix;
    private Target target;
    private @Nullable SetNewPrevHash tip;
    private long active = NONE;
    private long jobs;
    private long sequence;

    /** @param submit sends a share */
    MinerChannel(Opening opening, Seat seat, Consumer<MiningMessage> submit) {
        this.id = opening.id();
        this.standard = opening.standard();
        this.prefix = opening.prefix();
        this.rollableSize = opening.rollableSize();
        this.target = opening.target();
        this.seat = seat;
        this.submit = submit;
    }

    long id() {
        return id;
    }

    /** The block on top of which it works; empty when it has no work. */
    Optional<U256> worksOn() {
        return active == NONE ? Optional.empty() : Optional.ofNullable(tip).map(SetNewPrevHash::prevHash);
    }

    /** Holds for jobs that are begun later. */
    void target(Target next) {
        target = next;
    }

    /** Holds for jobs that are sent later. Returns what is wrong with it, if anything. */
    Optional<String> prefix(Bytes next) {
        if (next.length() != prefix.length()) {
            return Optional.of("SetExtranoncePrefix changes the length of an extranonce");
        }
        prefix = next;
        return Optional.empty();
    }

    /** A job: begun at once, or kept for the next block. Returns what is wrong with it, if anything. */
    Optional<String> job(OfferedJob job) {
        SetNewPrevHash now = tip;
        if (!standard && !job.extended()) {
            return Optional.of("an extended channel is sent a standard job");
        }
        if (job.id() == active || future.stream().anyMatch(held -> held.job().id() == job.id())) {
            return Optional.of("the id of a job is used again while the other is valid");
        }
        Held held = new Held(job, prefix, nextExtranonce());
        if (job.minNtime().isEmpty()) {
            future.add(held);
        } else if (now == null) {
            return Optional.of("a job is to be begun before the first SetNewPrevHash");
        } else {
            begin(held, now, job.minNtime().getAsLong());
        }
        return Optional.empty();
    }

    /** There is a new block. Returns what is wrong, if anything. */
    Optional<String> newTip(SetNewPrevHash next) {
        Optional<Held> named = future.stream().filter(held -> held.job().id() == next.jobId()).findFirst();
        future.clear();
        tip = next;
        active = NONE;
        seat.rest();
        named.ifPresent(held -> begin(held, next, next.minNtime()));
        return named.isPresent()
                ? Optional.empty()
                : Optional.of("SetNewPrevHash names a job that was not sent before");
    }

    /** It is closed. */
    void end() {
        seat.rest();
    }

    private void begin(Held held, SetNewPrevHash on, long ntime) {
        OfferedJob job = held.job();
        active = job.id();
        seat.mine(new Work(
                () -> new BlockHeader(job.version(), new BlockHash(on.prevHash().wire()),
                        job.root().apply(held.prefix().concat(held.rolled())), ntime,
                        new CompactTarget((int) on.nbits()), 0),
                target,
                nonce -> submit.accept(share(job, held.rolled(), nonce, ntime))));
    }

    private MiningMessage share(OfferedJob job, Bytes rolled, int nonce, long ntime) {
        long version = Integer.toUnsignedLong(job.version());
        return standard
                ? new SubmitSharesStandard(id, sequence++, job.id(), Integer.toUnsignedLong(nonce), ntime, version)
                : new SubmitSharesExtended(
                        id, sequence++, job.id(), Integer.toUnsignedLong(nonce), ntime, version, rolled);
    }

    /** The part of the extranonce that is ours: another for each job. */
    private Bytes nextExtranonce() {
        jobs++;
        byte[] rolled = new byte[rollableSize];
        for (int i = 0; i < Math.min(Long.BYTES, rollableSize); i++) {
            rolled[rollableSize - 1 - i] = (byte) (jobs >>> 8 * i);
        }
        return Bytes.adopt(rolled);
    }
}
