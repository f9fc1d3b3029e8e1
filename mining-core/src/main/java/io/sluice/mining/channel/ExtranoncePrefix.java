package io.sluice.mining.channel;

import io.sluice.wire.type.Bytes;

/**
 * The first four of the twelve bytes of extranonce: what keeps the work of two channels apart.
 *
 * @param value as an unsigned number; big-endian in the coinbase
 */
public record ExtranoncePrefix(int value) {

    /** Bytes of every prefix. */
    public static final int SIZE = 4;

    public Bytes bytes() {
        return Bytes.of((byte) (value >>> 24), (byte) (value >>> 16), (byte) (value >>> 8), (byte) value);
    }

    @Override
    public String toString() {
        return bytes().toHex();
    }
}
