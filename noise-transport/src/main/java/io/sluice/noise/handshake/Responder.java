package io.sluice.noise.handshake;

import java.util.random.RandomGenerator;

import io.sluice.noise.cipher.Aead;
import io.sluice.noise.cipher.ChaChaPoly;
import io.sluice.noise.cipher.KeyPair;
import io.sluice.noise.cipher.Role;
import io.sluice.noise.cipher.Secp256k1;
import io.sluice.noise.cipher.SymmetricState;
import io.sluice.wire.type.Bytes;

/**
 * The server's end of the Noise NX handshake of Stratum V2: takes act one, answers with act two.
 *
 * <p>There is no third act: a client that does not like the certificate just leaves. Used once, by one thread at a time.
 *
 * @see <a href="https://stratumprotocol.org/specification/04-protocol-security/">SV2 4.5</a>
 */
public final class Responder implements Handshake {

    private final Secp256k1 curve;
    private final Aead.Maker ciphers;
    private final IdentitySource identities;
    private final RandomGenerator random;

    /** With the JDK's ciphers. */
    public Responder(Secp256k1 curve, IdentitySource identities, RandomGenerator random) {
        this(curve, ChaChaPoly::new, identities, random);
    }

    /**
     * @param ciphers    makes those of the handshake and of what follows
     * @param identities asked for our static key and certificate when act one is here
     * @param random     makes the ephemeral key; must be cryptographically strong, and safe on the thread that concludes
     */
    public Responder(Secp256k1 curve, Aead.Maker ciphers, IdentitySource identities, RandomGenerator random) {
        this.curve = curve;
        this.ciphers = ciphers;
        this.identities = identities;
        this.random = random;
    }

    @Override
    public Bytes opening() {
        return Bytes.EMPTY;
    }

    @Override
    public int incomingLength() {
        return ActOne.SIZE;
    }

    /** Never fails: every 64 bytes are a valid act one. */
    @Override
    public Conclusion conclude(Bytes incoming) {
        return answer(ActOne.read(incoming), Nx.start(ciphers));
    }

    Conclusion answer(ActOne actOne, SymmetricState state) {
        Identity identity = identities.current();
        KeyPair ephemeral = curve.createKeyPair(random);
        try {
            state.mixHash(actOne.ephemeral().encoding());
            state.encryptAndHash(Bytes.EMPTY); // the payload of act one
            state.mixHash(ephemeral.publicKey().encoding());
            state.mixKey(curve.ecdh(Role.RESPONDER, actOne.ephemeral(), ephemeral.publicKey(), ephemeral.secret()));
            Bytes sealedStatic = state.encryptAndHash(identity.staticKey().publicKey().encoding());
            state.mixKey(curve.ecdh(Role.RESPONDER, actOne.ephemeral(), identity.staticKey().publicKey(),
                    identity.staticKey().secret()));
            Bytes sealedCertificate = state.encryptAndHash(identity.certificate().toBytes());
            ActTwo actTwo = new ActTwo(ephemeral.publicKey(), sealedStatic, sealedCertificate);
            return new Conclusion(actTwo.toBytes(), state.split(Role.RESPONDER));
        } finally {
            ephemeral.secret().wipe();
        }
    }
}
