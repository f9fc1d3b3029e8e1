package io.sluice.simulation.world;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.sluice.app.sandbox.SandboxBlock;
import io.sluice.app.sandbox.SandboxChain;
import io.sluice.app.sandbox.SandboxListener;
import io.sluice.app.sandbox.SandboxRpc;
import io.sluice.app.sandbox.SandboxSettings;
import io.sluice.mining.bitcoin.HashRate;
import io.sluice.mining.bitcoin.Network;
import io.sluice.simulation.node.VirtualNode;
import io.sluice.simulation.time.Chance;
import io.sluice.simulation.time.VirtualTime;
import io.sluice.simulation.trace.Happening;
import io.sluice.simulation.trace.Watcher;

/** The Bitcoin network: one chain, and the nodes through which the programs see it. Others mine on it, too. */
public final class NodeFarm {

    /** Where the gateway's node listens. */
    public static final int GATEWAY_NODE = 8332;
    /** Where the pool's node listens, if it has one of its own. */
    public static final int POOL_NODE = 8333;

    private static final int HEIGHT = 950_000;
    private static final double TRANSACTIONS_PER_SECOND = 0.3;
    private static final int MOST_TRANSACTIONS = 30;
    private static final Duration LONG_POLL = Duration.ofSeconds(60);

    private final VirtualTime time;
    private final Chance chance;
    private final SandboxChain chain;
    private final Map<Integer, VirtualNode> nodes = new TreeMap<>();
    private final Duration blockTime;

    NodeFarm(VirtualTime time, Chance chance, Setting setting, Watcher trace) {
        this.time = time;
        this.chance = chance;
        this.blockTime = setting.blockTime();
        SandboxSettings settings = new SandboxSettings(
                Network.SANDBOX,
                SandboxSettings.nBitsFor(new HashRate(setting.hashRate()), setting.ownBlockTime()),
                HEIGHT, TRANSACTIONS_PER_SECOND, MOST_TRANSACTIONS, false);
        this.chain = new SandboxChain(settings, time::instant, chance.of("chain"));
        SandboxRpc rpc = new SandboxRpc(chain);
        chain.listen(new SandboxListener() {
            @Override
            public void tipChanged(SandboxBlock tip) {
                trace.see(new Happening.TipChanged("network", tip.hash(), tip.height()));
            }
        });
        nodes.put(GATEWAY_NODE, new VirtualNode("node of the gateway", time, chance.of("gateway's node"), rpc, trace));
        nodes.put(POOL_NODE, new VirtualNode("node of the pool", time, chance.of("pool's node"), rpc, trace));
        answerWaiting(rpc);
        othersMine();
    }

    Map<Integer, VirtualNode> byPort() {
        return nodes;
    }

    /** All nodes. */
    public List<VirtualNode> nodes() {
        return List.copyOf(nodes.values());
    }

    /** The node that the gateway asks. */
    public VirtualNode ofGateway() {
        return node(GATEWAY_NODE);
    }

    /** The node that the pool asks when it has one of its own. */
    public VirtualNode ofPool() {
        return node(POOL_NODE);
    }

    private VirtualNode node(int port) {
        VirtualNode node = nodes.get(port);
        if (node == null) {
            throw new IllegalStateException("no node at " + port);
        }
        return node;
    }

    /** The block that all build on. */
    public SandboxBlock tip() {
        return chain.tip();
    }

    /** Whether a block is part of the best branch now. */
    public boolean isInChain(io.sluice.mining.bitcoin.BlockHash hash) {
        return chain.block(hash).map(block -> chain.confirmations(block) >= 0).orElse(false);
    }

    /** Others find a block on the tip. */
    public void mine() {
        chain.mine();
    }

    /** Others find a block beside the tip: two at one height. */
    public void mineBeside() {
        chain.block(chain.tip().parent()).ifPresent(chain::mineEmptyBlock);
    }

    /** Others find a longer branch beside the tip, which is void then. */
    public void reorganise() {
        chain.block(chain.tip().parent()).ifPresent(parent -> chain.mineEmptyBlock(chain.mineEmptyBlock(parent)));
    }

    private void othersMine() {
        time.after(chance.until(blockTime), () -> {
            mine();
            othersMine();
        });
    }

    private void answerWaiting(SandboxRpc rpc) {
        time.after(LONG_POLL.toNanos(), () -> {
            answerWaiting(rpc);
            rpc.answerWaiting();
        });
    }
}
