package io.sluice.pool.template;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.sluice.datum.message.JobValidationReply;
import io.sluice.datum.message.JobValidationRequest;
import io.sluice.pool.chain.BlockAnswer;
import io.sluice.pool.chain.BlockAnswer.Outcome;
import io.sluice.pool.chain.ChainView;
import io.sluice.pool.share.SolvedShare;
import io.sluice.wire.type.Bytes;

/**
 * The solved shares of one connection on their way to the node.
 *
 * <p>Who sends one has really found a header that meets the network's target, so their number needs no other limit than what a
 * connection may be waiting for: {@value #MOST_WAITING}.
 *
 * <p>Threading: the connection's thread. Answers of the node go to the books on whatever thread they come.
 */
public final class SolvedShares {

    private static final Logger LOG = LoggerFactory.getLogger("sluice.blocks");
    private static final int MOST_WAITING = 8;

    private final ChainView chain;
    private final BlockBooks books;
    private final List<SolvedShare> waiting = new ArrayList<>();

    public SolvedShares(ChainView chain, BlockBooks books) {
        this.chain = chain;
        this.books = books;
    }

    /** Takes a solved share; returns the question that the gateway has to be asked before it is a block, if any. */
    public Optional<JobValidationRequest> add(SolvedShare solved) {
        LOG.info("block {} at height {} found by {}", solved.hash(), solved.job().height(),
                solved.username().toUtf8());
        books.found(solved);
        if (!solved.needsTransactions()) {
            submit(solved, List.of());
            return Optional.empty();
        }
        if (waiting.size() >= MOST_WAITING) {
            giveUp(waiting.removeFirst(), "the gateway did not show its transactions in time");
        }
        waiting.add(solved);
        return Optional.of(new JobValidationRequest.SendAll(solved.slot()));
    }

    /** Takes the gateway's answer to a question. */
    public void answered(JobValidationReply reply) {
        switch (reply) {
            case JobValidationReply.AllTransactions(int slot, List<Bytes> raw) ->
                firstWaiting(solved -> solved.slot() == slot).ifPresent(solved -> submit(solved, raw));
            case JobValidationReply.Refusal refusal -> firstWaiting(solved -> solved.slot() == refusal.slot())
                    .ifPresent(solved -> giveUp(solved, "the gateway does not show its transactions: "
                            + refusal.error().words()));
            // Never asked for.
            case JobValidationReply.ShortIdList _,JobValidationReply.SomeTransactions _ -> {
            }
        }
    }

    /** The connection is over: what waits for an answer will get none. */
    public void abandon() {
        waiting.forEach(solved -> giveUp(solved, "the gateway left before it showed its transactions"));
        waiting.clear();
    }

    private Optional<SolvedShare> firstWaiting(Predicate<SolvedShare> wanted) {
        Iterator<SolvedShare> all = waiting.iterator();
        while (all.hasNext()) {
            SolvedShare solved = all.next();
            if (wanted.test(solved)) {
                all.remove();
                return Optional.of(solved);
            }
        }
        return Optional.empty();
    }

    private void submit(SolvedShare solved, List<Bytes> transactions) {
        Bytes block;
        try {
            block = BlockAssembly.assemble(solved, transactions);
        } catch (BlockAssembly.WrongTransactions wrong) {
            giveUp(solved, wrong.sentence());
            return;
        }
        chain.submitBlock(block).thenAccept(answer -> {
            LOG.info("block {} at height {}: {} {}", solved.hash(), solved.job().height(), answer.outcome(),
                    answer.words());
            books.decided(solved.hash(), answer);
        });
    }

    private void giveUp(SolvedShare solved, String words) {
        LOG.info("block {} is left to the gateway that found it: {}", solved.hash(), words);
        books.decided(solved.hash(), new BlockAnswer(Outcome.NOT_SUBMITTED, words));
    }
}
