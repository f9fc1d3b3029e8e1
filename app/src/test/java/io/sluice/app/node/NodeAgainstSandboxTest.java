package io.sluice.app.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.sluice.app.sandbox.SandboxChain;
import io.sluice.app.sandbox.SandboxRpc;
import io.sluice.app.sandbox.SandboxSettings;
import io.sluice.app.sandbox.Sandboxes;
import io.sluice.app.sandbox.netty.SandboxNode;
import io.sluice.mining.bitcoin.Network;
import io.sluice.mining.bitcoin.TxOutput;
import io.sluice.mining.candidate.BlockTemplate;
import io.sluice.mining.candidate.CoinbaseOutputs;
import io.sluice.mining.testing.HandClock;
import io.sluice.wire.type.Bytes;

/** Our client and our sandbox, over a real socket: templates in, blocks out. */
@Timeout(60)
class NodeAgainstSandboxTest {

    private static final Bytes SCRIPT = Bytes.hex("0014751e76e8199196d454941c45d1b3a323f1433bd6");

    private final HandClock clock = new HandClock();
    private final MultiThreadIoEventLoopGroup loops = new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
    private final ExecutorService executor = Executors.newSingleThreadExecutor();
    private final JdkHttpPost http = new JdkHttpPost(executor, JdkHttpPost.PATIENT_TIMEOUT);
    private final Executor owner = loops.next();
    private SandboxChain chain = Sandboxes.chain(clock);
    private Channel listener;

    @BeforeEach
    void listen() throws Exception {
        listen(Sandboxes.settings());
    }

    @AfterEach
    void close() {
        http.close();
        executor.shutdownNow();
        loops.shutdownGracefully(0, 0, TimeUnit.SECONDS).syncUninterruptibly();
    }

    @Test
    void a_template_is_mined_and_accepted_again_and_again() throws Exception {
        BitcoinNode node = new BitcoinNode(rpc("secret"), Network.SANDBOX);
        BlockSender sender = new BlockSender(rpc("secret"));
        for (int height = 950_000; height < 950_020; height++) {
            clock.advanceSeconds(4);
            BlockTemplate template = get(node.template());
            assertThat(template.tip().height()).isEqualTo(height);
            assertThat(template.transactions().size()).isGreaterThan(8);
            MinedBlock mined = MinedBlock.from(template, SCRIPT, CoinbaseOutputs.NONE, height);

            assertThat(get(sender.submit(mined.block()))).isEqualTo(new BlockAnswer.Accepted());
            assertThat(get(node.bestBlock())).isEqualTo(mined.hash());
        }
        assertThat(get(node.chain()).height()).isEqualTo(950_019);
    }

    @Test
    void a_coinbase_with_many_payouts_is_accepted() throws Exception {
        BlockTemplate template = get(new BitcoinNode(rpc("secret"), Network.SANDBOX).template());
        List<TxOutput> payouts = IntStream.range(0, 300).mapToObj(i -> new TxOutput(1000 + i, SCRIPT)).toList();
        MinedBlock mined = MinedBlock.from(template, SCRIPT, new CoinbaseOutputs(9, payouts), 1);

        assertThat(get(new BlockSender(rpc("secret")).submit(mined.block()))).isEqualTo(new BlockAnswer.Accepted());
        assertThat(onOwner(() -> chain.tip().block().coinbase().outputs())).hasSizeGreaterThan(300)
                .containsAll(payouts);
    }

    @Test
    void a_race_that_is_lost_and_one_that_is_won_by_preference() throws Exception {
        BlockTemplate template = get(new BitcoinNode(rpc("secret"), Network.SANDBOX).template());
        BlockSender sender = new BlockSender(rpc("secret"));
        MinedBlock first = MinedBlock.from(template, SCRIPT, CoinbaseOutputs.NONE, 1);
        MinedBlock second = MinedBlock.from(template, SCRIPT, CoinbaseOutputs.NONE, 2);

        assertThat(get(sender.submit(first.block()))).isEqualTo(new BlockAnswer.Accepted());
        assertThat(get(sender.submit(first.block()))).isEqualTo(new BlockAnswer.LostRace("duplicate"));
        assertThat(get(sender.submit(second.block()))).isEqualTo(new BlockAnswer.LostRace("inconclusive"));
        assertThat(get(sender.isInBestBranch(first.hash()))).isTrue();
        assertThat(get(sender.isInBestBranch(second.hash()))).isFalse();
        assertThat(get(sender.prefer(second.hash()))).isTrue();
        assertThat(get(sender.isInBestBranch(second.hash()))).isTrue();
        assertThat(onOwner(() -> chain.tip().hash())).isEqualTo(second.hash());
    }

    @Test
    void a_spoiled_block_is_refused_in_the_nodes_words() throws Exception {
        BlockTemplate template = get(new BitcoinNode(rpc("secret"), Network.SANDBOX).template());
        Bytes block = MinedBlock.from(template, SCRIPT, CoinbaseOutputs.NONE, 1).block();
        BlockSender sender = new BlockSender(rpc("secret"));

        assertThat(get(sender.submit(block.slice(0, block.length() - 1))))
                .isEqualTo(new BlockAnswer.Refused("Block decode failed (error -22)"));
        byte[] spoiled = block.toArray();
        spoiled[spoiled.length - 1] ^= 1;
        assertThat(get(sender.submit(Bytes.adopt(spoiled)))).isEqualTo(new BlockAnswer.Refused("bad-txnmrklroot"));
    }

    @Test
    void the_first_sixteen_heights_are_mined_too() throws Exception {
        listen(Sandboxes.settings().withFirstHeight(1));
        BitcoinNode node = new BitcoinNode(rpc("secret"), Network.SANDBOX);
        for (int height = 1; height <= 18; height++) {
            MinedBlock mined = MinedBlock.from(get(node.template()), SCRIPT, CoinbaseOutputs.NONE, height);
            assertThat(get(new BlockSender(rpc("secret")).submit(mined.block()))).as("height %d", height)
                    .isEqualTo(new BlockAnswer.Accepted());
        }
    }

    @Test
    void a_template_of_thousands_of_transactions_comes_through() throws Exception {
        listen(Sandboxes.settings().withTransactions(1_000_000, 6_000));
        clock.advanceSeconds(60);
        BlockTemplate template = get(new BitcoinNode(rpc("secret"), Network.SANDBOX).template());
        assertThat(template.transactions()).hasSize(6_000);
        assertThat(get(new BlockSender(rpc("secret"))
                .submit(MinedBlock.from(template, SCRIPT, CoinbaseOutputs.NONE, 1).block())))
                .isEqualTo(new BlockAnswer.Accepted());
    }

    @Test
    void many_calls_at_once_are_all_answered() throws Exception {
        BitcoinNode node = new BitcoinNode(rpc("secret"), Network.SANDBOX);
        List<CompletableFuture<BlockTemplate>> calls = IntStream.range(0, 50)
                .mapToObj(_ -> node.template().toCompletableFuture()).toList();
        for (CompletableFuture<BlockTemplate> call : calls) {
            assertThat(get(call).tip().height()).isEqualTo(950_000);
        }
    }

    @Test
    void a_wrong_password_and_a_wrong_network_are_told_to_the_operator() {
        assertThatThrownBy(() -> get(new BitcoinNode(rpc("wrong"), Network.SANDBOX).template()))
                .hasMessageContaining("refuses our login").hasMessageNotContaining("wrong");
        assertThatThrownBy(() -> get(new BitcoinNode(rpc("secret"), Network.MAINNET).template()))
                .hasMessageContaining("is on the network \"sandbox\", but Sluice is set up for \"main\"");
    }

    @Test
    void a_node_that_goes_away_and_comes_back_is_noticed() throws Exception {
        BitcoinNode node = new BitcoinNode(rpc("secret"), Network.SANDBOX);
        get(node.bestBlock());
        int port = ((InetSocketAddress) listener.localAddress()).getPort();
        listener.close().sync();
        BitcoinNode gone = new BitcoinNode(
                new NodeRpc(new JdkHttpPost(executor, JdkHttpPost.PATIENT_TIMEOUT),
                        NodeAddress.parse("127.0.0.1:" + port),
                        new PasswordLogin("miner", "secret")),
                Network.SANDBOX);
        assertThatThrownBy(() -> get(gone.bestBlock())).hasMessageContaining("can not be reached (connection refused)");
        listen(Sandboxes.settings());
        assertThat(get(new BitcoinNode(rpc("secret"), Network.SANDBOX).bestBlock()))
                .isEqualTo(onOwner(() -> chain.tip().hash()));
    }

    private void listen(SandboxSettings settings) throws Exception {
        chain = onOwner(() -> new SandboxChain(settings, clock, new SplittableRandom(7)));
        SandboxRpc rpc = onOwner(() -> new SandboxRpc(chain));
        listener = new ServerBootstrap().group(loops).channel(NioServerSocketChannel.class)
                .childHandler(new SandboxNode(rpc, owner, "miner", "secret"))
                .bind(InetAddress.getLoopbackAddress(), 0).sync().channel();
    }

    private NodeRpc rpc(String password) {
        int port = ((InetSocketAddress) listener.localAddress()).getPort();
        return new NodeRpc(http, NodeAddress.parse("http://127.0.0.1:" + port), new PasswordLogin("miner", password));
    }

    private <T> T onOwner(Callable<T> work) throws Exception {
        CompletableFuture<T> done = new CompletableFuture<>();
        owner.execute(() -> {
            try {
                done.complete(work.call());
            } catch (Exception failure) {
                done.completeExceptionally(failure);
            }
        });
        return done.get();
    }

    private static <T> T get(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get();
    }
}
