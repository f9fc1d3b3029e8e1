package io.sluice.noise.cipher;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;

/** SHA-256 and the tagged form of it that BIP 340 defines. */
public final class Sha256 {

    /** Bytes of every digest. */
    public static final int SIZE = 32;

    private Sha256() {}

    /** The digest of all {@code parts}, one behind the other. */
    public static byte[] of(byte[]... parts) {
        MessageDigest digest = digest();
        for (byte[] part : parts) {
            digest.update(part);
        }
        return digest.digest();
    }

    /** {@code SHA256(SHA256(tag) || SHA256(tag) || parts...)}. */
    static byte[] tagged(String tag, byte[]... parts) {
        MessageDigest digest = digest();
        byte[] prefix = of(tag.getBytes(StandardCharsets.US_ASCII));
        digest.update(prefix);
        digest.update(prefix);
        for (byte[] part : parts) {
            digest.update(part);
        }
        return digest.digest();
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime has no SHA-256", e);
        }
    }
}
