package io.sluice.app.wiring;

import java.io.IOException;

import io.sluice.noise.cipher.SecretKey;
import io.sluice.noise.handshake.AuthorityKey;
import io.sluice.noise.handshake.AuthoritySecret;
import io.sluice.noise.handshake.SignedKey;

/** Who vouches for this gateway to SV2 miners, and how. */
public sealed interface Voucher {

    /** By which miners know the gateway. */
    AuthorityKey authority();

    /**
     * The authority is in this process and signs whenever it is time.
     *
     * @param secret both its keys
     */
    record Here(AuthoritySecret secret) implements Voucher {

        @Override
        public AuthorityKey authority() {
            return secret.publicKey();
        }
    }

    /**
     * The authority is elsewhere and has signed a key of this gateway's.
     *
     * @param servingKey the secret of that key
     * @param signed what the authority has signed last
     * @param file where it came from, and where the next one will be
     */
    record Elsewhere(SecretKey servingKey, SignedKey signed, CertificateFile file) implements Voucher {

        @Override
        public AuthorityKey authority() {
            return signed.authority();
        }
    }

    /** Where an operator puts certificates. */
    interface CertificateFile {

        /** Reads the one that is there now. Fails with a sentence for the operator. */
        SignedKey read() throws IOException;

        /** Its name, for people. */
        String name();
    }
}
