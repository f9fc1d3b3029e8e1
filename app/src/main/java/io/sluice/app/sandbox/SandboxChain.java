package io.sluice.app.sandbox;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.random.RandomGenerator;

import io.sluice.mining.bitcoin.Block;
import io.sluice.mining.bitcoin.BlockHash;
import io.sluice.mining.bitcoin.MalformedTransaction;
import io.sluice.mining.bitcoin.Transaction;
import io.sluice.mining.bitcoin.TxInput;
import io.sluice.mining.bitcoin.WitnessCommitment;
import io.sluice.wire.type.Bytes;

/**
 * The sandbox without its socket: a chain that grows by whoever mines on it, with side branches and reorganisations, and a mempool
 * that fills by itself.
 *
 * <p>Belongs to one thread, except {@link #listen}.
 */
public final class SandboxChain {

    private static final int REMEMBERED_INVALID = 256;
    /** What nodes leave free for a coinbase: weight units, then sigop cost. */
    private static final int RESERVED_WEIGHT = 8_000;
    private static final int RESERVED_SIGOPS = 400;
    private static final Bytes RESERVED_VALUE = BlockHash.ZERO.internal();

    private final SandboxSettings settings;
    private final InstantSource clock;
    private final BlockRules rules;
    private final BlockTree tree;
    private final Mempool mempool;
    private final HouseMiner houseMiner;
    private final List<SandboxListener> listeners = new CopyOnWriteArrayList<>();
    /** Hashes of blocks that broke a rule for good, oldest first. */
    private final Set<BlockHash> invalid = new LinkedHashSet<>();

    /** @param clock wall clock, for the times of blocks */
    public SandboxChain(SandboxSettings settings, InstantSource clock, RandomGenerator random) {
        this.settings = settings;
        this.clock = clock;
        this.rules = new BlockRules(settings);
        this.houseMiner = new HouseMiner(settings, random);
        this.tree = new BlockTree(houseMiner.root(settings.firstHeight() - 1, now() - 1));
        this.mempool = new Mempool(new MadeUpTransactions(random), settings.transactionsPerSecond(),
                settings.mempoolLimit(), clock.instant());
    }

    public SandboxSettings settings() {
        return settings;
    }

    /** Adds a listener. Any thread. */
    public void listen(SandboxListener listener) {
        listeners.add(listener);
    }

    public SandboxBlock tip() {
        return tree.tip();
    }

    /** A block of any branch that is not buried too deep. */
    public Optional<SandboxBlock> block(BlockHash hash) {
        return tree.find(hash);
    }

    /** The block at a height of the best branch, unless it is buried too deep. */
    public Optional<SandboxBlock> blockAt(int height) {
        return tree.at(height);
    }

    /** A transaction that waits or is in a block that is not buried too deep; coinbases are not among them. */
    public Optional<MempoolTransaction> transaction(BlockHash txid) {
        return mempool.find(txid);
    }

    /** The transactions that can be mined now, parents before children. */
    public List<MempoolTransaction> waiting() {
        mempool.arriveUntil(clock.instant());
        return mempool.waiting();
    }

    /** What to mine now. */
    public SandboxTemplate template() {
        return templateOn(tree.tip(), fitting(waiting()));
    }

    /** Judges a block, and takes it if it is good. */
    public SubmitVerdict submit(Bytes bytes) {
        SubmitVerdict verdict = judge(bytes);
        for (SandboxListener listener : listeners) {
            switch (verdict) {
                case SubmitVerdict.Accepted(SandboxBlock block) -> listener.blockSubmitted(block, true);
                case SubmitVerdict.Aside(SandboxBlock block) -> listener.blockSubmitted(block, false);
                case SubmitVerdict.Rejected(String reason) -> listener.blockRejected(reason);
                case SubmitVerdict.Undecodable(String why) -> listener.blockRejected(why);
            }
        }
        if (verdict instanceof SubmitVerdict.Accepted) {
            tellTip();
        }
        return verdict;
    }

    /** Judges a block that nobody has worked on yet (BIP 23 proposal); nothing is what a good one gets. */
    public Optional<String> propose(Bytes bytes) throws MalformedTransaction {
        Block block = Block.read(bytes);
        BlockHash hash = block.header().hash();
        if (tree.find(hash).isPresent()) {
            return Optional.of("duplicate");
        }
        if (invalid.contains(hash)) {
            return Optional.of("duplicate-invalid");
        }
        if (!block.header().prevHash().equals(tree.tip().hash())) {
            return Optional.of("inconclusive-not-best-prevblk");
        }
        try {
            check(block, tree.tip(), false);
            return Optional.empty();
        } catch (BlockRejected rejected) {
            return Optional.of(rejected.reason());
        }
    }

    /**
     * Somebody else finds a block on the tip, with all that waits. It is believed without work: here the sandbox is the network.
     */
    public SandboxBlock mine() {
        return mine(template());
    }

    /** As {@link #mine()}, with the coinbase alone and on any known block: the beginning of a reorganisation. */
    public SandboxBlock mineEmptyBlock(SandboxBlock parent) {
        return mine(templateOn(parent, List.of()));
    }

    /** Makes one of several equally high blocks the tip; false when it is unknown or lower than the tip. */
    public boolean prefer(BlockHash hash) {
        SandboxBlock before = tree.tip();
        boolean preferred = tree.find(hash).filter(tree::prefer).isPresent();
        if (preferred && !before.equals(tree.tip())) {
            settle();
            tellTip();
        }
        return preferred;
    }

    /** How many blocks stand on this one and count themselves; -1 for a block beside the best branch. */
    public int confirmations(SandboxBlock block) {
        return tree.confirmations(block);
    }

    /** The median time of a block and those before it, Unix seconds. */
    public long medianTime(SandboxBlock block) {
        return tree.medianTime(block);
    }

    private SubmitVerdict judge(Bytes bytes) {
        Block block;
        try {
            block = Block.read(bytes);
        } catch (MalformedTransaction malformed) {
            return new SubmitVerdict.Undecodable("Block decode failed");
        }
        if (!block.coinbase().isCoinbase()) {
            return new SubmitVerdict.Undecodable("Block does not start with a coinbase");
        }
        BlockHash hash = block.header().hash();
        if (tree.find(hash).isPresent()) {
            return new SubmitVerdict.Rejected("duplicate");
        }
        if (invalid.contains(hash)) {
            return new SubmitVerdict.Rejected("duplicate-invalid");
        }
        BlockHash parentHash = block.header().prevHash();
        Optional<SandboxBlock> parent = tree.find(parentHash);
        try {
            if (parent.isEmpty()) {
                rules.checkForm(block, true);
                return new SubmitVerdict.Rejected(invalid.contains(parentHash) ? "bad-prevblk" : "prev-blk-not-found");
            }
            SandboxBlock taken = check(settings.mendsCoinbases() ? mended(block) : block, parent.get(), true);
            return add(taken) ? new SubmitVerdict.Accepted(taken) : new SubmitVerdict.Aside(taken);
        } catch (BlockRejected rejected) {
            if (rejected.lasting()) {
                remember(hash);
            }
            return new SubmitVerdict.Rejected(rejected.reason());
        }
    }

    private SandboxBlock check(Block block, SandboxBlock parent, boolean withWork) throws BlockRejected {
        int height = parent.height() + 1;
        long medianTime = tree.medianTime(parent);
        rules.checkForm(block, withWork);
        rules.checkHeader(block.header(), medianTime, now());
        rules.checkBody(block, height, medianTime);
        return SandboxBlock.of(block, height,
                rules.checkSpending(block, height, tree.txidsUpTo(parent), mempool));
    }

    private SandboxBlock mine(SandboxTemplate template) {
        SandboxBlock block = houseMiner.mine(template);
        if (add(block)) {
            tellTip();
        }
        return block;
    }

    private SandboxTemplate templateOn(SandboxBlock parent, List<MempoolTransaction> transactions) {
        return SandboxTemplate.of(parent, tree.medianTime(parent) + 1, now(), transactions,
                settings.network().subsidyAt(parent.height() + 1));
    }

    /** From the oldest on, as many as a block can take. */
    private static List<MempoolTransaction> fitting(List<MempoolTransaction> waiting) {
        List<MempoolTransaction> fitting = new ArrayList<>();
        long weight = RESERVED_WEIGHT;
        long sigops = RESERVED_SIGOPS;
        for (MempoolTransaction transaction : waiting) {
            weight += transaction.weight();
            sigops += transaction.sigops();
            if (weight > BlockRules.MAX_WEIGHT || sigops > BlockRules.MAX_SIGOPS) {
                break;
            }
            fitting.add(transaction);
        }
        return fitting;
    }

    /** Adds a block that is valid; returns whether it is the new tip. */
    private boolean add(SandboxBlock block) {
        boolean isTip = tree.add(block);
        if (isTip) {
            settle();
        }
        return isTip;
    }

    /** Brings the mempool in line with a new tip. */
    private void settle() {
        tree.prune().forEach(buried -> mempool.forget(buried.txids()));
        mempool.confirm(tree.txidsUpTo(tree.tip()));
    }

    private void tellTip() {
        listeners.forEach(listener -> listener.tipChanged(tree.tip()));
    }

    private void remember(BlockHash hash) {
        invalid.add(hash);
        if (invalid.size() > REMEMBERED_INVALID) {
            invalid.remove(invalid.iterator().next());
        }
    }

    /** A coinbase that commits to witnesses and has none of its own gets it, as Bitcoin Core does. */
    private static Block mended(Block block) {
        Transaction coinbase = block.coinbase();
        if (coinbase.hasWitness() || WitnessCommitment.in(coinbase.outputs()).isEmpty()) {
            return block;
        }
        TxInput bare = coinbase.inputs().getFirst();
        TxInput mended = new TxInput(
                bare.prevTxid(), bare.prevIndex(), bare.scriptSig(), bare.sequence(), List.of(RESERVED_VALUE));
        List<Transaction> transactions = new ArrayList<>(block.transactions());
        transactions.set(0, new Transaction(
                coinbase.version(), Collections.singletonList(mended), coinbase.outputs(), coinbase.lockTime()));
        return new Block(block.header(), transactions);
    }

    private long now() {
        return clock.instant().getEpochSecond();
    }
}
