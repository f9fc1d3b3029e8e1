package io.sluice.pool.share;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.sluice.datum.message.CoinbaseSection;
import io.sluice.datum.message.PowSubmission;

/**
 * The eight job slots of one connection, as far as its shares have filled them (section 4.3).
 *
 * <p>Sections are kept even when the share that brought them is bad: the gateway sends each once, and has no way to learn
 * that one was lost. A connection can make us keep about a megabyte and no more.
 *
 * <p>Threading: the connection's thread.
 */
public final class GatewayJobs {

    private final @Nullable GatewayJob[] slots = new GatewayJob[PowSubmission.SLOTS];

    /** Takes in the sections that a share brought; a job section empties its slot first. */
    public void store(PowSubmission share) {
        if (share.slot() >= PowSubmission.SLOTS) {
            return;
        }
        share.job().ifPresent(section -> slots[share.slot()] = new GatewayJob(share.slot(), section));
        GatewayJob job = slots[share.slot()];
        if (job != null && share.coinbase().isPresent()) {
            CoinbaseSection section = share.coinbase().get();
            job.store(section);
        }
    }

    /** The job in a slot; empty for a slot never filled and for one that does not exist. */
    public Optional<GatewayJob> job(int slot) {
        return slot >= 0 && slot < slots.length ? Optional.ofNullable(slots[slot]) : Optional.empty();
    }
}
