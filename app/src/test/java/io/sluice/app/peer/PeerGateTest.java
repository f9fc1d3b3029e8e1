package io.sluice.app.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.Test;

/** The gate before a port, on sockets without a network. */
class PeerGateTest {

    private final List<Channel> let = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();
    private final PeerGate gate = new PeerGate(new PeerRules(PeerRules.OWN_NETWORKS, 3, 2), new ChannelInitializer<>() {
        @Override
        protected void initChannel(Channel socket) {
            let.add(socket);
        }
    }, (address, why) -> refused.add(address.getHostAddress() + " " + why));

    @Test
    void a_peer_of_ones_own_network_is_let_through_and_stays() {
        EmbeddedChannel socket = connect("192.168.1.1");
        assertThat(let).containsExactly(socket);
        assertThat(socket.isOpen()).isTrue();
        assertThat(refused).isEmpty();
    }

    @Test
    void a_stranger_is_closed_and_nothing_is_made_for_it() {
        EmbeddedChannel socket = connect("8.8.8.8");
        assertThat(socket.isOpen()).isFalse();
        assertThat(let).isEmpty();
        assertThat(refused).containsExactly("8.8.8.8 STRANGER");
    }

    @Test
    void a_closed_connection_makes_room_for_the_next() {
        EmbeddedChannel first = connect("10.0.0.1");
        connect("10.0.0.1");
        assertThat(connect("10.0.0.1").isOpen()).isFalse();
        connect("10.0.0.2");
        assertThat(connect("10.0.0.3").isOpen()).isFalse();
        assertThat(refused).containsExactly("10.0.0.1 ADDRESS_FULL", "10.0.0.3 PORT_FULL");
        first.close();
        assertThat(connect("10.0.0.1").isOpen()).isTrue();
        assertThat(let).hasSize(4);
    }

    @Test
    void who_was_refused_takes_no_room() {
        for (int i = 0; i < 100; i++) {
            connect("8.8.8.8");
        }
        assertThat(connect("10.0.0.1").isOpen()).isTrue();
    }

    @Test
    void a_connection_that_is_of_no_network_is_let_through() {
        EmbeddedChannel socket = new EmbeddedChannel(gate);
        assertThat(let).containsExactly(socket);
        assertThat(socket.isOpen()).isTrue();
    }

    private EmbeddedChannel connect(String address) {
        SocketAddress remote = new InetSocketAddress(address, 4000);
        return new EmbeddedChannel(gate) {
            @Override
            protected SocketAddress remoteAddress0() {
                return remote;
            }
        };
    }
}
