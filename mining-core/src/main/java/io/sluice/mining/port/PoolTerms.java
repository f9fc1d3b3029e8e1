package io.sluice.mining.port;

import io.sluice.mining.bitcoin.ProofOfTarget;
import io.sluice.wire.type.Bytes;

/**
 * What a pool asks of the work that is done for it (DATUM 0x99).
 *
 * @param session tells apart what may not be mixed: raised when jobs of before can not be sent any more
 * @param script gets what the payouts leave, 1 to 64 bytes
 * @param primeId unsigned 32 bits, written into every coinbase
 * @param tag the primary coinbase tag, at most 60 bytes
 * @param minimum no commitment may be below it
 */
public record PoolTerms(long session, Bytes script, long primeId, Bytes tag, ProofOfTarget minimum) {}
