package io.sluice.datum.frame;

import io.sluice.datum.crypto.DatumCrypto;
import io.sluice.datum.crypto.PublicKeys;
import io.sluice.datum.frame.DatumFailure.Kind;

/** Where the text of a decrypted payload stands. */
record Opened(int from, int length) {

    /**
     * Checks the signature at the end of the text and takes it off.
     *
     * @param otherwise what to tell the operator when it is not by {@code signer}
     */
    Opened verified(DatumCrypto crypto, PublicKeys signer, byte[] payload, String otherwise) throws DatumFailure {
        int signed = length - DatumCrypto.SIGNATURE_SIZE;
        if (signed < 0 || !signer.verify(crypto, payload, from, signed)) {
            throw new DatumFailure(Kind.WRONG_KEY, otherwise);
        }
        return new Opened(from, signed);
    }
}
