package io.sluice.app.miner;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

/** One place in the round of a {@link Grinder}: what is hashed there now, if anything. Belongs to the loop. */
final class Seat {

    private static final long NONCES = 1L << 32;

    private final Grinder grinder;
    private @Nullable Work work;
    private byte @Nullable [] header;
    private long nonce;
    private boolean inRound;

    Seat(Grinder grinder) {
        this.grinder = grinder;
    }

    /** Leaves what it was at and sweeps this, from nonce 0. */
    void mine(Work next) {
        work = next;
        header = null;
        nonce = 0;
        if (!inRound) {
            inRound = true;
            grinder.seated(this);
        }
    }

    /** Nothing to hash until the next work. */
    void rest() {
        work = null;
        header = null;
    }

    /** The next so many nonces; empty when there is nothing to hash, and the seat is out of the round then. */
    Optional<Turn> next(int nonces) {
        Work now = work;
        if (now == null || nonce == NONCES) {
            inRound = false;
            return Optional.empty();
        }
        byte[] bytes = header;
        if (bytes == null) {
            bytes = now.header().get().serialize().toArray();
            header = bytes;
        }
        int count = (int) Math.min(nonces, NONCES - nonce);
        Turn turn = new Turn(this, now, bytes, (int) nonce, count);
        nonce += count;
        return Optional.of(turn);
    }

    /** A turn is over; what it found counts as long as its work is what is mined here. */
    @SuppressWarnings("ReferenceEquality") // it is about this very work
    void found(Turn turn, int winner) {
        if (work == turn.work()) {
            turn.work().found().accept(winner);
        }
    }

    /**
     * Some nonces of one work.
     *
     * @param header 80 bytes, to be copied and not to be changed
     */
    @SuppressWarnings("ArrayRecordComponent") // copying it for each turn would cost more than the turn
    record Turn(Seat seat, Work work, byte[] header, int firstNonce, int count) {}
}
