package io.sluice.datum.crypto;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Which {@link DatumCrypto} this machine runs: libsodium if it loads and computes a known box right, else pure Java.
 *
 * @param crypto the one to use
 * @param whyNotNative why it is not libsodium; empty when it is
 */
public record CryptoChoice(DatumCrypto crypto, Optional<String> whyNotNative) {

    private static final String KNOWN_BOX = "1db9d766c4ce9ce93d9a14f541961c491f052b1db12b";
    private static final String KNOWN_SIGNATURE = "3359f0314d7ae67029c9557910d334d8d6cdbadf085589446a516a8d38db9b5d"
            + "801998a25dcfe81b6c9d84712f69de500f2fca908f5328d2e4f8e95258a69005";

    /** Tries libsodium first. */
    public static CryptoChoice make() {
        return prefer(SodiumCrypto::new);
    }

    static CryptoChoice prefer(Supplier<DatumCrypto> nativeCrypto) {
        try {
            DatumCrypto candidate = nativeCrypto.get();
            return computesRight(candidate)
                    ? new CryptoChoice(candidate, Optional.empty())
                    : fallBack("libsodium loads, but computes a known box wrong");
        } catch (LinkageError | RuntimeException notHere) {
            return fallBack("libsodium does not load here: " + notHere.getMessage());
        }
    }

    private static CryptoChoice fallBack(String why) {
        return new CryptoChoice(new JavaCrypto(), Optional.of(why));
    }

    /** Boxes and signs one word with fixed keys; the results were computed by another binding of libsodium. */
    private static boolean computesRight(DatumCrypto crypto) {
        byte[] word = "sluice".getBytes(StandardCharsets.US_ASCII);
        byte[] box = new byte[DatumCrypto.MAC_SIZE + word.length];
        System.arraycopy(word, 0, box, DatumCrypto.MAC_SIZE, word.length);
        byte[] nonce = crypto.blake2b192(word);
        byte[] theirs = crypto.encryptionPublicKey(filled(2));
        crypto.box(theirs, filled(1)).ifPresent(agreed -> agreed.seal(box, 0, word.length, nonce));

        byte[] signed = Arrays.copyOf(word, word.length + DatumCrypto.SIGNATURE_SIZE);
        byte[] publicKey = crypto.signingPublicKey(filled(3));
        crypto.sign(signed, 0, word.length, filled(3), publicKey);
        return HexFormat.of().formatHex(box).equals(KNOWN_BOX)
                && HexFormat.of().formatHex(signed, word.length, signed.length).equals(KNOWN_SIGNATURE)
                && crypto.verify(signed, 0, word.length, publicKey);
    }

    private static byte[] filled(int value) {
        byte[] key = new byte[DatumCrypto.KEY_SIZE];
        Arrays.fill(key, (byte) value);
        return key;
    }
}
