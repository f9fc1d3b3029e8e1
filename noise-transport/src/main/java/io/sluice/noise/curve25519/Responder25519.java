package io.sluice.noise.curve25519;

import java.util.random.RandomGenerator;

import org.jspecify.annotations.Nullable;

import io.sluice.noise.cipher.SecretKey;
import io.sluice.noise.handshake.Handshake;
import io.sluice.noise.handshake.HandshakeFailure;
import io.sluice.wire.type.Bytes;

/** The server's end of a Noise handshake over Curve25519. Used once, by one thread at a time. */
public final class Responder25519 implements Handshake {

    private final NoiseTerms terms;
    private final SecretKey staticKey;
    private final RandomGenerator random;
    private @Nullable NoiseJavaHandshake waiting;
    private Bytes clientKey = Bytes.EMPTY;

    /**
     * @param staticKey who we are; {@link #publicKeyOf} tells clients whom to expect
     * @param random    makes the ephemeral key; must be cryptographically strong
     */
    public Responder25519(NoiseTerms terms, SecretKey staticKey, RandomGenerator random) {
        this.terms = terms;
        this.staticKey = staticKey;
        this.random = random;
    }

    /** The public key of a server whose static key is {@code secret}: any 32 bytes are one. */
    public static Bytes publicKeyOf(SecretKey secret) {
        return NoiseJavaHandshake.publicKeyOf(secret);
    }

    @Override
    public Bytes opening() {
        return Bytes.EMPTY;
    }

    @Override
    public int incomingLength() {
        return waiting == null ? NoiseJavaHandshake.ACT_ONE_SIZE : NoiseJavaHandshake.ACT_THREE_SIZE;
    }

    @Override
    public boolean isLast() {
        return terms.pattern() == HandshakePattern.NX || waiting != null;
    }

    @Override
    public Bytes answer(Bytes incoming) throws HandshakeFailure {
        if (isLast()) {
            throw new IllegalStateException("the message that is due concludes the handshake");
        }
        NoiseJavaHandshake begun = begin(incoming);
        waiting = begun;
        return begun.write(NoiseJavaHandshake.ACT_TWO_SIZE);
    }

    @Override
    public Conclusion conclude(Bytes incoming) throws HandshakeFailure {
        NoiseJavaHandshake begun = waiting;
        if (begun == null) {
            NoiseJavaHandshake state = begin(incoming);
            return new Conclusion(state.write(NoiseJavaHandshake.ACT_TWO_SIZE), state.split());
        }
        begun.read(incoming, NoiseJavaHandshake.ACT_THREE_SIZE);
        clientKey = begun.remoteKey();
        return new Conclusion(Bytes.EMPTY, begun.split());
    }

    /** The client's public key; empty until it was shown, and in {@link HandshakePattern#NX} for ever. */
    public Bytes clientKey() {
        return clientKey;
    }

    private NoiseJavaHandshake begin(Bytes actOne) throws HandshakeFailure {
        NoiseJavaHandshake state = NoiseJavaHandshake.responder(terms, staticKey, random);
        state.read(actOne, NoiseJavaHandshake.ACT_ONE_SIZE);
        return state;
    }
}
