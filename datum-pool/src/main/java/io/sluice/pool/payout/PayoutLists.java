package io.sluice.pool.payout;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import io.sluice.datum.message.CoinbaserRequest;
import io.sluice.datum.message.CoinbaserResponse;
import io.sluice.datum.message.PayoutList;
import io.sluice.mining.bitcoin.BlockHash;
import io.sluice.mining.bitcoin.TxOutput;
import io.sluice.pool.share.KnownPayouts;
import io.sluice.wire.type.Bytes;

/**
 * Answers coinbaser requests, and remembers the answers: a share is good only if its coinbase follows one.
 *
 * <p>A list begins with the largest payout, because gateways drop from the end what a miner's coinbase has no room for. A
 * gateway that asks the same again gets the same list under the same id, unless the plan has changed its mind. The newest
 * {@value #MOST_QUESTIONS} questions are remembered; every answer goes to the archive as well, so that a restarted pool
 * {@linkplain #PayoutLists knows} them when gateways come back with work built on them.
 *
 * <p>Safe on any thread. The lock is held for microseconds, and asked for about twice a minute by each gateway.
 */
public final class PayoutLists implements KnownPayouts {

    /** Questions whose answers are remembered. */
    public static final int MOST_QUESTIONS = 4096;

    private static final int LAST_ID = 255;

    private final PayoutPlan plan;
    private final Bytes poolScript;
    private final Consumer<PayoutOffer> archive;
    private final LinkedHashMap<Question, List<PayoutOffer>> offers = new LinkedHashMap<>();

    /**
     * @param poolScript who gets everything where the plan names nobody
     * @param archive keeps new offers across restarts; must not block
     * @param earlier offers from before, oldest first
     */
    public PayoutLists(
            PayoutPlan plan, Bytes poolScript, Consumer<PayoutOffer> archive, Collection<PayoutOffer> earlier) {
        this.plan = plan;
        this.poolScript = poolScript;
        this.archive = archive;
        earlier.forEach(this::remember);
    }

    /** The answer to a gateway's question. */
    public synchronized CoinbaserResponse answer(CoinbaserRequest request) {
        List<TxOutput> payouts = fitting(plan.payouts(request.value()), request.value());
        PayoutOffer offer = givenBefore(request, payouts).orElseGet(() -> give(request, payouts));
        return CoinbaserResponse.of(request.value(), offer.coinbaserId(), payouts);
    }

    @Override
    public synchronized Optional<List<TxOutput>> find(BlockHash prevHash, long value, int coinbaserId) {
        return offers.getOrDefault(new Question(prevHash, value), List.of()).stream()
                .filter(offer -> offer.coinbaserId() == coinbaserId)
                .map(PayoutOffer::payouts)
                .findFirst();
    }

    private Optional<PayoutOffer> givenBefore(CoinbaserRequest request, List<TxOutput> payouts) {
        return offers.getOrDefault(new Question(request.prevHash(), request.value()), List.of()).stream()
                .filter(offer -> offer.payouts().equals(payouts))
                .findFirst();
    }

    private PayoutOffer give(CoinbaserRequest request, List<TxOutput> payouts) {
        List<PayoutOffer> before = offers.getOrDefault(new Question(request.prevHash(), request.value()), List.of());
        int id = before.isEmpty() ? 1 : before.getLast().coinbaserId() % LAST_ID + 1;
        var offer = new PayoutOffer(request.prevHash(), request.value(), id, payouts);
        remember(offer);
        archive.accept(offer);
        return offer;
    }

    private void remember(PayoutOffer offer) {
        var question = new Question(offer.prevHash(), offer.value());
        List<PayoutOffer> known = offers.computeIfAbsent(question, unasked -> new ArrayList<>());
        known.removeIf(old -> old.coinbaserId() == offer.coinbaserId());
        known.add(offer);
        if (offers.size() > MOST_QUESTIONS) {
            offers.pollFirstEntry();
        }
    }

    /** What a gateway will keep whole: sorted, without zeros, and cut where blob or value ends. */
    private List<TxOutput> fitting(List<TxOutput> planned, long value) {
        List<TxOutput> sorted = planned.stream()
                .filter(output -> output.value() > 0)
                .sorted(Comparator.comparingLong(TxOutput::value).reversed())
                .toList();
        List<TxOutput> fitting = new ArrayList<>();
        int room = CoinbaserResponse.LONGEST_BLOB - 1;
        long left = value;
        for (TxOutput output : sorted) {
            room -= PayoutList.OUTPUT_HEAD + output.script().length();
            if (room < 0 || output.value() > left || fitting.size() == PayoutList.MOST_OUTPUTS) {
                break;
            }
            left -= output.value();
            fitting.add(output);
        }
        return fitting.isEmpty() ? List.of(new TxOutput(value, poolScript)) : List.copyOf(fitting);
    }

    private record Question(BlockHash prevHash, long value) {}
}
