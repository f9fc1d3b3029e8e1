package io.sluice.app.miner;

/**
 * Where a miner mines.
 *
 * @param host name or address
 * @param port 1 to 65535
 */
public record Server(String host, int port) {

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
