package io.sluice.simulation.miner;

import io.sluice.simulation.trace.Happening.Honesty;

/** A miner in the simulated world. All methods are called on its own loop; none waits. */
public interface VirtualMiner {

    /** Its name in the trace, and the user it mines under. */
    String name();

    /** Plugs it in: connects, and connects again whenever a connection ends or fails, after a pause of 1 to 10 seconds drawn by chance. */
    void start();

    /** Pulls the plug: closes its connection if there is one, forgets its work, and does not connect until started again. */
    void leave();

    /** Closes its connection and makes another one. */
    void reconnect();

    /** Sends a share of this kind next, as soon as it has what it needs for it (a stale one needs void work, and so on); at once if it can. */
    void lie(Honesty kind);

    /** Sends that many low shares in a row, as fast as it can write. */
    void flood(int shares);

    /** Stops or resumes finding shares; it stays connected. */
    void hash(boolean on);

    /** Whether it has work that is not void. */
    boolean hasWork();

    /** Honest shares sent on the present connection that have no answer yet. */
    int unanswered();
}
