package io.sluice.mining.bitcoin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What differs from network to network. */
class NetworkTest {

    private static final DifficultyOne EASY = new DifficultyOne(Target.of(BigInteger.ONE.shiftLeft(250)));

    @ParameterizedTest
    @CsvSource({"main, mainnet", "test, testnet3", "testnet4, testnet4", "signet, signet", "regtest, regtest",
        "sandbox, sandbox"})
    void a_node_names_its_network(String chain, String name) {
        assertThat(Network.ofChain(chain)).map(Network::name).contains(name);
        assertThat(Network.named(name)).map(Network::chain).contains(chain);
    }

    @Test
    void a_network_nobody_knows_is_not_guessed() {
        assertThat(Network.ofChain("liquid")).isEmpty();
        assertThat(Network.named("main")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mainnet", "testnet3", "testnet4", "signet"})
    void difficulty_one_is_fixed_where_others_mine(String name) {
        Network network = Network.named(name).orElseThrow();

        assertThatThrownBy(() -> network.withDifficultyOne(EASY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(name)
                .hasMessageContaining("Remove the setting");
        assertThat(network.withDifficultyOne(DifficultyOne.STANDARD)).isEqualTo(network);
    }

    @ParameterizedTest
    @ValueSource(strings = {"regtest", "sandbox"})
    void difficulty_one_may_be_made_easier_for_trials(String name) {
        assertThat(Network.named(name).orElseThrow().withDifficultyOne(EASY).difficultyOne()).isEqualTo(EASY);
    }

    @Test
    void a_custom_network_may_have_its_own_difficulty_one_and_prefixes() {
        AddressPrefixes prefixes = new AddressPrefixes("xx", 1, 2);
        Network network = Network.custom("mychain", prefixes, Retargeting.NEVER, 1000).withDifficultyOne(EASY);

        assertThat(network.addresses()).isEqualTo(prefixes);
        assertThat(network.subsidyAt(1000)).isEqualTo(25_00000000L);
        assertThat(network).hasToString("custom");
    }

    @Test
    void difficulty_one_of_the_sandbox_has_16_leading_zero_bits() {
        assertThat(Network.SANDBOX.difficultyOne().target())
                .hasToString("0000ffff" + "0".repeat(56));
        assertThat(Network.SANDBOX.addresses().segwit()).isEqualTo("bcrt");
    }

    @ParameterizedTest
    @CsvSource({"1, 5000000000", "209999, 5000000000", "210000, 2500000000", "840000, 312500000", "900123, 312500000",
        "6929999, 1", "6930000, 0", "13440000, 0", "2147483647, 0"})
    void the_subsidy_halves_every_210000_blocks(int height, long satoshi) {
        assertThat(Network.MAINNET.subsidyAt(height)).isEqualTo(satoshi);
    }

    @Test
    void the_subsidy_of_regtest_halves_every_150_blocks() {
        assertThat(Network.REGTEST.subsidyAt(149)).isEqualTo(50_00000000L);
        assertThat(Network.REGTEST.subsidyAt(150)).isEqualTo(25_00000000L);
    }

    @Test
    void n_bits_can_be_known_in_advance_where_only_retargets_change_it() {
        assertThat(Network.MAINNET.nBitsMayChangeAt(2016 * 400)).isTrue();
        assertThat(Network.MAINNET.nBitsMayChangeAt(2016 * 400 + 1)).isFalse();
        assertThat(Network.SIGNET.nBitsMayChangeAt(2016)).isTrue();
        assertThat(Network.SIGNET.nBitsMayChangeAt(2017)).isFalse();
        assertThat(Network.TESTNET4.nBitsMayChangeAt(2017)).isTrue();
        assertThat(Network.TESTNET3.nBitsMayChangeAt(2017)).isTrue();
        assertThat(Network.REGTEST.nBitsMayChangeAt(2016)).isFalse();
        assertThat(Network.SANDBOX.nBitsMayChangeAt(2016)).isFalse();
    }

    @Test
    void miners_roll_fewer_bits_for_a_pool_than_for_us() {
        assertThat(Network.MAINNET.poolVersionMask()).hasToString("1fffe000");
        assertThat(Network.MAINNET.soloVersionMask()).hasToString("1fffffe0");
        assertThat(Network.MAINNET.withPoolVersionMask(VersionMask.NONE).poolVersionMask()).isEqualTo(VersionMask.NONE);
    }
}
