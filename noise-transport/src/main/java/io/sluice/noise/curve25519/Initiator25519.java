package io.sluice.noise.curve25519;

import java.util.Optional;
import java.util.random.RandomGenerator;

import io.sluice.noise.cipher.SecretKey;
import io.sluice.noise.handshake.Handshake;
import io.sluice.noise.handshake.HandshakeFailure;
import io.sluice.noise.handshake.HandshakeFailure.Kind;
import io.sluice.wire.type.Bytes;

/** The client's end of a Noise handshake over Curve25519. Used once, by one thread at a time. */
public final class Initiator25519 implements Handshake {

    private final NoiseTerms terms;
    private final Optional<Bytes> expected;
    private final NoiseJavaHandshake state;
    private final Bytes actOne;
    private Bytes serverKey = Bytes.EMPTY;

    /**
     * @param staticKey who we are; shown in {@link HandshakePattern#XX} alone
     * @param expected  the server's public key; without one any server is believed
     * @param random    makes the ephemeral key; must be cryptographically strong
     */
    public Initiator25519(
            NoiseTerms terms, SecretKey staticKey, Optional<Bytes> expected, RandomGenerator random) {
        this.terms = terms;
        this.expected = expected;
        this.state = NoiseJavaHandshake.initiator(terms, staticKey, random);
        this.actOne = state.write(NoiseJavaHandshake.ACT_ONE_SIZE);
    }

    @Override
    public Bytes opening() {
        return actOne;
    }

    @Override
    public int incomingLength() {
        return NoiseJavaHandshake.ACT_TWO_SIZE;
    }

    @Override
    public Conclusion conclude(Bytes incoming) throws HandshakeFailure {
        state.read(incoming, NoiseJavaHandshake.ACT_TWO_SIZE);
        serverKey = state.remoteKey();
        if (expected.isPresent() && !expected.get().equals(serverKey)) {
            throw new HandshakeFailure(Kind.WRONG_AUTHORITY, "the server's key is " + serverKey.toHex() + ", not "
                    + expected.get().toHex() + " as expected; compare it with the one that the server prints");
        }
        Bytes actThree = terms.pattern() == HandshakePattern.XX
                ? state.write(NoiseJavaHandshake.ACT_THREE_SIZE)
                : Bytes.EMPTY;
        return new Conclusion(actThree, state.split());
    }

    /** The server's public key; empty until act two was opened. */
    public Bytes serverKey() {
        return serverKey;
    }
}
