package io.sluice.mining.bitcoin;

import io.sluice.wire.type.Bytes;

/**
 * A double SHA-256 in hash byte order: of a block, a transaction or a merkle node. RPC and explorers show it the other way
 * round.
 *
 * @param internal exactly 32 bytes, as SHA-256 gives them and as they stand in a header
 */
public record BlockHash(Bytes internal) {

    /** Bytes of every hash. */
    public static final int SIZE = 32;

    /** The hash of nothing known: all zero. */
    public static final BlockHash ZERO = new BlockHash(Bytes.of(new byte[SIZE]));

    public BlockHash {
        if (internal.length() != SIZE) {
            throw new IllegalArgumentException("a hash has 32 bytes, not " + internal.length());
        }
    }

    /** Copies 32 bytes in hash byte order. */
    public static BlockHash of(byte[] source, int offset) {
        return new BlockHash(Bytes.of(source, offset, SIZE));
    }

    /** Reads the 64 digits that RPC and explorers show. */
    public static BlockHash fromDisplay(String hex) {
        return new BlockHash(Bytes.hex(hex).reversed());
    }

    /** The 64 digits that RPC and explorers show. */
    public String toDisplay() {
        return internal.reversed().toHex();
    }

    /** As {@link #toDisplay}: logs and people use the display form. */
    @Override
    public String toString() {
        return toDisplay();
    }
}
