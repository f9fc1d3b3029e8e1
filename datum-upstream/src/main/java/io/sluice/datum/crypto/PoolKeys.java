package io.sluice.datum.crypto;

import io.sluice.wire.type.Bytes;

/**
 * The long-term public keys of a pool, as its operator publishes them: 128 hexadecimal digits, the Ed25519 key first.
 * They are all that stands between a miner and an impostor of its pool.
 *
 * @param longTerm both keys
 * @see <a href="https://github.com/OCEAN-xyz/datum_gateway">datum.pool_pubkey of the original gateway</a>
 */
public record PoolKeys(PublicKeys longTerm) {

    private static final int TEXT_LENGTH = 4 * DatumCrypto.KEY_SIZE;

    /**
     * Reads the text of a configuration file; white space around it is forgiven.
     *
     * @throws BadPoolKey when it is not 128 hexadecimal digits; the message says what is wrong with it
     */
    public static PoolKeys parse(String text) throws BadPoolKey {
        String digits = text.strip();
        if (digits.length() != TEXT_LENGTH) {
            throw new BadPoolKey("The pool's public key has " + digits.length() + " characters instead of 128. "
                    + "Copy it again from the pool's own page; it is one line of hexadecimal digits.");
        }
        for (int i = 0; i < TEXT_LENGTH; i++) {
            if (Character.digit(digits.charAt(i), 16) < 0 || digits.charAt(i) > 'f') {
                throw new BadPoolKey("The pool's public key has a character that is no hexadecimal digit at position "
                        + (i + 1) + ". Copy it again from the pool's own page.");
            }
        }
        return new PoolKeys(PublicKeys.of(Bytes.hex(digits)));
    }

    /** The 128 digits, in lower case. */
    public String toText() {
        return longTerm.toBytes().toHex();
    }

    /** Thrown for a text that is no pool key; the message is meant for the operator. */
    public static final class BadPoolKey extends Exception {

        BadPoolKey(String sentence) {
            super(sentence);
        }
    }
}
