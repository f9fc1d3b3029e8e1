package io.sluice.noise.handshake;

import io.sluice.noise.cipher.Aead;
import io.sluice.noise.cipher.SymmetricState;
import io.sluice.wire.type.Bytes;

/** What both ends of a Stratum V2 handshake agree on beforehand. */
final class Nx {

    private static final Bytes PROTOCOL = Bytes.utf8("Noise_NX_Secp256k1+EllSwift_ChaChaPoly_SHA256");

    private Nx() {}

    /** The symmetric state before act one; the prologue is empty, yet mixed. */
    static SymmetricState start(Aead.Maker ciphers) {
        return new SymmetricState(PROTOCOL, Bytes.EMPTY, ciphers);
    }
}
