package io.sluice.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

/** By which address miners are told to reach this machine. */
class LanAddressTest {

    @Test
    void the_private_address_of_a_real_card_is_told() {
        assertThat(choose(card("docker0", "172.17.0.1"), card("br-5f1e", "172.18.0.1"), card("veth12", "10.0.0.9"),
                card("virbr0", "192.168.122.1"), card("enp3s0", "fe80::1", "2001:db8::5", "192.168.1.20")))
                .contains("192.168.1.20");
    }

    @Test
    void tunnels_are_not_where_miners_are() {
        assertThat(choose(card("tun0", "10.8.0.2"), card("wg0", "10.9.0.2"), card("tailscale0", "100.100.1.1"),
                card("wlan0", "10.0.0.7"))).contains("10.0.0.7");
        assertThat(choose(card("tun0", "10.8.0.2"))).isEmpty();
    }

    @Test
    void the_first_of_two_cards_is_told() {
        assertThat(choose(card("eth0", "192.168.1.20"), card("wlan0", "10.0.0.7"))).contains("192.168.1.20");
    }

    @Test
    void a_bridge_that_the_operator_made_is_as_good_as_a_card() {
        assertThat(choose(card("vmbr0", "192.168.1.20"))).contains("192.168.1.20");
    }

    @Test
    void private_addresses_come_before_public_ones_and_those_before_ipv6() {
        assertThat(choose(card("eth0", "203.0.113.5", "fd00::7"), card("eth1", "172.16.3.4"))).contains("172.16.3.4");
        assertThat(choose(card("eth0", "fd00::7", "203.0.113.5"))).contains("203.0.113.5");
        assertThat(choose(card("eth0", "fe80::1", "fd00::7"))).contains("fd00:0:0:0:0:0:0:7");
    }

    @Test
    void addresses_that_nobody_can_call_are_never_told() {
        assertThat(choose(card("lo", "127.0.0.1", "::1"), card("eth0", "169.254.7.7", "fe80::1"))).isEmpty();
        assertThat(choose()).isEmpty();
    }

    @Test
    void a_container_does_not_take_its_own_network_for_the_operators() {
        List<LanAddress.Card> docker = List.of(card("eth0", "172.17.0.2"));
        assertThat(LanAddress.choose(docker, true)).isEmpty();
        assertThat(LanAddress.choose(docker, false)).isPresent();
        assertThat(LanAddress.choose(List.of(card("eth0", "10.88.0.5")), true)).isEmpty();
        // With the network of its host it sees the real card.
        assertThat(LanAddress.choose(List.of(card("docker0", "172.17.0.1"), card("eno1", "192.168.1.20")), true))
                .isPresent();
    }

    private static Optional<String> choose(LanAddress.Card... cards) {
        return LanAddress.choose(List.of(cards), false).map(InetAddress::getHostAddress);
    }

    private static LanAddress.Card card(String name, String... addresses) {
        return new LanAddress.Card(name, Stream.of(addresses).map(InetAddress::ofLiteral).toList());
    }
}
