package io.sluice.mining.sv2;

import io.sluice.mining.bitcoin.VersionMask;
import io.sluice.mining.share.RejectReason;
import io.sluice.wire.mining.SubmitSharesError;
import io.sluice.wire.type.Str255;

/**
 * The kernel's refusals in words of the protocol. The specification has no list of codes; these are the reference's wherever it
 * has one, so that tools know them.
 */
final class ErrorCodes {

    /** There is no work to give to a new channel. */
    static final Str255 NO_WORK = Str255.of("no-work-available");
    /** Ours, the miner did nothing wrong: shares do not get through to the pool fast enough. */
    static final Str255 OVERLOADED = Str255.of("gateway-overloaded");

    private ErrorCodes() {}

    /** @param mask the bits that the job allowed to roll, {@link VersionMask#NONE} when the job is not known */
    static Str255 of(RejectReason reason, VersionMask mask) {
        return switch (reason) {
            case UNKNOWN_JOB -> SubmitSharesError.INVALID_JOB_ID;
            case BAD_EXTRANONCE -> SubmitSharesError.BAD_EXTRANONCE_SIZE;
            case BAD_VERSION -> mask.equals(VersionMask.NONE)
                    ? SubmitSharesError.VERSION_ROLLING_NOT_ALLOWED
                    : SubmitSharesError.INVALID_NON_ROLLABLE_VERSION_BIT;
            case UNAUTHORIZED, TIME_TOO_OLD, TIME_TOO_NEW -> SubmitSharesError.INVALID_SHARE;
            case STALE -> SubmitSharesError.STALE_SHARE;
            case DUPLICATE -> SubmitSharesError.DUPLICATE_SHARE;
            case LOW_DIFFICULTY -> SubmitSharesError.DIFFICULTY_TOO_LOW;
            case OVERLOADED -> OVERLOADED;
        };
    }
}
