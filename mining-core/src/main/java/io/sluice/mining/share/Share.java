package io.sluice.mining.share;

import io.sluice.wire.type.Bytes;

/**
 * A proof of work as submitted, in the kernel's terms.
 *
 * @param version the whole header field, rolled bits included
 * @param nTime Unix seconds, unsigned 32 bits
 * @param nonce the header field
 * @param extranonce the part the miner chose: as long as its channel's rollable part, empty on standard channels
 */
public record Share(int version, long nTime, int nonce, Bytes extranonce) {}
