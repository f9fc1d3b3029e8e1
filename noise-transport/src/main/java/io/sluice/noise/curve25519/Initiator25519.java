package io.sluice.noise.curve25519;

import java.util.Optional;
import java.util.random.RandomGenerator;

import io.sluice.noise.handshake.Handshake;
import io.sluice.noise.handshake.HandshakeFailure;
import io.sluice.noise.handshake.HandshakeFailure.Kind;
import io.sluice.wire.type.Bytes;

/** The client's end of the Noise NX handshake over Curve25519. Used once, by one thread at a time. */
public final class Initiator25519 implements Handshake {

    private final Optional<Bytes> expected;
    private final Nx25519 nx;
    private final Bytes actOne;

    /**
     * @param expected the server's public key; without one any server is believed
     * @param random   makes the ephemeral key; must be cryptographically strong
     */
    public Initiator25519(Optional<Bytes> expected, RandomGenerator random) {
        this.expected = expected;
        this.nx = Nx25519.initiator(random);
        this.actOne = nx.write(Nx25519.ACT_ONE_SIZE);
    }

    @Override
    public Bytes opening() {
        return actOne;
    }

    @Override
    public int incomingLength() {
        return Nx25519.ACT_TWO_SIZE;
    }

    @Override
    public Conclusion conclude(Bytes incoming) throws HandshakeFailure {
        nx.read(incoming, Nx25519.ACT_TWO_SIZE);
        Bytes server = nx.remoteKey();
        if (expected.isPresent() && !expected.get().equals(server)) {
            throw new HandshakeFailure(Kind.WRONG_AUTHORITY, "the server's key is " + server.toHex() + ", not "
                    + expected.get().toHex() + " as expected; compare it with the one that the server prints");
        }
        return new Conclusion(Bytes.EMPTY, nx.split());
    }
}
