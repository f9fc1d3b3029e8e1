package io.sluice.mining.job;

import io.sluice.mining.bitcoin.BlockHash;

/**
 * Which headers of one job were accepted already: a set of 64-bit fingerprints, taken from the end of the hash that is random.
 *
 * <p>Only accepted shares enter, so a flood of bad ones costs nothing. It is bounded, and it never forgets: when it is full the
 * job takes no more shares. Belongs to the loop of its connection.
 */
public final class SeenShares {

    /** Fingerprints of one job at most. At the aimed 8 shares a minute a job that lives two minutes holds 16. */
    public static final int LIMIT = 1 << 14;

    private static final int FIRST_CAPACITY = 32;
    // Most jobs of a fast standard channel never see a share: they share this one free place.
    private static final long[] NONE = new long[1];

    // Open addressing with linear probing; zero marks a free place, so the fingerprint zero is stored as one.
    private long[] table = NONE;
    private int size;

    /** Whether this header was accepted before. */
    public boolean contains(byte[] hash, int offset) {
        return table[find(table, fingerprint(hash, offset))] != 0;
    }

    /** Whether there is no room for one more. */
    public boolean isFull() {
        return size >= LIMIT;
    }

    /** Remembers an accepted header for which there is room. */
    public void add(BlockHash hash) {
        if (isFull()) {
            throw new IllegalStateException("no room for another fingerprint");
        }
        if (2 * (size + 1) > table.length) {
            grow();
        }
        long fingerprint = nonZero(hash.internal().u64At(0));
        int at = find(table, fingerprint);
        if (table[at] == 0) {
            table[at] = fingerprint;
            size++;
        }
    }

    private void grow() {
        long[] larger = new long[Math.max(FIRST_CAPACITY, 2 * table.length)];
        for (long fingerprint : table) {
            if (fingerprint != 0) {
                larger[find(larger, fingerprint)] = fingerprint;
            }
        }
        table = larger;
    }

    private static int find(long[] table, long fingerprint) {
        int mask = table.length - 1;
        int at = (int) (fingerprint ^ fingerprint >>> 32) & mask;
        while (table[at] != 0 && table[at] != fingerprint) {
            at = (at + 1) & mask;
        }
        return at;
    }

    private static long fingerprint(byte[] hash, int offset) {
        long fingerprint = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            fingerprint |= (hash[offset + i] & 0xffL) << 8 * i;
        }
        return nonZero(fingerprint);
    }

    private static long nonZero(long fingerprint) {
        return fingerprint == 0 ? 1 : fingerprint;
    }
}
