package io.sluice.wire.type;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * An immutable run of bytes. Records carry it instead of {@code byte[]}, whose equality is identity and whose content
 * anybody may change.
 *
 * <p>Safe on any thread.
 */
public final class Bytes {

    /** No bytes at all. */
    public static final Bytes EMPTY = new Bytes(new byte[0]);

    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[] content;

    private Bytes(byte[] content) {
        this.content = content;
    }

    /** Copies {@code content}. */
    public static Bytes of(byte... content) {
        return content.length == 0 ? EMPTY : new Bytes(content.clone());
    }

    /** Copies {@code length} bytes of {@code source}, from {@code offset} on. */
    public static Bytes of(byte[] source, int offset, int length) {
        return length == 0 ? EMPTY : new Bytes(Arrays.copyOfRange(source, offset, offset + length));
    }

    /** Takes {@code content} over without a copy: the caller must never touch it again. */
    public static Bytes adopt(byte[] content) {
        return content.length == 0 ? EMPTY : new Bytes(content);
    }

    /** The UTF-8 form of {@code text}. */
    public static Bytes utf8(String text) {
        return adopt(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads hexadecimal of either case.
     *
     * @throws IllegalArgumentException when the text has an odd length or another character
     */
    public static Bytes hex(String hex) {
        return adopt(HexFormat.of().parseHex(hex));
    }

    /** Number of bytes. */
    public int length() {
        return content.length;
    }

    public boolean isEmpty() {
        return content.length == 0;
    }

    /** The byte at {@code index}, as 0 to 255. */
    public int at(int index) {
        return content[index] & 0xff;
    }

    /** The unsigned little-endian 16-bit number that begins at {@code index}. */
    public int u16At(int index) {
        return (short) SHORT.get(content, index) & 0xffff;
    }

    /** The unsigned little-endian 32-bit number that begins at {@code index}. */
    public long u32At(int index) {
        return (int) INT.get(content, index) & 0xffff_ffffL;
    }

    /** The little-endian 64-bit number that begins at {@code index}; unsigned, so read it with {@link Long}'s unsigned methods. */
    public long u64At(int index) {
        return (long) LONG.get(content, index);
    }

    /** A view for APIs that take buffers: no copy, and nobody can write through it. */
    public ByteBuffer asReadOnlyBuffer() {
        return ByteBuffer.wrap(content).asReadOnlyBuffer();
    }

    /** A copy of the content. */
    public byte[] toArray() {
        return content.clone();
    }

    /** Copies the whole content to {@code target}, from {@code offset} on; returns the offset behind it. */
    public int copyTo(byte[] target, int offset) {
        System.arraycopy(content, 0, target, offset, content.length);
        return offset + content.length;
    }

    /** Copies a part of the content; returns the offset in {@code target} behind it. */
    public int copyTo(int from, byte[] target, int offset, int length) {
        System.arraycopy(content, from, target, offset, length);
        return offset + length;
    }

    /** The bytes from {@code from} (inclusive) to {@code to} (exclusive). */
    public Bytes slice(int from, int to) {
        return from == 0 && to == content.length ? this : of(content, from, to - from);
    }

    /** This content and behind it {@code next}. */
    public Bytes concat(Bytes next) {
        byte[] joined = Arrays.copyOf(content, content.length + next.content.length);
        next.copyTo(joined, content.length);
        return adopt(joined);
    }

    /** The same bytes, last one first: how the display order of a hash relates to its wire order. */
    public Bytes reversed() {
        byte[] turned = new byte[content.length];
        for (int i = 0; i < content.length; i++) {
            turned[i] = content[content.length - 1 - i];
        }
        return adopt(turned);
    }

    /** Lower-case hexadecimal. */
    public String toHex() {
        return HexFormat.of().formatHex(content);
    }

    /** The content read as UTF-8; malformed parts become replacement characters, never an error. */
    public String toUtf8() {
        return new String(content, StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes bytes && Arrays.equals(content, bytes.content);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(content);
    }

    @Override
    public String toString() {
        return content.length <= 64
                ? toHex()
                : HexFormat.of().formatHex(content, 0, 64) + "... (" + content.length + " bytes)";
    }
}
