package io.sluice.app.wiring;

import java.util.random.RandomGenerator;

import io.sluice.datum.crypto.CryptoChoice;
import io.sluice.datum.crypto.DatumCrypto;
import io.sluice.noise.cipher.Aead;
import io.sluice.noise.cipher.ChaChaPoly;
import io.sluice.noise.cipher.Curves;
import io.sluice.noise.cipher.Secp256k1;

/**
 * The arithmetic of both encrypted protocols. It draws no chance of its own and knows no time. Safe on any thread.
 *
 * @param datum for the link to the pool
 * @param curve for miners of Stratum V2
 * @param ciphers for what a gateway says to them
 */
public record Cryptography(DatumCrypto datum, Secp256k1 curve, Aead.Maker ciphers) {

    /**
     * The quickest that this machine can run.
     *
     * @param random blinds secrets against timing
     */
    public static Cryptography best(RandomGenerator random) {
        return new Cryptography(CryptoChoice.make().crypto(), Curves.best(random).curve(), ChaChaPoly::new);
    }
}
