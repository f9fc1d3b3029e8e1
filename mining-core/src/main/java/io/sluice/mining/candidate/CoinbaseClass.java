package io.sluice.mining.candidate;

/** How large a coinbase a miner's firmware takes (DATUM section 7.5). The id goes to the pool with each share. */
public enum CoinbaseClass {

    // @formatter:off
    /** No payouts: all to the pool script. First work after a block, and the fallback. */
    BLANK      (0, 0),
    /** NiceHash. */
    SMALL      (1, 500),
    /** Miners nobody knows: the extranonce always stands in an output, the first payouts before it. */
    DEFAULT    (2, 755),
    /** Whatsminer. */
    MEDIUM     (3, 6500),
    /** ePIC, xminer. */
    LARGE      (4, 16000),
    /** Antminer S21, Braiins, Bitaxe. */
    BYTES_2250 (5, 2250);
    // @formatter:on

    private final int id;
    private final int sizeLimit;

    CoinbaseClass(int id, int sizeLimit) {
        this.id = id;
        this.sizeLimit = sizeLimit;
    }

    /** DATUM's coinbase id, 0 to 5. */
    public int id() {
        return id;
    }

    /** Nominal limit of the whole transaction in bytes; 0 where there are no payouts to fit. */
    public int sizeLimit() {
        return sizeLimit;
    }
}
