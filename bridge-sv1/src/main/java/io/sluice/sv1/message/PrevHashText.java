package io.sluice.sv1.message;

import io.sluice.mining.bitcoin.BlockHash;
import io.sluice.wire.type.Bytes;

/**
 * How {@code mining.notify} spells the hash of the previous block: hash byte order with the bytes of each 4-byte word reversed. No
 * other field and no other protocol writes a hash this way.
 */
final class PrevHashText {

    private static final int WORD = 4;

    private PrevHashText() {}

    /** 64 digits. */
    static String of(BlockHash hash) {
        return swapped(hash.internal()).toHex();
    }

    /** The hash that 64 digits stand for. */
    static BlockHash parse(String digits) {
        return new BlockHash(swapped(Bytes.hex(digits)));
    }

    /** Its own inverse. */
    private static Bytes swapped(Bytes hash) {
        byte[] swapped = new byte[hash.length()];
        for (int i = 0; i < swapped.length; i++) {
            swapped[i] = (byte) hash.at(i - i % WORD + WORD - 1 - i % WORD);
        }
        return Bytes.adopt(swapped);
    }
}
