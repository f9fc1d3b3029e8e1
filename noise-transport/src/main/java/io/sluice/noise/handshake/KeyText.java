package io.sluice.noise.handshake;

import java.util.Arrays;
import java.util.HexFormat;

import io.sluice.noise.cipher.SecretKey;
import io.sluice.wire.type.Bytes;

/**
 * Keys of 32 bytes as text: 64 hexadecimal digits. Whether the bytes are a key of some curve, whoever knows the curve has to
 * check.
 */
public final class KeyText {

    private KeyText() {}

    /**
     * Reads a secret key; blanks around it do not count.
     *
     * @throws MalformedKey saying what is wrong with the text, without repeating it
     */
    public static SecretKey secret(String text) throws MalformedKey {
        return SecretKey.adopt(bytes(text));
    }

    /** As {@link #secret}, of a public key. */
    public static Bytes publicKey(String text) throws MalformedKey {
        return Bytes.adopt(bytes(text));
    }

    /** A secret key as text: for the operator's key file, never for a log. */
    public static String of(SecretKey secret) {
        byte[] content = secret.toArray();
        String text = HexFormat.of().formatHex(content);
        Arrays.fill(content, (byte) 0);
        return text;
    }

    private static byte[] bytes(String text) throws MalformedKey {
        String digits = text.strip();
        if (digits.length() != 2 * SecretKey.SIZE) {
            throw new MalformedKey(
                    "a key has 64 hexadecimal digits, and this one has " + digits.length() + " characters");
        }
        try {
            return HexFormat.of().parseHex(digits);
        } catch (IllegalArgumentException e) {
            throw new MalformedKey("a key has 64 hexadecimal digits, and some of its characters are others");
        }
    }
}
