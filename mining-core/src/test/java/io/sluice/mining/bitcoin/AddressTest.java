package io.sluice.mining.bitcoin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.sluice.mining.testing.CandidateFixtures;
import io.sluice.wire.testing.Vectors;
import io.sluice.wire.type.Bytes;

/** Addresses to scripts and back, network by network. */
class AddressTest {

    private static final List<Network> NETWORKS = List.of(Network.MAINNET, Network.TESTNET4, Network.REGTEST);

    /** Texts that the C gateway refuses and we take: BIP 173 allows upper case, and regtest has a prefix too. */
    private static final List<String> DEVIATIONS = List.of("bcrt1qw508d6qejxtdg4y5r3zarvary0c5xw7kygt080",
            "BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4");

    static Stream<JsonNode> cases() {
        return Vectors.cases("datum/usernames.json", "address_cases")
                .filter(vector -> !DEVIATIONS.contains(vector.required("address").textValue()));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void an_address_has_the_script_of_the_c_gateway(JsonNode vector) throws MalformedAddress {
        String text = vector.required("address").textValue();
        if (vector.required("script").isNull()) {
            for (Network network : NETWORKS) {
                assertThatThrownBy(() -> Address.parse(text, network)).isInstanceOf(MalformedAddress.class);
            }
            return;
        }
        Network network = text.startsWith("bc1") || text.startsWith("1") || text.startsWith("3")
                ? Network.MAINNET
                : Network.TESTNET4;
        Address address = Address.parse(text, network);

        assertThat(address.script()).isEqualTo(Bytes.adopt(Vectors.bytes(vector, "script")));
        assertThat(Address.of(address.script(), network)).contains(address);
        assertThat(address).hasToString(text);
    }

    @Test
    void deviation_upper_case_and_regtest_addresses_are_taken() throws MalformedAddress {
        assertThat(Vectors.cases("datum/usernames.json", "address_cases")
                .filter(vector -> DEVIATIONS.contains(vector.required("address").textValue())))
                .hasSize(2).allMatch(vector -> vector.required("script").isNull());

        Address regtest = Address.parse(DEVIATIONS.get(0), Network.REGTEST);
        Address upper = Address.parse(DEVIATIONS.get(1), Network.MAINNET);

        assertThat(regtest.script()).isEqualTo(Bytes.hex("0014751e76e8199196d454941c45d1b3a323f1433bd6"))
                .isEqualTo(upper.script());
        assertThat(upper.text()).isEqualTo("bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4");
        assertThat(Address.parse(DEVIATIONS.get(0), Network.SANDBOX)).isEqualTo(regtest);
    }

    @ParameterizedTest
    @CsvSource({
        "tb1qw508d6qejxtdg4y5r3zarvary0c5xw7kxpjzsx, mainnet",
        "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4, regtest",
        "bcrt1qw508d6qejxtdg4y5r3zarvary0c5xw7kygt080, testnet4",
        "mzBc4XEFSdzCDcTxAgf6EZXgsZWpztRhef, mainnet",
        "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa, signet",
        "3P14159f73E4gFr7JterCCQh9QjiTjiZrG, sandbox"})
    void an_address_of_another_network_is_refused_by_name(String text, String network) {
        assertThatThrownBy(() -> Address.parse(text, Network.named(network).orElseThrow()))
                .isInstanceOf(MalformedAddress.class)
                .hasMessageContaining(text)
                .hasMessageContaining("not an address of " + network)
                .hasMessageContaining("wallet on " + network);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "bc1pw508d6qejxtdg4y5r3zarvary0c5xw7kw508d6qejxtdg4y5r3zarvary0c5xw7kt5nd6y", "BC1SW50QGDZ25J",
        "bc1zw508d6qejxtdg4y5r3zarvaryvaxxpcs"})
    void an_address_that_nobody_can_own_yet_is_refused(String text) {
        assertThatThrownBy(() -> Address.parse(text, Network.MAINNET))
                .isInstanceOf(MalformedAddress.class).hasMessageContaining("nobody can own yet");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "rig", "satoshi@example.org", "bc1q", "1A1zP1eP5QGefi2DMPTfTL5SLmv7Divf",
        "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNO", "11111111111111111111111111111111",
        " bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4"})
    void what_is_no_address_is_refused(String text) {
        assertThatThrownBy(() -> Address.parse(text, Network.MAINNET))
                .isInstanceOf(MalformedAddress.class).hasMessageContaining("not a Bitcoin address");
    }

    @Test
    void bytes_of_the_wrong_number_are_no_address_although_their_checksum_fits() {
        String shortOne = Base58Check.encode(Bytes.adopt(new byte[20]));

        assertThatThrownBy(() -> Address.parse(shortOne, Network.MAINNET))
                .isInstanceOf(MalformedAddress.class).hasMessageContaining("20 bytes instead of 21");
    }

    @Test
    void a_message_about_a_strangers_text_has_no_control_characters_and_an_end() {
        assertThatThrownBy(() -> Address.parse("a\r\nb\u0007\u001b[31m" + "x".repeat(10_000), Network.MAINNET))
                .isInstanceOf(MalformedAddress.class)
                .satisfies(refused -> assertThat(refused.getMessage()).hasSizeLessThan(300).doesNotContain("\n", "\r",
                        "\u001b"));
    }

    @Test
    void every_script_with_an_owner_has_an_address_that_leads_back_to_it() throws MalformedAddress {
        for (int seed = 0; seed < 50; seed++) {
            List<Bytes> scripts = List.of(CandidateFixtures.p2pkh(seed), CandidateFixtures.p2sh(seed),
                    CandidateFixtures.p2wpkh(seed), CandidateFixtures.p2tr(seed));
            for (Network network : NETWORKS) {
                for (Bytes script : scripts) {
                    Address address = Address.of(script, network).orElseThrow();
                    assertThat(Address.parse(address.text(), network)).isEqualTo(address);
                }
            }
        }
    }

    @Test
    void leading_zero_bytes_of_a_hash_are_kept() throws MalformedAddress {
        Bytes script = Bytes.hex("76a914" + "00".repeat(20) + "88ac");
        Address address = Address.of(script, Network.MAINNET).orElseThrow();

        assertThat(address.text()).isEqualTo("1111111111111111111114oLvT2");
        assertThat(Address.parse(address.text(), Network.MAINNET).script()).isEqualTo(script);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "6a0100", "51", "5102751e", "6002751e", "a91400", "76a914", "512079be667ef9dcbbac"})
    void a_script_without_an_owner_has_no_address(String script) {
        assertThat(Address.of(Bytes.hex(script), Network.MAINNET)).isEmpty();
    }

    @Test
    void random_texts_are_an_address_or_refused() throws MalformedAddress {
        long seed = 20_260_104;
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        String good = "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa";
        for (int i = 0; i < 5000; i++) {
            StringBuilder text = new StringBuilder(good);
            text.setCharAt(random.nextInt(good.length()), (char) random.nextInt(128));
            String changed = text.toString();
            if (!changed.equals(good)) {
                assertThatThrownBy(() -> Address.parse(changed, Network.MAINNET))
                        .as("seed %s, round %s: %s", seed, i, changed).isInstanceOf(MalformedAddress.class);
            }
        }
    }
}
