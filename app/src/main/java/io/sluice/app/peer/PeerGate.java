package io.sluice.app.peer;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Optional;
import java.util.function.BiConsumer;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;

/**
 * Stands before one port: closes who may not connect before anything is read or made for them, and lets the others through. Remembers
 * who is connected, also while the port is shut and opened again.
 */
public final class PeerGate extends ChannelInitializer<Channel> {

    private final Crowd crowd;
    private final ChannelInitializer<Channel> accepted;
    private final BiConsumer<InetAddress, Refusal> refused;

    /**
     * @param accepted put on the sockets of all others
     * @param refused hears of who was closed, on the event loop of the socket
     */
    public PeerGate(
            PeerRules rules, ChannelInitializer<Channel> accepted, BiConsumer<InetAddress, Refusal> refused) {
        this.crowd = new Crowd(rules);
        this.accepted = accepted;
        this.refused = refused;
    }

    @Override
    protected void initChannel(Channel socket) {
        SocketAddress remote = socket.remoteAddress();
        if (remote == null) {
            socket.close(); // gone before it was looked at
        } else if (remote instanceof InetSocketAddress peer) {
            judge(socket, peer.getAddress());
        } else {
            // Not of a network: this process talks to itself.
            socket.pipeline().addLast(accepted);
        }
    }

    private void judge(Channel socket, InetAddress address) {
        Optional<Refusal> refusal = crowd.enter(address);
        if (refusal.isPresent()) {
            socket.close();
            refused.accept(AddressBlock.plain(address), refusal.get());
        } else {
            socket.closeFuture().addListener(_ -> crowd.leave(address));
            socket.pipeline().addLast(accepted);
        }
    }
}
