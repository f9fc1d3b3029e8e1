package io.sluice.mining.bitcoin;

import java.math.BigInteger;
import java.util.Optional;

import io.sluice.wire.type.Bytes;

/** Text for bytes in 58 characters that are hard to confuse, with four bytes of checksum at the end. */
final class Base58Check {

    /** An address has at most 35 characters; more would only cost time. */
    private static final int MAX_LENGTH = 64;
    private static final int CHECKSUM_SIZE = 4;
    private static final String ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    private static final BigInteger BASE = BigInteger.valueOf(ALPHABET.length());

    private Base58Check() {}

    /** The bytes without their checksum; nothing when it does not fit or the text has another character. */
    static Optional<Bytes> decode(String text) {
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        BigInteger number = BigInteger.ZERO;
        for (int i = 0; i < text.length(); i++) {
            int digit = ALPHABET.indexOf(text.charAt(i));
            if (digit < 0) {
                return Optional.empty();
            }
            number = number.multiply(BASE).add(BigInteger.valueOf(digit));
        }
        Bytes bytes = zeros(leadingOnes(text)).concat(unsigned(number));
        int end = bytes.length() - CHECKSUM_SIZE;
        if (end < 0) {
            return Optional.empty();
        }
        Bytes payload = bytes.slice(0, end);
        return checksum(payload).equals(bytes.slice(end, bytes.length())) ? Optional.of(payload) : Optional.empty();
    }

    /** The text of bytes, checksum included. */
    static String encode(Bytes payload) {
        Bytes bytes = payload.concat(checksum(payload));
        StringBuilder backwards = new StringBuilder();
        BigInteger number = new BigInteger(1, bytes.toArray());
        while (number.signum() > 0) {
            BigInteger[] quotientAndDigit = number.divideAndRemainder(BASE);
            backwards.append(ALPHABET.charAt(quotientAndDigit[1].intValue()));
            number = quotientAndDigit[0];
        }
        // The number does not show leading zero bytes; each is a leading 1.
        for (int i = 0; i < bytes.length() && bytes.at(i) == 0; i++) {
            backwards.append(ALPHABET.charAt(0));
        }
        return backwards.reverse().toString();
    }

    private static Bytes checksum(Bytes payload) {
        return Sha256d.hash(payload).slice(0, CHECKSUM_SIZE);
    }

    private static int leadingOnes(String text) {
        int count = 0;
        while (count < text.length() && text.charAt(count) == ALPHABET.charAt(0)) {
            count++;
        }
        return count;
    }

    private static Bytes zeros(int count) {
        return Bytes.adopt(new byte[count]);
    }

    /** The bytes of a number without a leading zero byte; none for zero. */
    private static Bytes unsigned(BigInteger number) {
        byte[] bytes = number.toByteArray();
        return bytes[0] == 0 ? Bytes.of(bytes, 1, bytes.length - 1) : Bytes.adopt(bytes);
    }
}
