package io.sluice.mining.bitcoin;

import io.sluice.wire.type.Bytes;

/**
 * The 80 bytes that are hashed.
 *
 * <pre>
 * offset  size   field
 *      0     4   version      little-endian
 *      4    32   prev hash    hash byte order
 *     36    32   merkle root  hash byte order
 *     68     4   nTime        little-endian, unsigned Unix seconds
 *     72     4   nBits        little-endian
 *     76     4   nonce        little-endian
 * </pre>
 *
 * @param version all 32 bits, rolled ones included
 * @param nTime Unix seconds, 0 to 2^32-1
 * @param nonce as an unsigned number in an int
 */
public record BlockHeader(
        int version, BlockHash prevHash, BlockHash merkleRoot, long nTime, CompactTarget nBits, int nonce) {

    /** Bytes of every header. */
    public static final int SIZE = 80;
    /** Where the merkle root stands. */
    public static final int MERKLE_ROOT_OFFSET = 36;

    public BlockHeader {
        if (nTime < 0 || nTime > 0xffff_ffffL) {
            throw new IllegalArgumentException("a header's time has 32 bits, which " + nTime + " does not fit");
        }
    }

    /** Reads 80 bytes. */
    public static BlockHeader read(byte[] bytes, int offset) {
        return new BlockHeader(
                getInt(bytes, offset),
                BlockHash.of(bytes, offset + 4),
                BlockHash.of(bytes, offset + MERKLE_ROOT_OFFSET),
                Integer.toUnsignedLong(getInt(bytes, offset + 68)),
                new CompactTarget(getInt(bytes, offset + 72)),
                getInt(bytes, offset + 76));
    }

    /** The 80 bytes. */
    public Bytes serialize() {
        byte[] bytes = new byte[SIZE];
        putInt(bytes, 0, version);
        prevHash.internal().copyTo(bytes, 4);
        merkleRoot.internal().copyTo(bytes, MERKLE_ROOT_OFFSET);
        putInt(bytes, 68, (int) nTime);
        putInt(bytes, 72, nBits.nBits());
        putInt(bytes, 76, nonce);
        return Bytes.adopt(bytes);
    }

    public BlockHash hash() {
        return new BlockHash(Sha256d.hash(serialize()));
    }

    /** Writes a little-endian 32-bit number. */
    public static void putInt(byte[] target, int offset, int value) {
        target[offset] = (byte) value;
        target[offset + 1] = (byte) (value >>> 8);
        target[offset + 2] = (byte) (value >>> 16);
        target[offset + 3] = (byte) (value >>> 24);
    }

    /** Reads a little-endian 32-bit number. */
    public static int getInt(byte[] source, int offset) {
        return (source[offset] & 0xff) | (source[offset + 1] & 0xff) << 8 | (source[offset + 2] & 0xff) << 16
                | (source[offset + 3] & 0xff) << 24;
    }
}
