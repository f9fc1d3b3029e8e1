package io.sluice.noise.handshake;

import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;

import io.sluice.noise.cipher.AuthenticationFailure;
import io.sluice.noise.cipher.ChaChaPoly;
import io.sluice.noise.cipher.EllSwiftKey;
import io.sluice.noise.cipher.KeyPair;
import io.sluice.noise.cipher.Role;
import io.sluice.noise.cipher.Secp256k1;
import io.sluice.noise.cipher.SymmetricState;
import io.sluice.noise.handshake.HandshakeFailure.Kind;
import io.sluice.wire.type.Bytes;

/**
 * The client's end of the Noise NX handshake of Stratum V2: opens with act one, checks act two and the certificate in
 * it. Used once, by one thread at a time.
 *
 * @see <a href="https://stratumprotocol.org/specification/04-protocol-security/">SV2 4.5</a>
 */
public final class Initiator implements Handshake {

    private final Secp256k1 curve;
    private final Optional<AuthorityKey> authority;
    private final InstantSource clock;
    private final KeyPair ephemeral;

    /**
     * @param authority whose certificate the server must show; without one any server is believed
     * @param clock     tells whether the certificate is within its dates; not asked without an authority
     * @param random    makes the ephemeral key; must be cryptographically strong
     */
    public Initiator(
            Secp256k1 curve, Optional<AuthorityKey> authority, InstantSource clock, RandomGenerator random) {
        this(curve, authority, clock, curve.createKeyPair(random));
    }

    /** With an ephemeral key made elsewhere; it is wiped at the end. */
    Initiator(Secp256k1 curve, Optional<AuthorityKey> authority, InstantSource clock, KeyPair ephemeral) {
        this.curve = curve;
        this.authority = authority;
        this.clock = clock;
        this.ephemeral = ephemeral;
    }

    @Override
    public Bytes opening() {
        return new ActOne(ephemeral.publicKey()).toBytes();
    }

    @Override
    public int incomingLength() {
        return ActTwo.SIZE;
    }

    @Override
    public Conclusion conclude(Bytes incoming) throws HandshakeFailure {
        return finish(ActTwo.read(incoming), Nx.start(ChaChaPoly::new));
    }

    Conclusion finish(ActTwo actTwo, SymmetricState state) throws HandshakeFailure {
        EllSwiftKey ours = ephemeral.publicKey();
        try {
            state.mixHash(ours.encoding());
            state.encryptAndHash(Bytes.EMPTY); // the payload of act one
            state.mixHash(actTwo.ephemeral().encoding());
            state.mixKey(curve.ecdh(Role.INITIATOR, ours, actTwo.ephemeral(), ephemeral.secret()));
            EllSwiftKey serverKey = new EllSwiftKey(state.decryptAndHash(actTwo.sealedStatic()));
            state.mixKey(curve.ecdh(Role.INITIATOR, ours, serverKey, ephemeral.secret()));
            Certificate certificate = Certificate.read(state.decryptAndHash(actTwo.sealedCertificate()));
            if (authority.isPresent()) {
                certificate.check(curve, authority.get(), curve.decode(serverKey), clock.instant());
            }
            return new Conclusion(Bytes.EMPTY, state.split(Role.INITIATOR));
        } catch (AuthenticationFailure e) {
            throw new HandshakeFailure(Kind.DAMAGED,
                    "the server's answer can not be opened: it was damaged, or the server does not speak Stratum V2");
        } finally {
            ephemeral.secret().wipe();
        }
    }
}
