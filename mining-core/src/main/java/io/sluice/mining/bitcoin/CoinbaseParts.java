package io.sluice.mining.bitcoin;

import io.sluice.wire.type.Bytes;

/**
 * A coinbase cut where the extranonce stands: {@code prefix | 12 bytes of extranonce | suffix}, serialised without its
 * witness so that it hashes to the txid. DATUM calls the halves coinb1 and coinb2.
 *
 * <p>The prefix is kept <em>as built</em>: the byte at {@code targetByteIndex} is 0xFF, the last two bytes are the plain job
 * prefix. What is mined has the target byte set, see {@link #committed}.
 *
 * @param prefix everything before the extranonce; ends with the two bytes of the job prefix
 * @param suffix everything behind the extranonce
 * @param targetByteIndex offset of the target byte in the prefix, and so in the transaction
 */
public record CoinbaseParts(Bytes prefix, Bytes suffix, int targetByteIndex) {

    /** Bytes of the extranonce between the halves: DATUM fixes them. */
    public static final int EXTRANONCE_SIZE = 12;
    /** What stands in the place of the target byte until a difficulty is committed. */
    public static final int UNCOMMITTED = 0xff;

    private static final Bytes QUICK_JOB_PREFIX = Bytes.hex("4451");
    private static final Bytes OTHER_QUICK_JOB_PREFIX = Bytes.hex("bbae");

    public CoinbaseParts {
        if (targetByteIndex < 0 || targetByteIndex >= prefix.length() || prefix.at(targetByteIndex) != UNCOMMITTED) {
            throw new IllegalArgumentException("no target byte at offset " + targetByteIndex);
        }
    }

    /** The prefix that is mined: with the committed difficulty in the place of the target byte. */
    public Bytes committed(ProofOfTarget commitment) {
        byte[] patched = prefix.toArray();
        patched[targetByteIndex] = (byte) commitment.exponent();
        return Bytes.adopt(patched);
    }

    /**
     * As {@link #committed}, but told apart from it by the job prefix: the same work at another difficulty, for a miner whose
     * difficulty rises in the middle of a job (section 7.3).
     */
    public Bytes committedQuick(ProofOfTarget commitment) {
        byte[] patched = prefix.toArray();
        patched[targetByteIndex] = (byte) commitment.exponent();
        int jobPrefix = prefix.length() - QUICK_JOB_PREFIX.length();
        boolean taken = prefix.slice(jobPrefix, prefix.length()).equals(QUICK_JOB_PREFIX);
        (taken ? OTHER_QUICK_JOB_PREFIX : QUICK_JOB_PREFIX).copyTo(patched, jobPrefix);
        return Bytes.adopt(patched);
    }

    /** Bytes of the whole transaction without witness. */
    public int size() {
        return prefix.length() + EXTRANONCE_SIZE + suffix.length();
    }
}
