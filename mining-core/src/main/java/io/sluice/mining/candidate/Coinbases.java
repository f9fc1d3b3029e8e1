package io.sluice.mining.candidate;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;

import org.jspecify.annotations.Nullable;

import io.sluice.mining.bitcoin.ProofOfTarget;

/**
 * All coinbases of one piece of work: one for each class, and each of them with every commitment that was asked for.
 *
 * <p>Safe on any thread.
 */
final class Coinbases {

    private static final int COMMITMENTS = 64;

    private final Map<CoinbaseClass, BuiltCoinbase> built = new EnumMap<>(CoinbaseClass.class);
    // Filled when first asked for. Two threads may make the same entry twice; both are equal and one stays.
    private final AtomicReferenceArray<@Nullable CommittedCoinbase> committed = new AtomicReferenceArray<>(
            CoinbaseClass.values().length * COMMITMENTS);

    Coinbases(CoinbaseBuilder builder) {
        for (CoinbaseClass coinbaseClass : CoinbaseClass.values()) {
            built.put(coinbaseClass, builder.build(coinbaseClass));
        }
    }

    BuiltCoinbase of(CoinbaseClass coinbaseClass) {
        BuiltCoinbase coinbase = built.get(coinbaseClass);
        if (coinbase == null) {
            throw new IllegalStateException("every class is built at birth, yet " + coinbaseClass + " is not");
        }
        return coinbase;
    }

    CommittedCoinbase committed(CoinbaseClass coinbaseClass, ProofOfTarget commitment) {
        int at = coinbaseClass.id() * COMMITMENTS + commitment.exponent();
        CommittedCoinbase known = committed.get(at);
        if (known == null) {
            known = CommittedCoinbase.of(of(coinbaseClass).parts(), coinbaseClass, commitment);
            committed.set(at, known);
        }
        return known;
    }
}
