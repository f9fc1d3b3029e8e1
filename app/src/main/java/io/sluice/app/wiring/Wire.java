package io.sluice.app.wiring;

/**
 * The way back to one miner. Called on the loop of its connection.
 *
 * @param <O> what the miner is told
 */
interface Wire<O> {

    /** Puts a message in line. */
    void send(O message);

    /** Lets everything in line go, in one write. */
    void flush();

    /** Lets everything in line go, then closes. */
    void close(String why);
}
