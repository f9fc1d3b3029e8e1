package io.sluice.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.sluice.app.peer.AddressBlock;
import io.sluice.app.peer.PeerRules;
import io.sluice.mining.bitcoin.DifficultyOne;
import io.sluice.mining.bitcoin.Network;
import io.sluice.mining.desk.DeskSettings.PoolPolicy;
import io.sluice.mining.vardiff.ShareDifficulty;
import io.sluice.noise.curve25519.HandshakePattern;
import io.sluice.noise.curve25519.NoiseTerms;

/** Configuration files: what is good is read, and what is wrong is told all at once, with its line and its remedy. */
class GatewayConfigTest {

    private static final String KEY = "ab".repeat(64);
    private static final String GOOD = """
            [node]
            url = "http://127.0.0.1:8332"
            user = "me"
            password = "topsecret"
            [payout]
            address = "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4"
            [pool]
            host = "pool.example"
            public_key = "%s"
            """.formatted(KEY);

    @Test
    void a_short_file_is_enough() throws BadConfiguration {
        GatewayConfig config = read(GOOD);
        assertThat(config.upstream()).hasValueSatisfying(pool -> {
            assertThat(pool.policy()).isEqualTo(PoolPolicy.REQUIRE);
            assertThat(pool.port()).isEqualTo(28915);
        });
        assertThat(config.miners().sv1()).hasValueSatisfying(address -> assertThat(address.getPort()).isEqualTo(3333));
        assertThat(config.miners().sv2()).hasValueSatisfying(address -> assertThat(address.getPort()).isEqualTo(3336));
        assertThat(config.data()).isEqualTo(Path.of("/etc/sluice/data"));
    }

    @Test
    void everything_wrong_is_told_at_once_in_the_order_of_lines() {
        List<ConfigProblem> problems = problems("""
                [node]
                url = "ftp://x"
                user = "me"
                [payout]
                [pool]
                policy = "sometimes"
                host = "pool.example"
                port = 99999
                public_key = "abc"
                prot = 1
                """);
        assertThat(problems).extracting(ConfigProblem::key).containsExactlyInAnyOrder(
                "node.url", "node.password", "payout.address", "pool.policy", "pool.port", "pool.public_key",
                "pool.prot");
        assertThat(problems).extracting(ConfigProblem::line).isSorted().allMatch(line -> line > 0);
    }

    @Test
    void a_typing_error_is_told_with_what_was_meant() {
        assertThat(problems(GOOD.replace("host =", "hots =")))
                .anySatisfy(problem -> assertThat(problem.toString())
                        .startsWith("test.toml:8: pool.hots: is not a key that Sluice knows; did you mean pool.host?"));
    }

    @Test
    void text_that_is_no_toml_is_told_with_its_line() {
        assertThat(problems(GOOD.replace("[node]", "[nodes]") + "what is this\n"))
                .singleElement().satisfies(problem -> {
                    assertThat(problem.line()).isEqualTo(10);
                    assertThat(problem.what()).contains("not valid TOML");
                });
    }

    @Test
    void a_wrong_type_is_told() {
        assertThat(problems(GOOD.replace("\"me\"", "7")))
                .anySatisfy(problem -> assertThat(problem.toString()).contains("node.user: must be a text in quotes"));
    }

    @Test
    void the_password_is_in_no_message_and_no_description() throws BadConfiguration {
        assertThat(read(GOOD).toString()).doesNotContain("topsecret");
        assertThat(problems(GOOD.replace("http://127.0.0.1:8332", "http://me:topsecret@127.0.0.1:8332")).toString())
                .doesNotContain("topsecret");
    }

    @Test
    void a_missing_file_says_how_to_get_one() {
        assertThatThrownBy(() -> GatewayConfig.load(Path.of("/nowhere/sluice.toml")))
                .isInstanceOf(BadConfiguration.class)
                .hasMessageContaining("does not exist")
                .hasMessageContaining("sluice init");
    }

    @Test
    void a_file_that_is_no_text_is_told_without_the_words_of_the_decoder(@TempDir Path folder) throws Exception {
        Path file = Files.write(folder.resolve("sluice.toml"), new byte[]{'a', (byte) 0xff, '\n'});
        assertThatThrownBy(() -> GatewayConfig.load(file))
                .isInstanceOf(BadConfiguration.class)
                .hasMessage(file + ": is no text in UTF-8; save it as such");
        assertThatThrownBy(() -> GatewayConfig.load(folder))
                .isInstanceOf(BadConfiguration.class)
                .hasMessageContaining("can not be read");
    }

    @Test
    void a_tag_of_a_pool_that_would_end_early_is_told() {
        for (String tag : new String[]{"", "a\\u000fb"}) {
            String content = ConfigTemplates.sandboxPool().replace("Sluice sandbox pool", tag);
            assertThatThrownBy(() -> PoolServerConfig.parse("pool.toml", content, Path.of("/etc")))
                    .isInstanceOf(BadConfiguration.class)
                    .hasMessageContaining("pool.tag");
        }
    }

    @Test
    void both_listeners_off_is_told() {
        assertThat(problems(GOOD + "[miners]\nsv1 = \"\"\nsv2 = \"\"\n"))
                .singleElement().satisfies(problem -> assertThat(problem.what()).contains("nobody could ever mine"));
    }

    @Test
    void miners_come_from_the_operators_own_networks_until_more_are_allowed() throws BadConfiguration {
        assertThat(read(GOOD).miners().peers()).isEqualTo(new PeerRules(PeerRules.OWN_NETWORKS, 4096, 1024));

        PeerRules more = read(GOOD + """
                [miners]
                allow = ["203.0.113.0/24", "2001:db8::1"]
                max_connections = 10
                max_connections_per_address = 5
                """).miners().peers();
        assertThat(more.networks()).containsAll(PeerRules.OWN_NETWORKS)
                .contains(AddressBlock.parse("203.0.113.0/24"), AddressBlock.parse("2001:db8::1/128"))
                .hasSize(PeerRules.OWN_NETWORKS.size() + 2);
        assertThat(more.maxConnections()).isEqualTo(10);
        assertThat(more.maxPerAddress()).isEqualTo(5);
    }

    @Test
    void a_network_that_is_none_is_told_with_its_line() {
        assertThat(problems(GOOD + "[miners]\nallow = [\"192.168.1.5/24\", \"office\", \"8.8.8.8\"]\n"))
                .hasSize(2)
                .allSatisfy(problem -> assertThat(problem.toString()).startsWith("test.toml:11: miners.allow: "))
                .anySatisfy(problem -> assertThat(problem.what()).contains("192.168.1.0/24"))
                .anySatisfy(problem -> assertThat(problem.what()).contains("\"office\" is not a network"));
    }

    @Test
    void what_miners_are_told_is_a_host_without_a_port() throws BadConfiguration {
        for (String good : new String[]{"192.168.1.20", "sluice.lan", "fd00::7"}) {
            assertThat(read(GOOD + "[miners]\nadvertise = \"" + good + "\"\n").miners().advertise()).contains(good);
        }
        assertThat(read(GOOD + "[miners]\nadvertise = \"\"\n").miners().advertise()).isEmpty();
        for (String bad : new String[]{"192.168.1.20:3336", "stratum2+tcp://x", "a b", "-x", "0.0.0.0", "::"}) {
            assertThat(problems(GOOD + "[miners]\nadvertise = \"" + bad + "\"\n")).singleElement()
                    .satisfies(problem -> assertThat(problem.toString())
                            .startsWith("test.toml:11: miners.advertise: \"" + bad));
        }
    }

    @Test
    void the_authority_is_here_unless_it_is_said_to_be_elsewhere() throws BadConfiguration {
        assertThat(read(GOOD).authority()).isEqualTo(AuthorityPlace.HERE);
        assertThat(read(GOOD + "[keys]\nauthority = \"elsewhere\"\n").authority()).isEqualTo(AuthorityPlace.ELSEWHERE);
        assertThat(problems(GOOD + "[keys]\nauthority = \"offline\"\n")).singleElement()
                .satisfies(problem -> assertThat(problem.toString())
                        .startsWith("test.toml:11: keys.authority: \"offline\""));
    }

    @Test
    void the_port_with_noise_over_curve25519_is_off_until_it_has_an_address() throws BadConfiguration {
        assertThat(read(GOOD).curve25519()).isEmpty();
        assertThat(read(GOOD + "[curve25519]\npattern = \"XX\"\n").curve25519()).isEmpty();
        Curve25519Config nx = read(GOOD + "[curve25519]\nlisten = \"0.0.0.0:3337\"\n").curve25519().orElseThrow();
        assertThat(nx.terms()).isEqualTo(NoiseTerms.usual(HandshakePattern.NX));
        assertThat(nx.key()).isEmpty();
        assertThat(nx.keyFile()).isEqualTo(Path.of("/etc/sluice/data/curve25519.key"));
        Curve25519Config xx = read(GOOD + """
                [curve25519]
                listen = "0.0.0.0:3337"
                pattern = "xx"
                hash = "SHA256"
                key_file = "static.key"
                """).curve25519().orElseThrow();
        assertThat(xx.terms().protocolName()).isEqualTo("Noise_XX_25519_ChaChaPoly_SHA256");
        assertThat(xx.keyFile()).isEqualTo(Path.of("/etc/sluice/static.key"));
    }

    @Test
    void what_is_wrong_with_that_port_is_told_without_its_key() {
        String secret = "2a".repeat(31) + "zz";
        assertThat(problems(GOOD + """
                [curve25519]
                listen = "3337"
                pattern = "IK"
                hash = "MD5"
                key = "%s"
                key_file = "static.key"
                """.formatted(secret)))
                .extracting(ConfigProblem::key).containsExactlyInAnyOrder("curve25519.listen", "curve25519.pattern",
                        "curve25519.hash", "curve25519.key", "curve25519.key");
        assertThat(problems(GOOD + "[curve25519]\nlisten = \"0.0.0.0:1\"\nkey = \"" + secret + "\"\n").toString())
                .doesNotContain("2a2a").contains("64 hexadecimal digits");
    }

    @Test
    void difficulty_one_may_change_on_networks_for_trials_only() throws BadConfiguration {
        String one = "difficulty_one = \"0fffff" + "0".repeat(58) + "\"\n";
        assertThat(problems(GOOD + "[network]\nname = \"mainnet\"\n" + one)).hasSize(1);
        assertThat(problems(GOOD + "[network]\n" + one)).hasSize(1);
        Network custom = read(GOOD + "[network]\nname = \"custom\"\n" + one).network().resolve("whatever");
        assertThat(custom.difficultyOne()).isNotEqualTo(DifficultyOne.STANDARD);
    }

    @Test
    void a_node_on_another_network_is_refused() throws BadConfiguration {
        NetworkConfig network = read(GOOD + "[network]\nname = \"mainnet\"\n").network();
        assertThat(network.resolve("main")).isEqualTo(Network.MAINNET);
        assertThatThrownBy(() -> network.resolve("regtest"))
                .isInstanceOf(BadConfiguration.class)
                .hasMessage(
                        "test.toml:11: network.name: is \"mainnet\", but the node runs regtest; change one of them");
        assertThatThrownBy(() -> read(GOOD).network().resolve("foo"))
                .isInstanceOf(BadConfiguration.class)
                .hasMessageContaining("network.name").hasMessageContaining("\"foo\"");
    }

    @Test
    void an_address_of_another_network_is_refused_with_its_line() throws BadConfiguration {
        PayoutAddress address = read(GOOD).payoutAddress();
        assertThat(address.on(Network.MAINNET).text()).isEqualTo("bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4");
        assertThatThrownBy(() -> address.on(Network.SANDBOX))
                .isInstanceOf(BadConfiguration.class)
                .hasMessageStartingWith("test.toml:6: payout.address: \"bc1qw508");
    }

    @Test
    void a_fixed_difficulty_is_floor_and_ceiling() throws BadConfiguration {
        var policy = read(GOOD + "[difficulty]\nfixed = 64\n").difficulty().policy(Network.MAINNET);
        assertThat(policy.clamp(ShareDifficulty.HARDEST)).isEqualTo(new ShareDifficulty(6));
        assertThat(policy.clamp(ShareDifficulty.EASIEST)).isEqualTo(new ShareDifficulty(6));
    }

    @Test
    void what_init_writes_is_good() throws BadConfiguration {
        assertThat(read(ConfigTemplates.gateway("bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4", 7)).uniqueId())
                .contains(7);
        assertThat(read(ConfigTemplates.sandboxGateway(KEY, 7)).network().expected()).contains(Network.SANDBOX);
        PoolServerConfig pool = PoolServerConfig.parse("pool.toml", ConfigTemplates.sandboxPool(), Path.of("/etc"));
        assertThat(pool.split()).hasSize(2);
    }

    @Test
    void a_split_of_more_than_all_is_told() {
        assertThatThrownBy(() -> PoolServerConfig.parse(
                "pool.toml", ConfigTemplates.sandboxPool().replace("per_mille = 300", "per_mille = 401"),
                Path.of("/etc")))
                .isInstanceOf(BadConfiguration.class)
                .hasMessageContaining("1001 parts in a thousand");
    }

    private static GatewayConfig read(String content) throws BadConfiguration {
        return GatewayConfig.parse("test.toml", content, Path.of("/etc/sluice"));
    }

    private static List<ConfigProblem> problems(String content) {
        try {
            read(content);
            return List.of();
        } catch (BadConfiguration bad) {
            return bad.problems();
        }
    }
}
