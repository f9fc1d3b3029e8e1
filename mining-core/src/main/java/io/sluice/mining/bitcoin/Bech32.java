package io.sluice.mining.bitcoin;

import java.util.Locale;
import java.util.Optional;

import io.sluice.wire.type.Bytes;

/**
 * Text with a strong checksum: a human-readable part, the separator {@code 1}, five bits per character, six characters of
 * checksum (BIP 173, and BIP 350 for the second kind of checksum).
 *
 * @param humanReadable lower case, 1 to 83 characters
 * @param data one value of 0 to 31 per byte
 * @param checksum which kind
 */
record Bech32(String humanReadable, Bytes data, Checksum checksum) {

    /** The two kinds, told apart by what the checksum is combined with. */
    enum Checksum {
        BECH32(1), BECH32M(0x2bc8_30a3);

        private final int constant;

        Checksum(int constant) {
            this.constant = constant;
        }
    }

    private static final int MAX_LENGTH = 90;
    private static final int CHECKSUM_LENGTH = 6;
    private static final char SEPARATOR = '1';
    private static final String ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    private static final int[] GENERATOR = {0x3b6a_57b2, 0x2650_8e6d, 0x1ea1_19fa, 0x3d42_33dd, 0x2a14_62b3};

    /** Reads either kind; nothing when the text is not of this form or its checksum does not fit. */
    static Optional<Bech32> decode(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        boolean mixedCase = !text.equals(lower) && !text.equals(text.toUpperCase(Locale.ROOT));
        int separator = lower.lastIndexOf(SEPARATOR);
        if (text.length() > MAX_LENGTH || mixedCase || separator < 1
                || separator + 1 + CHECKSUM_LENGTH > text.length()
                || !text.chars().allMatch(c -> c >= 33 && c <= 126)) {
            return Optional.empty();
        }
        String humanReadable = lower.substring(0, separator);
        byte[] values = new byte[lower.length() - separator - 1];
        for (int i = 0; i < values.length; i++) {
            values[i] = (byte) ALPHABET.indexOf(lower.charAt(separator + 1 + i));
            if (values[i] < 0) {
                return Optional.empty();
            }
        }
        int remainder = remainder(humanReadable, values);
        for (Checksum checksum : Checksum.values()) {
            if (remainder == checksum.constant) {
                Bytes data = Bytes.of(values, 0, values.length - CHECKSUM_LENGTH);
                return Optional.of(new Bech32(humanReadable, data, checksum));
            }
        }
        return Optional.empty();
    }

    /** The text, in lower case. */
    String encode() {
        byte[] values = new byte[data.length() + CHECKSUM_LENGTH];
        data.copyTo(values, 0);
        int check = remainder(humanReadable, values) ^ checksum.constant;
        for (int i = 0; i < CHECKSUM_LENGTH; i++) {
            values[data.length() + i] = (byte) (check >>> 5 * (CHECKSUM_LENGTH - 1 - i) & 31);
        }
        StringBuilder text = new StringBuilder(humanReadable).append(SEPARATOR);
        for (byte value : values) {
            text.append(ALPHABET.charAt(value));
        }
        return text.toString();
    }

    /** Cuts bytes into values of five bits, the last one filled up with zeros. */
    static Bytes toFiveBits(Bytes bytes) {
        byte[] values = new byte[(bytes.length() * 8 + 4) / 5];
        for (int bit = 0; bit < bytes.length() * 8; bit++) {
            int one = bytes.at(bit / 8) >>> (7 - bit % 8) & 1;
            values[bit / 5] |= (byte) (one << (4 - bit % 5));
        }
        return Bytes.adopt(values);
    }

    /** Puts values of five bits together to bytes; nothing when more than a filling of zeros is left over. */
    static Optional<Bytes> toBytes(Bytes values) {
        int bits = values.length() * 5;
        byte[] bytes = new byte[bits / 8];
        int left = 0;
        for (int bit = 0; bit < bits; bit++) {
            int one = values.at(bit / 5) >>> (4 - bit % 5) & 1;
            if (bit / 8 < bytes.length) {
                bytes[bit / 8] |= (byte) (one << (7 - bit % 8));
            } else {
                left |= one;
            }
        }
        return bits % 8 > 4 || left != 0 ? Optional.empty() : Optional.of(Bytes.adopt(bytes));
    }

    /** What is left of the text, read as a polynomial, after division by the generator. */
    private static int remainder(String humanReadable, byte[] values) {
        int remainder = 1;
        for (int i = 0; i < humanReadable.length(); i++) {
            remainder = step(remainder, humanReadable.charAt(i) >>> 5);
        }
        remainder = step(remainder, 0);
        for (int i = 0; i < humanReadable.length(); i++) {
            remainder = step(remainder, humanReadable.charAt(i) & 31);
        }
        for (byte value : values) {
            remainder = step(remainder, value);
        }
        return remainder;
    }

    private static int step(int remainder, int value) {
        int top = remainder >>> 25;
        int next = (remainder & 0x01ff_ffff) << 5 ^ value;
        for (int i = 0; i < GENERATOR.length; i++) {
            next ^= (top >>> i & 1) == 1 ? GENERATOR[i] : 0;
        }
        return next;
    }
}
