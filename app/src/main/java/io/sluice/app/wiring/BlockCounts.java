package io.sluice.app.wiring;

/**
 * How our blocks fared.
 *
 * @param found headers that met the network's target
 * @param accepted a node took them
 * @param lostRace another was first
 * @param refused every node says that they break a rule
 */
public record BlockCounts(long found, long accepted, long lostRace, long refused) {

    /** Blocks about which no node has said anything yet. */
    public long open() {
        return found - accepted - lostRace - refused;
    }
}
