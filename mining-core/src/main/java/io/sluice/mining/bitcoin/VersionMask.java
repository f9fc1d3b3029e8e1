package io.sluice.mining.bitcoin;

/**
 * The bits of a header's version that a miner may roll.
 *
 * @param bits one for every bit that may differ from the job's version
 */
public record VersionMask(int bits) {

    /** No bit may be rolled. */
    public static final VersionMask NONE = new VersionMask(0);
    /** Bits 13 to 28 (BIP 320): what DATUM pools and Stratum V1 miners know. */
    public static final VersionMask BIP320 = new VersionMask(0x1fff_e000);
    /** Bits 5 to 28 (BIP 323): what Stratum V2 allows. */
    public static final VersionMask BIP323 = new VersionMask(0x1fff_ffe0);

    /** Whether a share with this version belongs to a job with that one. */
    public boolean allows(int jobVersion, int shareVersion) {
        return ((jobVersion ^ shareVersion) & ~bits) == 0;
    }

    /** The bits that are in both masks: what a miner asked for, and what he may. */
    public VersionMask and(VersionMask other) {
        return new VersionMask(bits & other.bits);
    }

    /** The version with all bits of this mask cleared, free for a miner to use. */
    public int clear(int version) {
        return version & ~bits;
    }

    /** Eight hexadecimal digits, as Stratum V1 sends it. */
    @Override
    public String toString() {
        return String.format("%08x", bits);
    }
}
