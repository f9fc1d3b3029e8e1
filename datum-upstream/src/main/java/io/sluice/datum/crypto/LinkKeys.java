package io.sluice.datum.crypto;

import java.util.random.RandomGenerator;

/**
 * The two key sets that one side brings to one connection.
 *
 * <p>Both nonces of a connection derive from 32 bits, so that their uniqueness rests on the connection keys alone: a set
 * of connection keys is drawn for each connection and dies with it.
 *
 * @param longTerm who this side is, across connections
 * @param connection this connection's own keys
 */
public record LinkKeys(KeySet longTerm, KeySet connection) {

    /** Draws new connection keys. */
    public static LinkKeys fresh(DatumCrypto crypto, KeySet longTerm, RandomGenerator random) {
        return new LinkKeys(longTerm, KeySet.random(crypto, random));
    }
}
