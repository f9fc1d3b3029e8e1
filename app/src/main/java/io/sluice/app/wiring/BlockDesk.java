package io.sluice.app.wiring;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.sluice.app.node.BlockAnswer;
import io.sluice.app.node.BlockSender;
import io.sluice.app.node.BlockStore;
import io.sluice.app.node.DiskAnswer;
import io.sluice.mining.bitcoin.BlockHash;
import io.sluice.mining.bitcoin.BlockHeader;
import io.sluice.mining.candidate.BlockAssembler;
import io.sluice.mining.port.BlockSubmitter;
import io.sluice.mining.share.SolvedBlock;
import io.sluice.wire.type.Bytes;

/**
 * Takes a solved block to disk and to every node at the same moment; neither waits for the other. A node that can not be reached is
 * tried again, and so is a disk that does not take the block while no node has answered. What a kill left on disk without an answer is
 * submitted at the next start.
 *
 * <p>Safe on any thread.
 */
final class BlockDesk implements BlockSubmitter {

    private static final Logger LOG = LoggerFactory.getLogger("sluice.blocks");
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int ATTEMPTS = 600;
    /** At the end a node gets so long to answer. */
    private static final Duration LAST_PATIENCE = Duration.ofSeconds(5);
    /** Between two lines about a node or a disk that does not take a block, in attempts. */
    private static final int SILENCE = 60;
    /** Blocks known again when they come again. */
    private static final int RECENT = 1000;

    private final List<BlockSender> nodes;
    private final BlockStore store;
    private final Executor disk;
    private final ScheduledExecutorService later;
    private final Runnable newTip;
    // Blocks are rare: nobody waits here.
    private final SequencedSet<BlockHash> recent = new LinkedHashSet<>();
    private final Set<Verdict> unsettled = ConcurrentHashMap.newKeySet();
    private final AtomicLong found = new AtomicLong();
    private final AtomicLong accepted = new AtomicLong();
    private final AtomicLong lostRace = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();

    /**
     * @param disk where files are read and written
     * @param later for further attempts
     * @param newTip told when a node has taken a block: there is a new tip
     */
    BlockDesk(
            List<BlockSender> nodes, BlockStore store, Executor disk, ScheduledExecutorService later, Runnable newTip) {
        this.nodes = List.copyOf(nodes);
        this.store = store;
        this.disk = disk;
        this.later = later;
        this.newTip = newTip;
    }

    @Override
    public void submit(SolvedBlock block) {
        if (!isNews(block.hash())) {
            LOG.debug("{} brought block {} again", block.finder(), block.hash());
            return;
        }
        LOG.info("{} found block {} at height {}", block.finder(), block.hash(), block.candidate().tip().height());
        Bytes bytes = BlockAssembler.block(
                BlockHeader.read(block.header().toArray(), 0), block.coinbase(), block.candidate().template());
        Verdict verdict = new Verdict(block.hash());
        disk.execute(() -> save(bytes, verdict, 0));
        submit(bytes, verdict);
    }

    private void save(Bytes bytes, Verdict verdict, int failures) {
        if (!(store.save(verdict.hash, bytes) instanceof DiskAnswer.Failed<String>(String sentence))) {
            verdict.saved.complete(true);
            return;
        }
        if (failures % SILENCE == 0) {
            LOG.error("block {} is on its way to the node, but not on disk, which is tried again each second: {}",
                    verdict.hash, sentence);
        }
        if (verdict.counted.get()) {
            verdict.saved.complete(false);
        } else {
            later.schedule(() -> disk.execute(() -> save(bytes, verdict, failures + 1)), PAUSE.toMillis(),
                    TimeUnit.MILLISECONDS);
        }
    }

    /** Submits what an earlier run left without an answer, as soon as it is read from disk. */
    void submitLeftOver() {
        disk.execute(() -> {
            BlockStore.Unsubmitted left = store.unsubmitted();
            left.complaints().forEach(LOG::warn);
            left.blocks().stream().filter(block -> isNews(block.hash())).forEach(block -> {
                LOG.warn("block {} of an earlier run was never answered; submitting it now", block.hash());
                Verdict verdict = new Verdict(block.hash());
                verdict.saved.complete(true);
                submit(block.bytes(), verdict);
            });
        });
    }

    /**
     * Waits a little until every block is on disk and has its answer. The stage always completes; a block that has no answer by then
     * lies on disk for the next start.
     */
    CompletionStage<Void> settled() {
        CompletableFuture<Void> all = CompletableFuture.allOf(
                unsettled.stream().map(verdict -> verdict.settled).toArray(CompletableFuture[]::new));
        if (!all.isDone()) {
            later.schedule(() -> all.complete(null), LAST_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        }
        return all;
    }

    BlockCounts counts() {
        return new BlockCounts(found.get(), accepted.get(), lostRace.get(), refused.get());
    }

    /** A miner may send its solution again, even as a duplicate or on a dead job: it stays one block. */
    private boolean isNews(BlockHash hash) {
        synchronized (recent) {
            return recent.add(hash) && (recent.size() <= RECENT || recent.remove(recent.getFirst()));
        }
    }

    private void submit(Bytes bytes, Verdict verdict) {
        found.incrementAndGet();
        unsettled.add(verdict);
        verdict.settled.thenRun(() -> unsettled.remove(verdict));
        nodes.forEach(node -> attempt(node, bytes, verdict, ATTEMPTS));
    }

    private void attempt(BlockSender node, Bytes bytes, Verdict verdict, int attemptsLeft) {
        node.submit(bytes).thenAccept(answer -> {
            switch (answer) {
                case BlockAnswer.Accepted() -> {
                    verdict.accepted(node);
                    newTip.run();
                }
                case BlockAnswer.LostRace(String words) -> {
                    verdict.lostRace(node, words);
                    newTip.run();
                }
                case BlockAnswer.Refused(String reason) -> verdict.refused(node, reason);
                case BlockAnswer.Unreachable(String sentence) -> {
                    // A block that is nowhere else is not given up.
                    if (attemptsLeft <= 1 && verdict.saved.isDone()) {
                        LOG.error("block {} never reached {}: {} It is kept on disk and submitted at the next start",
                                verdict.hash, node.address(), sentence);
                        verdict.settled.complete(null);
                    } else {
                        if (attemptsLeft % SILENCE == 0) {
                            LOG.error("block {} has not reached {} and is tried again each second: {}", verdict.hash,
                                    node.address(), sentence);
                        }
                        later.schedule(
                                () -> attempt(node, bytes, verdict, attemptsLeft - 1), PAUSE.toMillis(),
                                TimeUnit.MILLISECONDS);
                    }
                }
            }
        });
    }

    /** What the nodes say about one block: the best answer counts, once. */
    private final class Verdict {

        private final BlockHash hash;
        // Whether it is on disk, once that is decided.
        private final CompletableFuture<Boolean> saved = new CompletableFuture<>();
        private final CompletableFuture<Void> settled = new CompletableFuture<>();
        private final AtomicBoolean counted = new AtomicBoolean();
        private final AtomicInteger refusals = new AtomicInteger();

        private Verdict(BlockHash hash) {
            this.hash = hash;
        }

        private void accepted(BlockSender node) {
            LOG.info("block {} was accepted by {}", hash, node.address());
            count(accepted);
        }

        private void lostRace(BlockSender node, String words) {
            // It may be the tip all the same: the pool or another node was quicker to bring it.
            node.isInBestBranch(hash).thenAccept(isThere -> {
                if (isThere) {
                    LOG.info("block {} is in the chain of {} already", hash, node.address());
                    count(accepted);
                } else {
                    LOG.info("block {} lost its race, says {}: {}", hash, node.address(), words);
                    count(lostRace);
                }
            });
        }

        private void refused(BlockSender node, String reason) {
            LOG.error("block {} was refused by {}: {}. The file is kept; please report this", hash, node.address(),
                    reason);
            if (refusals.incrementAndGet() == nodes.size()) {
                count(refused);
            }
        }

        private void mark(boolean isThere) {
            if (isThere && store.markSubmitted(hash) instanceof DiskAnswer.Failed<String>(String sentence)) {
                LOG.warn("block {} will be submitted once more at the next start: {}", hash, sentence);
            }
        }

        private void count(AtomicLong counter) {
            if (counted.compareAndSet(false, true)) {
                counter.incrementAndGet();
                // A quick node answers before the file is on disk, and only a file that is there can be renamed.
                saved.thenAcceptAsync(this::mark, disk).whenComplete((_, _) -> settled.complete(null));
            }
        }
    }
}
