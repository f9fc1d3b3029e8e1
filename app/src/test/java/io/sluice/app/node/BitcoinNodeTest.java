package io.sluice.app.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.sluice.mining.bitcoin.BlockHash;
import io.sluice.mining.bitcoin.Network;
import io.sluice.mining.bitcoin.VersionMask;
import io.sluice.mining.port.NodeTrouble;
import io.sluice.wire.testing.Vectors;

/** A node as a source of work. */
class BitcoinNodeTest {

    private static final String HASH = "0000000000000000000184fd9bac333ad79154348296204fa7f8c537a96e0898";
    private static final String TEMPLATE = Vectors.load("datum/job.json").get("templates").get("main").toString();

    private final ScriptedHttp http = new ScriptedHttp();
    private final NodeRpc rpc = new NodeRpc(http, NodeAddress.parse("10.0.0.7:8332"), new PasswordLogin("u", "p"));
    private final BitcoinNode node = new BitcoinNode(rpc, Network.MAINNET);

    @Test
    void the_network_is_asked_for_before_the_first_template_and_not_again() throws Exception {
        http.thenResult(chain("main")).thenResult(TEMPLATE).thenResult(TEMPLATE);
        assertThat(get(node.template()).tip().height()).isEqualTo(900_123);
        assertThat(get(node.template()).tip().height()).isEqualTo(900_123);

        assertThat(http.methods()).containsExactly("getblockchaininfo", "getblocktemplate", "getblocktemplate");
        assertThat(http.requests.get(1).get("params").toString()).isEqualTo("[{\"rules\":[\"segwit\"]}]");
    }

    @Test
    void the_network_is_asked_for_again_after_trouble() throws Exception {
        http.thenResult(chain("main")).thenResult(TEMPLATE).thenError(500, -28, "Loading...");
        get(node.template());
        assertThatThrownBy(() -> get(node.bestBlock())).isInstanceOf(NodeTrouble.class);
        http.thenResult(chain("test"));
        assertThatThrownBy(() -> get(node.template())).isInstanceOf(NodeTrouble.class)
                .hasMessage("The Bitcoin node at 10.0.0.7:8332 is on the network \"test\", but Sluice is set up for"
                        + " \"main\": correct the network or the node in the configuration.");
    }

    @Test
    void signet_asks_for_the_rule_of_signet() throws Exception {
        http.thenResult(chain("signet")).thenResult(TEMPLATE);
        get(new BitcoinNode(rpc, Network.SIGNET.withPoolVersionMask(VersionMask.NONE)).template());
        assertThat(http.requests.get(1).get("params").toString())
                .isEqualTo("[{\"rules\":[\"segwit\",\"signet\"]}]");
    }

    @Test
    void an_unusable_template_is_trouble_that_says_what_is_wrong_with_it() {
        http.thenResult(chain("main")).thenResult("{\"transactions\":[]}");
        assertThatThrownBy(() -> get(node.template())).isInstanceOf(NodeTrouble.class)
                .hasMessage("The Bitcoin node at 10.0.0.7:8332 answered getblocktemplate with something unusable"
                        + " (sizelimit is missing): is it Bitcoin Core or Bitcoin Knots, and a recent one?");
    }

    @Test
    void work_that_can_not_be_mined_is_trouble_with_its_own_remedy() {
        http.thenResult(chain("main")).thenResult(TEMPLATE.replace("\"taproot\"", "\"!quantum\""));
        assertThatThrownBy(() -> get(node.template())).isInstanceOf(NodeTrouble.class)
                .hasMessage(
                        "The Bitcoin node at 10.0.0.7:8332 offers work that can not be mined: it insists on the rule"
                                + " !quantum, which this version of Sluice does not know; look for a newer one.");
    }

    @Test
    void a_refusal_and_a_failure_are_trouble() {
        http.thenResult(chain("main")).thenError(500, -9, "Bitcoin Core is not connected!");
        assertThatThrownBy(() -> get(node.template())).isInstanceOf(NodeTrouble.class).hasMessageContaining("no peers");
        http.then(new HttpAnswer.NoConnection("connection refused"));
        assertThatThrownBy(() -> get(node.template())).isInstanceOf(NodeTrouble.class)
                .hasMessageContaining("is bitcoind running there");
    }

    @Test
    void the_best_block_is_read_in_display_order() throws Exception {
        http.thenResult("\"" + HASH + "\"");
        assertThat(get(node.bestBlock())).isEqualTo(BlockHash.fromDisplay(HASH));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "7", "\"\"", "\"00\"", "[]", "{}"})
    void a_best_block_that_is_no_hash_is_trouble(String result) {
        http.thenResult(result);
        assertThatThrownBy(() -> get(node.bestBlock())).isInstanceOf(NodeTrouble.class)
                .hasMessageContaining("answered getbestblockhash with something unusable");
    }

    @Test
    void the_chain_is_told_as_the_node_tells_it() throws Exception {
        http.thenResult("{\"chain\":\"test\",\"blocks\":7,\"headers\":9,\"bestblockhash\":\"" + HASH
                + "\",\"initialblockdownload\":true,\"verificationprogress\":0.25,\"pruned\":true}");
        assertThat(get(node.chain()))
                .isEqualTo(new NodeChain("test", 7, BlockHash.fromDisplay(HASH), 9, true, 0.25, true));
        http.thenResult(chain("test"));
        assertThat(get(BitcoinNode.chainOf(rpc)).network()).contains(Network.TESTNET3);
        http.thenResult(chain("elsewhere"));
        assertThat(get(node.chain()).network()).isEmpty();
    }

    private static String chain(String name) {
        return "{\"chain\":\"" + name + "\",\"blocks\":7,\"bestblockhash\":\"" + HASH + "\"}";
    }

    /** The value, or the exception itself that the stage failed with. */
    private static <T> T get(CompletionStage<T> stage) throws Exception {
        try {
            return stage.toCompletableFuture().get();
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof Exception cause ? cause : failed;
        }
    }
}
