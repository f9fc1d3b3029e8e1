package io.sluice.datum.link;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;

import org.jspecify.annotations.Nullable;

import io.sluice.datum.message.CoinbaserRequest;
import io.sluice.datum.message.CoinbaserResponse;
import io.sluice.datum.message.PayoutList;
import io.sluice.mining.bitcoin.BlockHash;
import io.sluice.mining.candidate.CoinbaseOutputs;
import io.sluice.mining.time.Ticker;

/**
 * The questions "who is paid?" to a pool: one is open at a time, the others wait (section 4.2).
 *
 * <p>An answer names the value alone. Answers come in the order of the questions, so an answer means the first question of its value
 * that has none, also if nobody waits for that one any more: see {@link OwedLists}.
 *
 * <p>Belongs to the pool link's loop.
 */
final class CoinbaserQueue {

    /** How long an answer is waited for. */
    static final Duration PATIENCE = Duration.ofSeconds(5);
    /** Below this value a pool is not asked (a rule of the protocol, made for mainnet). */
    static final long LEAST_VALUE = 31_250_000;

    private static final int MOST_WAITING = 4;

    /** One question. */
    private static final class Question {

        private final long value;
        private final BlockHash prevHash;
        private final Consumer<CoinbaseOutputs> answer;
        private long sentAt;
        private long end;

        Question(long value, BlockHash prevHash, Consumer<CoinbaseOutputs> answer) {
            this.value = value;
            this.prevHash = prevHash;
            this.answer = answer;
        }
    }

    private final Ticker ticker;
    private final ToLongFunction<CoinbaserRequest> pool;
    private final LinkJournal journal;
    private final Deque<Question> waiting = new ArrayDeque<>();
    private final OwedLists owed = new OwedLists();
    private @Nullable Question open;

    /** @param pool takes what is to be sent, and says which byte of the connection is its last */
    CoinbaserQueue(Ticker ticker, ToLongFunction<CoinbaserRequest> pool, LinkJournal journal) {
        this.ticker = ticker;
        this.pool = pool;
        this.journal = journal;
    }

    /**
     * Asks, now or when it is this question's turn.
     *
     * @param answer called once: with the pool's list, or with none if there is none in time
     */
    void ask(long value, BlockHash prevHash, Consumer<CoinbaseOutputs> answer) {
        waiting.addLast(new Question(value, prevHash, answer));
        if (waiting.size() > MOST_WAITING) {
            waiting.removeFirst().answer.accept(CoinbaseOutputs.NONE);
        }
        askNext();
    }

    /** Takes an answer. Returns whether it was one to the open question. */
    boolean answered(CoinbaserResponse response) {
        Question asked = open;
        Optional<BlockHash> late = owed.came(response.value());
        if (asked == null || asked.value != response.value()
                || late.isPresent() && !late.get().equals(asked.prevHash)) {
            return false;
        }
        if (late.isPresent()) {
            // As good as its own, which is still to come.
            owe(asked);
        } else {
            poolHasRead(asked.end);
        }
        finish(asked, outputs(response));
        return true;
    }

    /**
     * The pool answered something, and so has read the connection up to there.
     *
     * @param end which byte of the connection was the last of what it answered
     */
    void poolHasRead(long end) {
        owed.poolHasRead(end, ticker.nanos());
    }

    /** Looks at the clock. */
    void tick() {
        owed.tick(ticker.nanos());
        Question asked = open;
        if (asked != null && ticker.nanos() - asked.sentAt >= PATIENCE.toNanos()) {
            owe(asked);
            journal.noPayoutList("the pool did not say within " + PATIENCE.toSeconds() + " s whom to pay");
            finish(asked, CoinbaseOutputs.NONE);
        }
    }

    /** The connection is gone: nobody will answer. */
    void clear() {
        Question asked = open;
        open = null;
        owed.clear();
        if (asked != null) {
            asked.answer.accept(CoinbaseOutputs.NONE);
        }
        while (!waiting.isEmpty()) {
            waiting.removeFirst().answer.accept(CoinbaseOutputs.NONE);
        }
    }

    private void finish(Question asked, CoinbaseOutputs outputs) {
        open = null;
        asked.answer.accept(outputs);
        askNext();
    }

    private void askNext() {
        while (open == null && !waiting.isEmpty()) {
            Question next = waiting.removeFirst();
            if (owed.areTooMany()) {
                next.answer.accept(CoinbaseOutputs.NONE);
            } else {
                open = next;
                next.sentAt = ticker.nanos();
                next.end = pool.applyAsLong(new CoinbaserRequest(next.value, next.prevHash));
            }
        }
    }

    private void owe(Question asked) {
        owed.add(asked.value, asked.prevHash, asked.end);
    }

    private CoinbaseOutputs outputs(CoinbaserResponse response) {
        return switch (response.payouts()) {
            case PayoutList.Kept kept -> new CoinbaseOutputs(kept.coinbaserId(), kept.payouts());
            case PayoutList.Refused(PayoutList.Fault fault, int _) -> {
                journal.noPayoutList("the pool's payout list was refused: " + fault.words());
                yield CoinbaseOutputs.NONE;
            }
        };
    }
}
