package io.sluice.app.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Networks in the operator's words, and what lies in them. */
class AddressBlockTest {

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8,        10.0.0.0,        true",
        "10.0.0.0/8,        10.255.255.255,  true",
        "10.0.0.0/8,        9.255.255.255,   false",
        "10.0.0.0/8,        11.0.0.0,        false",
        "172.16.0.0/12,     172.31.255.255,  true",
        "172.16.0.0/12,     172.32.0.0,      false",
        "203.0.113.128/25,  203.0.113.127,   false",
        "203.0.113.128/25,  203.0.113.128,   true",
        "203.0.113.7,       203.0.113.7,     true",
        "203.0.113.7,       203.0.113.6,     false",
        "0.0.0.0/0,         255.255.255.255, true",
        "0.0.0.0/0,         ::1,             false",
        "::/0,              1.2.3.4,         false",
        "::/0,              2001:db8::1,     true",
        "fc00::/7,          fdff::1,         true",
        "fc00::/7,          fe00::,          false",
        "2001:db8::/33,     2001:db8:8000::, false",
        "2001:DB8::/33,     2001:db8:7fff::, true",
        "::1,               ::1,             true",
        "::ffff:10.0.0.0/8, 10.1.2.3,        true"})
    void a_network_holds_the_addresses_that_begin_like_it(String network, String address, boolean holds) {
        assertThat(AddressBlock.parse(network).contains(InetAddress.ofLiteral(address))).isEqualTo(holds);
    }

    @Test
    void an_ipv4_address_is_known_again_in_the_wrapping_of_ipv6() throws Exception {
        byte[] wrapped = new byte[16];
        wrapped[10] = (byte) 0xff;
        wrapped[11] = (byte) 0xff;
        System.arraycopy(new byte[]{(byte) 192, (byte) 168, 1, 2}, 0, wrapped, 12, 4);
        // What a socket of both families gives: not unwrapped.
        InetAddress seen = Inet6Address.getByAddress(null, wrapped, 0);
        assertThat(seen).isInstanceOf(Inet6Address.class);
        assertThat(AddressBlock.parse("192.168.0.0/16").contains(seen)).isTrue();
        assertThat(AddressBlock.parse("10.0.0.0/8").contains(seen)).isFalse();
        assertThat(AddressBlock.parse("::/0").contains(seen)).isFalse();
        assertThat(AddressBlock.plain(seen).getHostAddress()).isEqualTo("192.168.1.2");
    }

    @Test
    void the_interface_that_an_address_was_seen_on_does_not_count() throws Exception {
        byte[] bytes = InetAddress.ofLiteral("fe80::1").getAddress();
        InetAddress onFirst = Inet6Address.getByAddress(null, bytes, 1);
        assertThat(AddressBlock.parse("fe80::/10").contains(onFirst)).isTrue();
        assertThat(AddressBlock.plain(onFirst))
                .isEqualTo(AddressBlock.plain(Inet6Address.getByAddress(null, bytes, 2)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "10", "10/8", "10.1/16", "10.0.0.0/", "10.0.0.0/x", "10.0.0.0/-1", "10.0.0.0/8/8",
        "10.0.0.256", "10.0.0.0.0/8", " 10.0.0.0/8", "localhost", "example.com/24", "fe80::1%eth0", "fe80::1%1/64",
        "[::1]", "::g", "1:2", ":", "2001:db8::/1000", "10.0.0.0/ 8", "0x0a.0.0.0/8"})
    void what_is_no_network_is_refused_with_an_example(String text) {
        assertThatThrownBy(() -> AddressBlock.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("203.0.113.0/24");
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/33", "::/129", "::ffff:10.0.0.0/104"})
    void a_prefix_longer_than_the_address_is_refused(String text) {
        assertThatThrownBy(() -> AddressBlock.parse(text)).hasMessageContaining("must be from 0 to");
    }

    @Test
    void an_address_within_a_network_is_told_what_was_meant() {
        assertThatThrownBy(() -> AddressBlock.parse("192.168.1.5/24"))
                .hasMessage("192.168.1.5/24 is an address within a network; for the whole network write 192.168.1.0/24,"
                        + " for the one address 192.168.1.5");
    }

    @Test
    void random_text_is_a_network_or_refused() {
        Random random = new Random(20251124);
        String letters = "0123456789abcf.:/%x ";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int j = random.nextInt(20); j > 0; j--) {
                text.append(letters.charAt(random.nextInt(letters.length())));
            }
            try {
                AddressBlock block = AddressBlock.parse(text.toString());
                assertThat(block.contains(block.first())).as("seed 20251124: %s", text).isTrue();
            } catch (IllegalArgumentException e) {
                assertThat(e).as("seed 20251124: %s", text).isExactlyInstanceOf(IllegalArgumentException.class);
            }
        }
    }
}
