package io.sluice.datum.link;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Consumer;

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
 * <p>An answer names the value alone, so a late one for another block could be taken for the answer to a question of the same
 * value. Questions that were given up are therefore remembered for a while: answers come in the order of the questions.
 *
 * <p>Belongs to the pool link's loop.
 */
final class CoinbaserQueue {

    /** How long an answer is waited for. */
    static final Duration PATIENCE = Duration.ofSeconds(5);
    /** Below this value a pool is not asked (a rule of the protocol, made for mainnet). */
    static final long LEAST_VALUE = 31_250_000;

    private static final int MOST_WAITING = 4;
    private static final int MOST_GIVEN_UP = 8;
    private static final Duration LATE = Duration.ofSeconds(10);

    /** One question. */
    private static final class Question {

        private final long value;
        private final BlockHash prevHash;
        private final Consumer<CoinbaseOutputs> answer;
        private long sentAt;
        private boolean ambiguous;

        Question(long value, BlockHash prevHash, Consumer<CoinbaseOutputs> answer) {
            this.value = value;
            this.prevHash = prevHash;
            this.answer = answer;
        }
    }

    private final Ticker ticker;
    private final Consumer<CoinbaserRequest> pool;
    private final LinkJournal journal;
    private final Deque<Question> waiting = new ArrayDeque<>();
    private final Deque<Question> givenUp = new ArrayDeque<>();
    private @Nullable Question open;

    /** @param pool takes what is to be sent */
    CoinbaserQueue(Ticker ticker, Consumer<CoinbaserRequest> pool, LinkJournal journal) {
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
        Optional<Question> late = takeGivenUp(response.value());
        if (asked == null || asked.value != response.value()) {
            return false;
        }
        if (late.isPresent() && !late.get().prevHash.equals(asked.prevHash)) {
            asked.ambiguous = true;
            return false;
        }
        finish(asked, outputs(response));
        return true;
    }

    /** Looks at the clock. */
    void tick() {
        Question asked = open;
        if (asked != null && ticker.nanos() - asked.sentAt >= PATIENCE.toNanos()) {
            if (!asked.ambiguous) {
                givenUp.addLast(asked);
                if (givenUp.size() > MOST_GIVEN_UP) {
                    givenUp.removeFirst();
                }
            }
            journal.noPayoutList("the pool did not say within " + PATIENCE.toSeconds() + " s whom to pay");
            finish(asked, CoinbaseOutputs.NONE);
        }
    }

    /** The connection is gone: nobody will answer. */
    void clear() {
        Question asked = open;
        open = null;
        givenUp.clear();
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
        if (open == null && !waiting.isEmpty()) {
            Question next = waiting.removeFirst();
            next.sentAt = ticker.nanos();
            open = next;
            pool.accept(new CoinbaserRequest(next.value, next.prevHash));
        }
    }

    private Optional<Question> takeGivenUp(long value) {
        long now = ticker.nanos();
        givenUp.removeIf(question -> now - question.sentAt >= LATE.toNanos());
        for (Iterator<Question> all = givenUp.iterator(); all.hasNext();) {
            Question question = all.next();
            if (question.value == value) {
                all.remove();
                return Optional.of(question);
            }
        }
        return Optional.empty();
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
