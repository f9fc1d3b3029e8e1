package io.sluice.app.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.sluice.mining.bitcoin.Block;
import io.sluice.mining.bitcoin.Network;
import io.sluice.mining.bitcoin.Transaction;
import io.sluice.mining.bitcoin.TxInput;
import io.sluice.mining.bitcoin.TxOutput;
import io.sluice.mining.candidate.BlockTemplate;
import io.sluice.mining.candidate.CoinbaseOutputs;
import io.sluice.wire.type.Bytes;

/** A node that nobody here has written takes our blocks: bcoin checks every rule of Bitcoin. */
@Timeout(300)
class BcoinTest {

    /** Anybody can spend, by showing the script itself: a witness without a signature. */
    private static final Bytes WITNESS_SCRIPT = Bytes.hex("51");

    private final ExecutorService executor = Executors.newSingleThreadExecutor();
    private final JdkHttpPost http = new JdkHttpPost(executor, JdkHttpPost.PATIENT_TIMEOUT);
    private BcoinProcess bcoin;
    private NodeRpc rpc;
    private BitcoinNode node;
    private BlockSender sender;

    @BeforeEach
    void start() throws Exception {
        bcoin = BcoinProcess.start();
        rpc = new NodeRpc(http, bcoin.address(), new PasswordLogin("x", BcoinProcess.PASSWORD));
        node = new BitcoinNode(rpc, Network.REGTEST);
        sender = new BlockSender(rpc);
    }

    @AfterEach
    void stop() {
        http.close();
        executor.shutdownNow();
        if (bcoin != null) {
            bcoin.close();
        }
    }

    @Test
    void blocks_are_accepted_before_segwit_after_it_and_with_a_witness_inside() throws Exception {
        assertThat(get(node.chain()).network()).contains(Network.REGTEST);

        // Heights 1 to 17 of a chain that knows no witnesses yet.
        for (int height = 1; height <= 17; height++) {
            BlockTemplate old = get(node.template());
            assertThat(old.witnessCommitment().isEmpty()).isTrue();
            assertThat(old.tip().height()).isEqualTo(height);
            assertAccepted(MinedBlock.from(old, payTo(WITNESS_SCRIPT), CoinbaseOutputs.NONE, height));
        }

        generate(450);
        BlockTemplate template = get(node.template());
        assertThat(template.witnessCommitment().length()).isEqualTo(38);
        MinedBlock first = MinedBlock.from(template, payTo(WITNESS_SCRIPT), CoinbaseOutputs.NONE, 1);
        assertAccepted(first);
        assertThat(get(node.chain()).height()).isEqualTo(468);

        assertThat(get(sender.submit(first.block()))).isEqualTo(new BlockAnswer.LostRace("duplicate"));
        assertThat(get(sender.isInBestBranch(first.hash()))).isTrue();
        byte[] spoiled = first.block().toArray();
        spoiled[70] ^= 1;
        assertThat(get(sender.submit(Bytes.adopt(spoiled)))).isInstanceOf(BlockAnswer.Refused.class);

        generate(100);
        Transaction spend = spend(Block.read(first.block()).coinbase());
        assertThat(result("sendrawtransaction", TextNode.valueOf(spend.serialize().toHex())).textValue())
                .isEqualTo(spend.txid().toDisplay());
        BlockTemplate withWitness = get(node.template());
        assertThat(withWitness.transactions()).singleElement().satisfies(offered -> {
            assertThat(offered.txid()).isEqualTo(spend.txid());
            assertThat(offered.wtxid()).isEqualTo(spend.wtxid()).isNotEqualTo(offered.txid());
            assertThat(offered.weight()).isEqualTo(spend.weight());
        });
        List<TxOutput> payouts = IntStream.range(0, 300)
                .mapToObj(i -> new TxOutput(1000L + i, payTo(Bytes.of((byte) 0x51, (byte) i)))).toList();
        MinedBlock rich = MinedBlock.from(withWitness, payTo(WITNESS_SCRIPT), new CoinbaseOutputs(1, payouts), 2);
        assertAccepted(rich);
        assertThat(get(node.chain()).height()).isEqualTo(569);
        assertThat(result("getblock", TextNode.valueOf(rich.hash().toDisplay())).get("tx").get(1).textValue())
                .isEqualTo(spend.txid().toDisplay());
    }

    private void assertAccepted(MinedBlock mined) throws Exception {
        assertThat(get(sender.submit(mined.block()))).isEqualTo(new BlockAnswer.Accepted());
        assertThat(get(node.bestBlock())).isEqualTo(mined.hash());
    }

    /** Spends the first output of a coinbase that {@link #payTo} made. */
    private static Transaction spend(Transaction coinbase) {
        TxInput input = new TxInput(coinbase.txid(), 0, Bytes.EMPTY, 0xffff_ffffL, List.of(WITNESS_SCRIPT));
        long value = coinbase.outputs().getFirst().value() - 10_000;
        return new Transaction(2, List.of(input), List.of(new TxOutput(value, payTo(WITNESS_SCRIPT))), 0);
    }

    /** The output script that a script hides behind (P2WSH). */
    private static Bytes payTo(Bytes script) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(script.toArray());
            return Bytes.hex("0020").concat(Bytes.adopt(hash));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void generate(int blocks) {
        assertThat(result("generate", IntNode.valueOf(blocks))).hasSize(blocks);
    }

    private JsonNode result(String method, JsonNode... params) {
        RpcAnswer answer = rpc.call(method, params).toCompletableFuture().join();
        assertThat(answer).isInstanceOf(RpcAnswer.Result.class);
        return ((RpcAnswer.Result) answer).value();
    }

    private static <T> T get(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get();
    }
}
