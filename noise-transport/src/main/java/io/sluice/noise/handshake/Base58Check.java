package io.sluice.noise.handshake;

import java.math.BigInteger;
import java.util.Arrays;

import io.sluice.noise.cipher.Sha256;
import io.sluice.wire.type.Bytes;

/** Bitcoin's text form of bytes: base 58, a zero byte as a leading "1", and four bytes of a double SHA-256 as checksum. */
final class Base58Check {

    private static final String ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    private static final BigInteger BASE = BigInteger.valueOf(ALPHABET.length());
    private static final int CHECKSUM = 4;
    /** More than any key needs; the conversion costs the square of the length. */
    private static final int MAX_TEXT = 128;

    private Base58Check() {}

    static String encode(Bytes content) {
        byte[] whole = content.concat(Bytes.of(checksum(content.toArray()), 0, CHECKSUM)).toArray();
        StringBuilder text = new StringBuilder();
        BigInteger rest = new BigInteger(1, whole);
        while (rest.signum() > 0) {
            BigInteger[] parts = rest.divideAndRemainder(BASE);
            text.append(ALPHABET.charAt(parts[1].intValue()));
            rest = parts[0];
        }
        for (int i = 0; i < whole.length && whole[i] == 0; i++) {
            text.append(ALPHABET.charAt(0));
        }
        return text.reverse().toString();
    }

    static Bytes decode(String text) throws MalformedKey {
        if (text.length() > MAX_TEXT) {
            throw new MalformedKey("this key is too long: " + text.length() + " characters");
        }
        BigInteger number = BigInteger.ZERO;
        int zeros = 0;
        boolean leading = true;
        for (int i = 0; i < text.length(); i++) {
            int digit = ALPHABET.indexOf(text.charAt(i));
            if (digit < 0) {
                throw new MalformedKey("the character at position " + (i + 1)
                        + " of this key is not of the base-58 alphabet (which has no 0, O, I and l)");
            }
            leading &= digit == 0;
            zeros += leading ? 1 : 0;
            number = number.multiply(BASE).add(BigInteger.valueOf(digit));
        }
        byte[] magnitude = unsigned(number);
        byte[] whole = new byte[zeros + magnitude.length];
        System.arraycopy(magnitude, 0, whole, zeros, magnitude.length);
        if (whole.length < CHECKSUM) {
            throw new MalformedKey("this key is too short: " + text.length() + " characters");
        }
        byte[] content = Arrays.copyOf(whole, whole.length - CHECKSUM);
        if (!Arrays.equals(checksum(content), 0, CHECKSUM, whole, content.length, whole.length)) {
            throw new MalformedKey("the checksum of this key is wrong: a character was changed or lost");
        }
        return Bytes.adopt(content);
    }

    private static byte[] unsigned(BigInteger number) {
        byte[] signed = number.toByteArray();
        return signed[0] == 0 ? Arrays.copyOfRange(signed, 1, signed.length) : signed;
    }

    private static byte[] checksum(byte[] content) {
        return Sha256.of(Sha256.of(content));
    }
}
