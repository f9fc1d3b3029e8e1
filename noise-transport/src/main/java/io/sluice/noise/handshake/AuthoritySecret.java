package io.sluice.noise.handshake;

import java.util.Arrays;
import java.util.random.RandomGenerator;

import io.sluice.noise.cipher.Secp256k1;
import io.sluice.noise.cipher.SecretKey;
import io.sluice.wire.type.Bytes;

/**
 * Both keys of an authority: what signs certificates, and what miners are given to check them. Safe on any thread.
 *
 * @param secret    its text form is base58check of the bare 32 bytes, see {@link #toText}
 * @param publicKey belongs to {@code secret}
 */
public record AuthoritySecret(SecretKey secret, AuthorityKey publicKey) {

    /** Makes a new authority. */
    public static AuthoritySecret create(Secp256k1 curve, RandomGenerator random) {
        return of(curve.createSecret(random), curve);
    }

    /** The authority of a secret that {@link Secp256k1#isScalar} accepts. */
    public static AuthoritySecret of(SecretKey secret, Secp256k1 curve) {
        return new AuthoritySecret(secret, new AuthorityKey(curve.publicKeyOf(secret)));
    }

    /**
     * Reads the text form of the secret.
     *
     * @throws MalformedKey saying what is wrong with the text, without repeating it
     */
    public static AuthoritySecret parse(String text, Secp256k1 curve) throws MalformedKey {
        Bytes content = Base58Check.decode(text);
        if (content.length() != SecretKey.SIZE) {
            throw new MalformedKey("an authority secret holds 32 bytes, and this one holds " + content.length()
                    + (content.length() == SecretKey.SIZE + 2 ? ": is this the public key?" : ""));
        }
        SecretKey secret = SecretKey.adopt(content.toArray());
        if (!curve.isScalar(secret)) {
            throw new MalformedKey("this authority secret is out of range: it is nobody's secret");
        }
        return of(secret, curve);
    }

    /** The secret as text: for the operator's key file, never for a log. */
    public String toText() {
        byte[] content = secret.toArray();
        String text = Base58Check.encode(Bytes.of(content));
        Arrays.fill(content, (byte) 0);
        return text;
    }
}
