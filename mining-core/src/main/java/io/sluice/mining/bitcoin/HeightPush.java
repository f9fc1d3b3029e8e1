package io.sluice.mining.bitcoin;

import java.util.Optional;

import io.sluice.wire.type.Bytes;

/**
 * The block height at the beginning of a coinbase's scriptSig (BIP 34): the first push, a script number.
 *
 * <p>Heights 1 to 16 are the single byte {@code OP_1} to {@code OP_16}; larger ones a length byte and the little-endian number,
 * with a zero byte behind it when its top bit is set. The C gateway pushes small heights like large ones, which nodes refuse;
 * {@link #read} takes both, so that a pool can tell its user what is wrong rather than not understand him.
 *
 * @param height 0 to 2^31-1
 * @param size bytes of the push, opcode included
 * @param minimal whether it is the only form that nodes accept
 */
public record HeightPush(int height, int size, boolean minimal) {

    private static final int OP_0 = 0x00;
    private static final int OP_1 = 0x51;
    private static final int OP_16 = 0x60;

    /** The bytes to begin a scriptSig with. */
    public static Bytes of(int height) {
        if (height < 0) {
            throw new IllegalArgumentException("a block height is not negative: " + height);
        }
        if (height == 0) {
            return Bytes.of((byte) OP_0);
        }
        if (height <= 16) {
            return Bytes.of((byte) (OP_1 + height - 1));
        }
        // One bit more than the number has: the sign, which must be free.
        int size = Integer.SIZE / Byte.SIZE - (Integer.numberOfLeadingZeros(height) - 1) / Byte.SIZE;
        return new TransactionWriter(1 + Long.BYTES).u8(size).u64(height).toBytes().slice(0, 1 + size);
    }

    /** The height that a scriptSig begins with, or nothing when it does not begin with one. */
    public static Optional<HeightPush> read(Bytes scriptSig) {
        if (scriptSig.isEmpty()) {
            return Optional.empty();
        }
        int opcode = scriptSig.at(0);
        if (opcode == OP_0) {
            return Optional.of(new HeightPush(0, 1, true));
        }
        if (opcode >= OP_1 && opcode <= OP_16) {
            return Optional.of(new HeightPush(opcode - OP_1 + 1, 1, true));
        }
        // 2^31-1 takes four bytes, the sign bit included.
        if (opcode > 4 || scriptSig.length() < 1 + opcode) {
            return Optional.empty();
        }
        int height = 0;
        for (int i = opcode; i >= 1; i--) {
            height = height << 8 | scriptSig.at(i);
        }
        boolean negative = scriptSig.at(opcode) >= 0x80;
        if (negative) {
            return Optional.empty();
        }
        int size = 1 + opcode;
        return Optional.of(new HeightPush(height, size, of(height).equals(scriptSig.slice(0, size))));
    }
}
