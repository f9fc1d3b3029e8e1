package io.sluice.app.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.sluice.mining.bitcoin.BlockHash;
import io.sluice.wire.type.Bytes;

/** What nodes say to a block, and what that means for us. */
class BlockSenderTest {

    private final ScriptedHttp http = new ScriptedHttp();
    private final BlockSender sender = new BlockSender(
            new NodeRpc(http, NodeAddress.parse("10.0.0.7:8332"), new PasswordLogin("u", "p")));

    @Test
    void null_means_accepted() {
        http.thenResult("null");
        assertThat(submit()).isEqualTo(new BlockAnswer.Accepted());
        assertThat(http.requests.getFirst().get("method").textValue()).isEqualTo("submitblock");
        assertThat(http.requests.getFirst().get("params").toString()).isEqualTo("[\"c0ffee\"]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"inconclusive", "duplicate", "duplicate-inconclusive", "stale-prevblk", "stale-work",
        "inconclusive-not-best-prevblk"})
    void words_for_a_race_that_another_won_are_no_fault(String words) {
        http.thenResult("\"" + words + "\"");
        assertThat(submit()).isEqualTo(new BlockAnswer.LostRace(words));
        http.thenResult("\"rejected: " + words + "\"");
        assertThat(submit()).isEqualTo(new BlockAnswer.LostRace(words));
    }

    @ParameterizedTest
    @ValueSource(strings = {"high-hash", "bad-cb-amount", "bad-witness-nonce-size", "duplicate-invalid",
        "prev-blk-not-found", "rejected"})
    void words_for_a_broken_rule_are_a_refusal(String words) {
        http.thenResult("\"" + words + "\"");
        assertThat(submit()).isEqualTo(new BlockAnswer.Refused(words));
        http.thenResult("\"rejected: " + words + "\"");
        assertThat(submit()).isEqualTo(new BlockAnswer.Refused(words));
    }

    @Test
    void an_answer_of_another_kind_is_a_refusal_and_never_acceptance() {
        http.thenResult("true").thenResult("{\"a\":1}").thenResult("\"\"");
        assertThat(submit()).isEqualTo(new BlockAnswer.Refused("true"));
        assertThat(submit()).isInstanceOf(BlockAnswer.Refused.class);
        assertThat(submit()).isEqualTo(new BlockAnswer.Refused(""));
    }

    @Test
    void an_error_is_a_refusal_with_its_number() {
        http.thenError(500, -22, "Block decode failed");
        assertThat(submit()).isEqualTo(new BlockAnswer.Refused("Block decode failed (error -22)"));
    }

    @Test
    void a_node_that_starts_or_is_away_is_worth_another_try() {
        http.thenError(500, -28, "Verifying blocks...");
        assertThat(submit()).isInstanceOfSatisfying(BlockAnswer.Unreachable.class,
                answer -> assertThat(answer.sentence()).contains("still starting"));
        http.then(new HttpAnswer.NoConnection("connection refused"));
        assertThat(submit()).isInstanceOfSatisfying(BlockAnswer.Unreachable.class,
                answer -> assertThat(answer.sentence()).contains("is bitcoind running"));
        http.then(401, "");
        assertThat(submit()).isInstanceOf(BlockAnswer.Unreachable.class);
        http.then(503, "Work queue depth exceeded");
        assertThat(submit()).isInstanceOf(BlockAnswer.Unreachable.class);
    }

    @Test
    void a_connection_that_broke_sends_the_block_again() {
        http.then(new HttpAnswer.Broken("EOF")).thenResult("\"duplicate\"");
        assertThat(submit()).isEqualTo(new BlockAnswer.LostRace("duplicate"));
    }

    @Test
    void a_block_is_preferred_by_its_hash() {
        BlockHash hash = BlockHash.fromDisplay("0000000000000000000184fd9bac333ad79154348296204fa7f8c537a96e0898");
        http.thenResult("null").thenError(404, -32601, "Method not found");
        assertThat(sender.prefer(hash).toCompletableFuture().join()).isTrue();
        assertThat(sender.prefer(hash).toCompletableFuture().join()).isFalse();
        assertThat(http.requests.getFirst().get("params").get(0).textValue()).isEqualTo(hash.toDisplay());
    }

    @Test
    void a_block_is_in_the_best_branch_when_others_count_on_it() {
        for (String header : List.of("{\"confirmations\":-1}", "{\"confirmations\":0}", "{}", "null", "\"\"")) {
            http.thenResult(header);
            assertThat(sender.isInBestBranch(BlockHash.ZERO).toCompletableFuture().join()).as(header).isFalse();
        }
        http.thenError(500, -5, "Block not found");
        assertThat(sender.isInBestBranch(BlockHash.ZERO).toCompletableFuture().join()).isFalse();
        http.thenResult("{\"confirmations\":1}");
        assertThat(sender.isInBestBranch(BlockHash.ZERO).toCompletableFuture().join()).isTrue();
        assertThat(http.methods().getLast()).isEqualTo("getblockheader");
    }

    private BlockAnswer submit() {
        return sender.submit(Bytes.hex("c0ffee")).toCompletableFuture().join();
    }
}
