package io.sluice.app.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may connect, and how many at once. */
class PeerRulesTest {

    private static final InetAddress ONE = InetAddress.ofLiteral("192.168.1.1");
    private static final InetAddress OTHER = InetAddress.ofLiteral("192.168.1.2");

    private static PeerRules own(int maxConnections, int maxPerAddress) {
        return new PeerRules(PeerRules.OWN_NETWORKS, maxConnections, maxPerAddress);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.255.255.254", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.0.1",
        "100.64.0.1", "100.127.255.255", "169.254.1.1", "::1", "fe80::1", "febf::1", "fc00::1", "fd12:3456::1",
        "::ffff:192.168.1.1"})
    void the_operators_own_networks_may_connect(String address) {
        assertThat(own(1, 1).admits(InetAddress.ofLiteral(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.8", "126.255.255.255", "128.0.0.1", "172.15.255.255", "172.32.0.1",
        "192.167.255.255",
        "192.169.0.1", "100.63.255.255", "100.128.0.1", "169.253.1.1", "169.255.0.1", "0.0.0.0", "255.255.255.255",
        "::", "::2", "2001:db8::1", "fe00::1", "fec0::1", "ff02::1", "::127.0.0.1", "64:ff9b::a00:1", "2002:a00:1::1",
        "::ffff:8.8.8.8"})
    void nobody_else_may(String address) {
        assertThat(own(1, 1).admits(InetAddress.ofLiteral(address))).isFalse();
    }

    @Test
    void everybody_is_everybody() {
        PeerRules rules = new PeerRules(PeerRules.EVERYBODY, 1, 1);
        assertThat(rules.admits(InetAddress.ofLiteral("8.8.8.8"))).isTrue();
        assertThat(rules.admits(InetAddress.ofLiteral("2001:db8::1"))).isTrue();
    }

    @Test
    void a_named_network_may_connect_as_well() {
        List<AddressBlock> networks = new ArrayList<>(PeerRules.OWN_NETWORKS);
        networks.add(AddressBlock.parse("203.0.113.0/24"));
        Crowd crowd = new Crowd(new PeerRules(networks, 10, 10));
        assertThat(crowd.enter(InetAddress.ofLiteral("203.0.113.9"))).isEmpty();
        assertThat(crowd.enter(InetAddress.ofLiteral("203.0.114.9"))).contains(Refusal.STRANGER);
        assertThat(crowd.enter(ONE)).isEmpty();
    }

    @Test
    void a_full_port_takes_nobody_until_one_leaves() {
        Crowd crowd = new Crowd(own(2, 2));
        assertThat(crowd.enter(ONE)).isEmpty();
        assertThat(crowd.enter(OTHER)).isEmpty();
        assertThat(crowd.enter(OTHER)).contains(Refusal.PORT_FULL);
        crowd.leave(ONE);
        assertThat(crowd.enter(OTHER)).isEmpty();
        assertThat(crowd.enter(ONE)).contains(Refusal.PORT_FULL);
    }

    @Test
    void one_address_does_not_take_the_place_of_others() {
        Crowd crowd = new Crowd(own(10, 2));
        assertThat(crowd.enter(ONE)).isEmpty();
        assertThat(crowd.enter(ONE)).isEmpty();
        assertThat(crowd.enter(ONE)).contains(Refusal.ADDRESS_FULL);
        assertThat(crowd.enter(OTHER)).isEmpty();
        crowd.leave(ONE);
        assertThat(crowd.enter(ONE)).isEmpty();
    }

    @Test
    void the_same_address_in_another_wrapping_is_the_same() throws UnknownHostException {
        byte[] bytes = new byte[16];
        bytes[10] = (byte) 0xff;
        bytes[11] = (byte) 0xff;
        System.arraycopy(ONE.getAddress(), 0, bytes, 12, 4);
        InetAddress wrapped = Inet6Address.getByAddress(null, bytes, 0);
        Crowd crowd = new Crowd(own(10, 1));
        assertThat(crowd.enter(wrapped)).isEmpty();
        assertThat(crowd.enter(ONE)).contains(Refusal.ADDRESS_FULL);
        crowd.leave(ONE);
        assertThat(crowd.addresses()).isZero();
    }

    @Test
    void who_was_refused_or_has_left_is_not_remembered() {
        Crowd crowd = new Crowd(own(10_000, 10_000));
        for (int i = 0; i < 1000; i++) {
            InetAddress mine = InetAddress.ofLiteral("10.0." + i / 250 + "." + i % 250);
            assertThat(crowd.enter(InetAddress.ofLiteral("8.8." + i / 250 + "." + i % 250)))
                    .contains(Refusal.STRANGER);
            assertThat(crowd.enter(mine)).isEmpty();
            crowd.leave(mine);
        }
        assertThat(crowd.addresses()).isZero();
    }

    @Test
    void a_small_machine_takes_fewer_connections_and_never_more_than_were_wanted() {
        assertThat(own(4096, 1024).atMost(384)).isEqualTo(own(384, 192));
        assertThat(own(10, 5).atMost(384)).isEqualTo(own(10, 5));
    }
}
