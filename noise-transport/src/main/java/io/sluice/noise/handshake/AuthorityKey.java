package io.sluice.noise.handshake;

import io.sluice.noise.cipher.Secp256k1;
import io.sluice.noise.cipher.XOnlyKey;
import io.sluice.wire.type.Bytes;

/**
 * The public key of whoever vouches for a server, in the form that operators publish: base58check of
 * {@code 01 00 || x}, a text that begins with {@code 9}. Safe on any thread.
 *
 * @param key on the curve
 * @see <a href="https://stratumprotocol.org/specification/04-protocol-security/">SV2 4.7</a>
 */
public record AuthorityKey(XOnlyKey key) {

    private static final Bytes VERSION_ONE = Bytes.hex("0100");

    /**
     * Reads the text form; also the older one without a version, which some pools still publish.
     *
     * @throws MalformedKey saying what is wrong with the text
     */
    public static AuthorityKey parse(String text, Secp256k1 curve) throws MalformedKey {
        AuthorityKey key = new AuthorityKey(new XOnlyKey(keyPart(Base58Check.decode(text))));
        if (!curve.isOnCurve(key.key())) {
            throw new MalformedKey("this key is well-formed but is not on the curve: it is nobody's key");
        }
        return key;
    }

    private static Bytes keyPart(Bytes content) throws MalformedKey {
        int version = VERSION_ONE.length();
        if (content.length() == XOnlyKey.SIZE) {
            return content;
        }
        if (content.length() != version + XOnlyKey.SIZE) {
            throw new MalformedKey("an authority key holds 34 bytes, and this one holds " + content.length());
        }
        if (!content.slice(0, version).equals(VERSION_ONE)) {
            throw new MalformedKey("this authority key has version bytes " + content.slice(0, version).toHex()
                    + ", and only 0100 is known");
        }
        return content.slice(version, content.length());
    }

    /** The text form. */
    @Override
    public String toString() {
        return Base58Check.encode(VERSION_ONE.concat(key.x()));
    }
}
