package io.sluice.pool.netty;

/**
 * How many gateways may be connected, and how far one may fall behind.
 *
 * <p>Anybody can shake hands, so nobody is told from a stranger by that; who has done work here is none any more. Strangers are limited
 * by address, so that one machine can not take all places; gateways that work are not, for many may share an address.
 *
 * @param connections in all
 * @param strangersPerAddress from one address that have not had a share accepted yet
 * @param outboundBytes that wait for a gateway to read them; more ends the connection
 */
public record SocketLimits(int connections, int strangersPerAddress, int outboundBytes) {

    public static final SocketLimits DEFAULT = new SocketLimits(1000, 32, 1 << 20);
}
