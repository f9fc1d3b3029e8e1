package io.sluice.simulation.miner;

/**
 * What a miner changes in a header beside the nonce.
 *
 * @param versionBits the bits of the version that are its to choose
 * @param seconds how far it runs the time ahead at most
 */
record Rolling(int versionBits, int seconds) {

    /** A bit that no protocol leaves to miners. */
    static final int FORBIDDEN_BIT = 0x4;

    static final Rolling NOTHING = new Rolling(0, 0);
}
