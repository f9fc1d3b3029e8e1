package io.sluice.mining.bitcoin;

import io.sluice.wire.type.Bytes;

/**
 * The two forms of a coinbase: <em>stripped</em>, as it is hashed and mined, and with the parts of BIP 141, as it stands in a
 * block that commits to witnesses.
 *
 * <pre>
 * offset     size   field
 *      0        4   version
 *      4        2   marker 00 and flag 01              only with witness
 *      6 (4)      …   inputs, outputs
 *      …       34   01 20 and the reserved value       only with witness
 *      …        4   lock time
 * </pre>
 *
 * The methods take any coinbase, not only ours, and check no more than where the parts stand; to look inside use
 * {@link TransactionReader}.
 */
public final class CoinbaseTransaction {

    /** Bytes that the witness form is longer: two behind the version, 34 before the lock time. */
    public static final int WITNESS_SIZE = 36;

    /** What the commitment is hashed with: 32 zero bytes, as no rule gives it a meaning yet. */
    public static final BlockHash RESERVED_VALUE = BlockHash.ZERO;

    private static final int VERSION_SIZE = 4;
    private static final int LOCK_TIME_SIZE = 4;
    private static final Bytes MARKER_AND_FLAG = Bytes.hex("0001");
    private static final Bytes WITNESS = Bytes.hex("0120").concat(RESERVED_VALUE.internal());
    /** The input count of a stripped coinbase, at the place of the marker, is never zero. */
    private static final int MARKER = 0;

    private CoinbaseTransaction() {}

    /** The form for a block with a witness commitment. */
    public static Bytes withWitness(Bytes stripped) {
        if (stripped.length() < VERSION_SIZE + LOCK_TIME_SIZE || stripped.at(VERSION_SIZE) == MARKER) {
            throw new IllegalArgumentException("not a coinbase without witness: " + stripped);
        }
        int lockTime = stripped.length() - LOCK_TIME_SIZE;
        return new TransactionWriter(stripped.length() + WITNESS_SIZE)
                .bytes(stripped.slice(0, VERSION_SIZE))
                .bytes(MARKER_AND_FLAG)
                .bytes(stripped.slice(VERSION_SIZE, lockTime))
                .bytes(WITNESS)
                .bytes(stripped.slice(lockTime, stripped.length()))
                .toBytes();
    }

    /** The form that is hashed; a coinbase without witness stays as it is. */
    public static Bytes strip(Bytes coinbase) {
        return hasWitness(coinbase) ? stripSuffix(stripPrefix(coinbase)) : coinbase;
    }

    /** Whether a coinbase, or the part of it before the extranonce, is in the witness form. */
    public static boolean hasWitness(Bytes prefix) {
        return prefix.length() > VERSION_SIZE + 1 && prefix.at(VERSION_SIZE) == MARKER
                && prefix.at(VERSION_SIZE + 1) != 0;
    }

    /** Takes marker and flag out of the part before the extranonce; one without them stays as it is. */
    public static Bytes stripPrefix(Bytes prefix) {
        return hasWitness(prefix)
                ? prefix.slice(0, VERSION_SIZE)
                        .concat(prefix.slice(VERSION_SIZE + MARKER_AND_FLAG.length(), prefix.length()))
                : prefix;
    }

    /**
     * Takes the witness out of the part behind the extranonce whose prefix {@linkplain #hasWitness has} one.
     *
     * @throws IllegalArgumentException when there is no witness of one 32-byte item before the lock time
     */
    public static Bytes stripSuffix(Bytes suffix) {
        int lockTime = suffix.length() - LOCK_TIME_SIZE;
        int witness = lockTime - WITNESS.length();
        if (witness < 0 || !suffix.slice(witness, witness + 2).equals(WITNESS.slice(0, 2))) {
            throw new IllegalArgumentException("no witness of one 32-byte item at the end of this coinbase: " + suffix);
        }
        return suffix.slice(0, witness).concat(suffix.slice(lockTime, suffix.length()));
    }
}
