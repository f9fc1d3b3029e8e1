package io.sluice.app.miner;

import io.sluice.wire.Sv2Message;

/** What a {@link Sv2Session} does to its connection. */
interface Sv2Line {

    void send(Sv2Message message);

    /** The server has taken us. */
    void established();

    /** Ends the connection. */
    void leave(String why);

    /** Ends the connection and calls there next. An empty host and port 0 mean the same as now. */
    void move(String host, int port);
}
