package io.sluice.datum.message;

import java.util.List;
import java.util.Optional;

/** Why a pool rejects a share (section 4.4). */
public enum ShareReason {

    // @formatter:off
    BAD_JOB_ID           (10, "the pool does not know this job"),
    BAD_COINBASE_ID      (11, "the coinbase number is out of range"),
    BAD_EXTRANONCE_SIZE  (12, "the extranonce does not have 12 bytes"),
    BAD_TARGET           (13, "the committed difficulty is below the pool's minimum"),
    BAD_USERNAME         (14, "the pool does not accept this user name"),
    BAD_COINBASER_ID     (15, "the payout list is none that the pool gave out"),
    BAD_MERKLE_COUNT     (16, "the number of merkle branches does not fit the transactions"),
    COINBASE_TOO_LARGE   (17, "the coinbase is too large"),
    COINBASE_MISSING     (18, "the pool never got this coinbase"),
    TARGET_MISMATCH      (19, "the difficulty stated is not the one in the coinbase"),
    H_NOT_ZERO           (20, "the hash does not end in 32 zero bits"),
    HIGH_HASH            (21, "the hash is above the target it commits to"),
    COINBASE_ID_MISMATCH (22, "the coinbase sent is not the one that the share names"),
    BAD_NTIME            (23, "the block time is out of range"),
    BAD_VERSION          (24, "the block version has bits that may not be rolled"),
    STALE_BLOCK          (25, "the block it builds on is not the newest"),
    BAD_COINBASE         (26, "the coinbase is not valid"),
    BAD_COINBASE_OUTPUTS (27, "the coinbase does not pay what the pool asked for"),
    MISSING_POOL_TAG     (28, "the pool's tag is missing in the coinbase"),
    DUPLICATE_WORK       (29, "the pool had this share before"),
    OTHER                (30, "the pool gave no reason");
    // @formatter:on

    private static final List<ShareReason> TABLE = List.of(values());

    private final int code;
    private final String words;

    ShareReason(int code, String words) {
        this.code = code;
        this.words = words;
    }

    /** The number on the wire. */
    public int code() {
        return code;
    }

    /** Completes "the share was rejected: ...". */
    public String words() {
        return words;
    }

    /** The reason with this number; pools may know more than we do. */
    public static Optional<ShareReason> of(int code) {
        int row = code - BAD_JOB_ID.code;
        return row >= 0 && row < TABLE.size() ? Optional.of(TABLE.get(row)) : Optional.empty();
    }
}
