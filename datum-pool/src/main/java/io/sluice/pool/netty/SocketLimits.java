package io.sluice.pool.netty;

/**
 * How many gateways may be connected, and how far one may fall behind.
 *
 * <p>Anybody can shake hands, so that tells nothing: a newcomer is who has not had a share accepted yet. Newcomers are limited by address,
 * so that one machine can not take all places; gateways that work are not, for many may share an address.
 *
 * @param connections in all
 * @param newcomersPerAddress newcomers from one address
 * @param outboundBytes that wait for a gateway to read them; more ends the connection
 */
public record SocketLimits(int connections, int newcomersPerAddress, int outboundBytes) {

    public static final SocketLimits DEFAULT = new SocketLimits(1000, 32, 1 << 20);
}
