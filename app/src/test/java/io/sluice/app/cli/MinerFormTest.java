package io.sluice.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import io.sluice.app.config.BadConfiguration;
import io.sluice.app.config.GatewayConfig;

/** What the operator is told to enter in miners. */
class MinerFormTest {

    private static final String KEY = "9bG2uNCuuFDfAJorccofRNHB3r7t5iHAPZSVFuhe4g6dmiNsYYc";
    private static final Optional<InetAddress> LAN = Optional.of(InetAddress.ofLiteral("192.168.1.20"));

    @Test
    void it_has_the_order_of_a_miners_own_form() throws BadConfiguration {
        assertThat(form("", LAN)).isEqualTo("""
                For Stratum V2 miners:
                  Host           192.168.1.20
                  Port           3336
                  User           a name of its own for each miner, such as rig1
                  Authority key  %1$s
                  Protocol       Stratum V2
                  in one line    stratum2+tcp://192.168.1.20:3336/%1$s
                For Stratum V1 miners:
                  Host           192.168.1.20
                  Port           3333
                  User           a name of its own for each miner, such as rig1
                  Password       x
                  Protocol       Stratum V1
                  in one line    stratum+tcp://192.168.1.20:3333
                """.formatted(KEY));
    }

    @Test
    void a_listener_on_one_address_is_told_as_it_is() throws BadConfiguration {
        assertThat(form("sv2 = \"10.1.2.3:4444\"\nsv1 = \"\"", LAN))
                .contains("stratum2+tcp://10.1.2.3:4444/" + KEY)
                .doesNotContain("192.168.1.20").doesNotContain("Stratum V1");
    }

    @Test
    void a_listener_on_every_address_never_tells_that_one() throws BadConfiguration {
        for (String every : new String[]{"0.0.0.0", "[::]", "0:0:0:0:0:0:0:0", "[::0]"}) {
            assertThat(form("sv2 = \"" + every + ":3336\"", LAN)).contains("Host           192.168.1.20")
                    .contains("stratum2+tcp://192.168.1.20:3336/");
        }
        assertThat(print(config(""), LAN, Optional.of(new InetSocketAddress(3336)))).contains("192.168.1.20:3336");
        assertThat(form("sv2 = \"[fd00::7]:3336\"", LAN)).contains("Host           fd00::7")
                .contains("stratum2+tcp://[fd00::7]:3336/");
    }

    @Test
    void what_the_operator_advertises_overrides() throws BadConfiguration {
        assertThat(form("advertise = \"sluice.lan\"", LAN)).contains("Host           sluice.lan")
                .contains("stratum2+tcp://sluice.lan:3336/").doesNotContain("192.168.1.20");
        assertThat(form("advertise = \"fd00::7\"", LAN)).contains("stratum+tcp://[fd00::7]:3333");
    }

    @Test
    void where_the_address_can_not_be_told_the_operator_hears_how_to_tell_it() throws BadConfiguration {
        assertThat(form("", Optional.empty())).contains("Host           THIS_MACHINE").contains("miners.advertise");
        assertThat(form("advertise = \"10.0.0.1\"", Optional.empty())).doesNotContain("THIS_MACHINE")
                .doesNotContain("miners.advertise");
    }

    @Test
    void users_that_the_pool_pays_by_themselves_are_addresses() throws BadConfiguration {
        GatewayConfig full = GatewayConfig.parse("t", """
                [node]
                url = "http://127.0.0.1:8332"
                user = "me"
                password = "x"
                [payout]
                address = "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4"
                [pool]
                host = "pool.example"
                public_key = "%s"
                users = "full"
                """.formatted("ab".repeat(64)), Path.of("/etc"));
        assertThat(print(full, LAN, full.miners().sv2())).contains("User           ADDRESS.NAME");
    }

    private static String form(String miners, Optional<InetAddress> lan) throws BadConfiguration {
        GatewayConfig config = config(miners);
        return print(config, lan, config.miners().sv2());
    }

    private static String print(GatewayConfig config, Optional<InetAddress> lan, Optional<InetSocketAddress> sv2) {
        StringWriter text = new StringWriter();
        new MinerForm(config, lan, KEY).print(sv2, config.miners().sv1(), new PrintWriter(text, true));
        return text.toString().replace(System.lineSeparator(), "\n");
    }

    private static GatewayConfig config(String miners) throws BadConfiguration {
        return GatewayConfig.parse("t", """
                [node]
                url = "http://127.0.0.1:8332"
                user = "me"
                password = "x"
                [payout]
                address = "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4"
                [pool]
                policy = "never"
                [miners]
                """ + miners + "\n", Path.of("/etc"));
    }
}
