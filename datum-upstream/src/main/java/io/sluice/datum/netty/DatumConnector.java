package io.sluice.datum.netty;

import io.sluice.datum.link.PoolDialer;
import io.sluice.datum.link.PoolLine;

/** Lines to the pool over sockets. Belongs to the pool link's loop. */
public final class DatumConnector implements PoolDialer {

    private final Dialer dialer;

    public DatumConnector(Dialer dialer) {
        this.dialer = dialer;
    }

    @Override
    public void dial(String host, int port, PoolLine.Listener listener) {
        dialer.dial(host, port, new PoolLineHandler(listener), listener::closed);
    }
}
