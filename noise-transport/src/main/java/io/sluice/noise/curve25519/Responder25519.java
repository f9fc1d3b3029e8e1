package io.sluice.noise.curve25519;

import java.util.random.RandomGenerator;

import io.sluice.noise.cipher.SecretKey;
import io.sluice.noise.handshake.Handshake;
import io.sluice.noise.handshake.HandshakeFailure;
import io.sluice.wire.type.Bytes;

/** The server's end of the Noise NX handshake over Curve25519. Used once, by one thread at a time. */
public final class Responder25519 implements Handshake {

    private final SecretKey staticKey;
    private final RandomGenerator random;

    /**
     * @param staticKey who we are; {@link #publicKeyOf} tells clients whom to expect
     * @param random    makes the ephemeral key; must be cryptographically strong
     */
    public Responder25519(SecretKey staticKey, RandomGenerator random) {
        this.staticKey = staticKey;
        this.random = random;
    }

    /** The public key of a server whose static key is {@code secret}: any 32 bytes are one. */
    public static Bytes publicKeyOf(SecretKey secret) {
        return Nx25519.publicKeyOf(secret);
    }

    @Override
    public Bytes opening() {
        return Bytes.EMPTY;
    }

    @Override
    public int incomingLength() {
        return Nx25519.ACT_ONE_SIZE;
    }

    @Override
    public Conclusion conclude(Bytes incoming) throws HandshakeFailure {
        Nx25519 nx = Nx25519.responder(staticKey, random);
        nx.read(incoming, Nx25519.ACT_ONE_SIZE);
        return new Conclusion(nx.write(Nx25519.ACT_TWO_SIZE), nx.split());
    }
}
