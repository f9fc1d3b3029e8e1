package io.sluice.pool.netty;

/**
 * How many gateways may be connected, and how far one may fall behind.
 *
 * @param connections in all
 * @param connectionsPerAddress from one address
 * @param outboundBytes that wait for a gateway to read them; more ends the connection
 */
public record SocketLimits(int connections, int connectionsPerAddress, int outboundBytes) {

    public static final SocketLimits DEFAULT = new SocketLimits(1000, 32, 1 << 20);
}
