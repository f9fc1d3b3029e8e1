package io.sluice.datum.message;

/** Who speaks: codes mean different things from the two ends. */
public enum Sender {

    /** The connecting side, at the miner's site. */
    GATEWAY,

    /** The listening side. */
    POOL;

    /** The side at the other end. */
    public Sender other() {
        return this == GATEWAY ? POOL : GATEWAY;
    }
}
