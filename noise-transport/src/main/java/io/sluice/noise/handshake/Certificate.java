package io.sluice.noise.handshake;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

import io.sluice.noise.cipher.SchnorrSignature;
import io.sluice.noise.cipher.Secp256k1;
import io.sluice.noise.cipher.SecretKey;
import io.sluice.noise.cipher.Sha256;
import io.sluice.noise.cipher.XOnlyKey;
import io.sluice.noise.handshake.HandshakeFailure.Kind;
import io.sluice.wire.type.Bytes;

/**
 * What an authority says of a server's static key: that it may be used from one moment to another. Safe on any thread.
 *
 * <pre>
 * offset  size  field            type
 *      0  2     version          U16   0
 *      2  4     valid_from       U32   Unix seconds
 *      6  4     not_valid_after  U32   Unix seconds
 *     10  64    signature        BIP 340, under the authority's key
 * </pre>
 *
 * The signature covers SHA-256 of the first ten bytes and the static key as 32-byte x coordinate, not as the encoding
 * that the handshake carries. The authority's public key is not in the message.
 *
 * @param version       0; no other has a meaning yet
 * @param validFrom     whole seconds that fit a U32
 * @param notValidAfter whole seconds that fit a U32
 * @see <a href="https://stratumprotocol.org/specification/04-protocol-security/">SV2 4.5.3</a>
 */
public record Certificate(int version, Instant validFrom, Instant notValidAfter, SchnorrSignature signature) {

    /** Bytes on the wire. */
    public static final int SIZE = 74;

    /** By how much a clock may be wrong at either end of the window. */
    public static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(10);

    private static final int SIGNED_SIZE = 10;
    private static final long MAX_U32 = 0xffff_ffffL;

    public Certificate {
        if (version < 0 || version > 0xffff) {
            throw new IllegalArgumentException("a certificate's version fits 16 bits, " + version + " does not");
        }
        requireU32(validFrom);
        requireU32(notValidAfter);
    }

    /** Has {@code authority} sign a static key for a window of time. */
    public static Certificate sign(
            Secp256k1 curve, SecretKey authority, XOnlyKey staticKey, Instant validFrom, Instant notValidAfter,
            RandomGenerator random) {
        byte[] auxiliary = new byte[32];
        random.nextBytes(auxiliary);
        return sign(curve, authority, staticKey, validFrom, notValidAfter, Bytes.adopt(auxiliary));
    }

    static Certificate sign(
            Secp256k1 curve, SecretKey authority, XOnlyKey staticKey, Instant validFrom, Instant notValidAfter,
            Bytes auxiliary) {
        Bytes digest = digest(0, validFrom, notValidAfter, staticKey);
        return new Certificate(0, validFrom, notValidAfter, curve.sign(authority, digest, auxiliary));
    }

    /**
     * Reads the wire form. Every content has a reading; {@link #check} tells what it is worth.
     *
     * @param wire exactly {@link #SIZE} bytes
     */
    public static Certificate read(Bytes wire) {
        if (wire.length() != SIZE) {
            throw new IllegalArgumentException("a certificate has 74 bytes, not " + wire.length());
        }
        ByteBuffer in = ByteBuffer.wrap(wire.toArray()).order(ByteOrder.LITTLE_ENDIAN);
        return new Certificate(Short.toUnsignedInt(in.getShort()),
                Instant.ofEpochSecond(Integer.toUnsignedLong(in.getInt())),
                Instant.ofEpochSecond(Integer.toUnsignedLong(in.getInt())),
                new SchnorrSignature(wire.slice(SIGNED_SIZE, SIZE)));
    }

    /** The wire form. */
    public Bytes toBytes() {
        return Bytes.adopt(signedFields(version, validFrom, notValidAfter)).concat(signature.content());
    }

    /** Whether {@code authority} signed just this for {@code staticKey}; the dates are not looked at. */
    public boolean isSignedBy(Secp256k1 curve, AuthorityKey authority, XOnlyKey staticKey) {
        return curve.verify(authority.key(), digest(version, validFrom, notValidAfter, staticKey), signature);
    }

    /**
     * Checks version, signature and dates, with {@link #CLOCK_TOLERANCE} at both ends.
     *
     * @throws HandshakeFailure saying which of them is wrong, and what to do
     */
    public void check(Secp256k1 curve, AuthorityKey authority, XOnlyKey staticKey, Instant now)
            throws HandshakeFailure {
        if (version != 0) {
            throw new HandshakeFailure(Kind.UNKNOWN_CERTIFICATE,
                    "the server's certificate has version " + version + ", and only version 0 is known");
        }
        if (!isSignedBy(curve, authority, staticKey)) {
            throw new HandshakeFailure(Kind.WRONG_AUTHORITY, "the server's certificate was not signed by " + authority
                    + "; compare the authority key with the one that the server's operator publishes");
        }
        if (now.plus(CLOCK_TOLERANCE).isBefore(validFrom)) {
            throw new HandshakeFailure(Kind.NOT_YET_VALID, "the server's certificate is valid from " + validFrom
                    + " on and our clock says " + now + "; one of the two clocks is wrong");
        }
        if (now.minus(CLOCK_TOLERANCE).isAfter(notValidAfter)) {
            throw new HandshakeFailure(Kind.EXPIRED, "the server's certificate was valid until " + notValidAfter
                    + " and our clock says " + now + "; the server needs a new one, or a clock is wrong");
        }
    }

    private static Bytes digest(int version, Instant validFrom, Instant notValidAfter, XOnlyKey staticKey) {
        return Bytes.adopt(Sha256.of(signedFields(version, validFrom, notValidAfter), staticKey.x().toArray()));
    }

    private static byte[] signedFields(int version, Instant validFrom, Instant notValidAfter) {
        return ByteBuffer.allocate(SIGNED_SIZE).order(ByteOrder.LITTLE_ENDIAN)
                .putShort((short) version)
                .putInt((int) validFrom.getEpochSecond())
                .putInt((int) notValidAfter.getEpochSecond())
                .array();
    }

    private static void requireU32(Instant moment) {
        if (moment.getEpochSecond() < 0 || moment.getEpochSecond() > MAX_U32 || moment.getNano() != 0) {
            throw new IllegalArgumentException("a certificate can not carry the moment " + moment);
        }
    }
}
