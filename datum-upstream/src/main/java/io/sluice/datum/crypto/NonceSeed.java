package io.sluice.datum.crypto;

import io.sluice.wire.type.Bytes;

/**
 * What both sides derive their header masks and first nonces from: the number that the gateway drew for HELLO and four
 * bytes of its connection signing key.
 *
 * @param nk the gateway's random number, as an {@code int} of the same 32 bits
 * @param gatewayConnectionKey the gateway's connection Ed25519 public key
 */
public record NonceSeed(int nk, Bytes gatewayConnectionKey) {

    private static final int KEY_BYTES_AT = 7;
    private static final int STEP = 42;
    private static final int OTHER_DIRECTION = 0x57575757;

    public NonceSeed {
        if (gatewayConnectionKey.length() != DatumCrypto.KEY_SIZE) {
            throw new IllegalArgumentException("an Ed25519 key has 32 bytes, not " + gatewayConnectionKey.length());
        }
    }

    /** Mask of the gateway's headers after HELLO. */
    public HeaderMask gatewayMask() {
        return HeaderMask.from(HeaderMask.feedback(nk));
    }

    /** Mask of the pool's headers; the handshake response is the first. */
    public HeaderMask poolMask() {
        return HeaderMask.from(HeaderMask.feedback(~nk));
    }

    /** First nonce of what the pool encrypts. */
    public byte[] poolNonce() {
        return nonce(0);
    }

    /** First nonce of what the gateway encrypts. */
    public byte[] gatewayNonce() {
        return nonce(OTHER_DIRECTION);
    }

    private byte[] nonce(int difference) {
        byte[] nonce = new byte[DatumCrypto.NONCE_SIZE];
        int t = nk - STEP ^ littleEndian(gatewayConnectionKey, KEY_BYTES_AT);
        for (int at = 0; at < nonce.length; at += Integer.BYTES) {
            int word = HeaderMask.feedback(t - STEP);
            t = ~word;
            int written = word ^ difference;
            for (int i = 0; i < Integer.BYTES; i++) {
                nonce[at + i] = (byte) (written >>> Byte.SIZE * i);
            }
        }
        return nonce;
    }

    private static int littleEndian(Bytes bytes, int at) {
        return bytes.at(at) | bytes.at(at + 1) << 8 | bytes.at(at + 2) << 16 | bytes.at(at + 3) << 24;
    }
}
