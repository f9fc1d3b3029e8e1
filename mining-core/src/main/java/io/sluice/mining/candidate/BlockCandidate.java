package io.sluice.mining.candidate;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;

import org.jspecify.annotations.Nullable;

import io.sluice.mining.bitcoin.ProofOfTarget;

/**
 * A block in the making: template, payees and tags, shared by all miners. What a miner adds is extranonce, nonce, time and
 * version bits. Everything about it is fixed at birth; a published candidate never changes.
 *
 * <p>Safe on any thread.
 */
public final class BlockCandidate {

    private static final int COMMITMENTS = 64;

    private final long id;
    private final BlockTemplate template;
    private final CoinbaseRecipe recipe;
    private final Birth birth;
    private final Instant born;
    private final Map<CoinbaseClass, BuiltCoinbase> coinbases = new EnumMap<>(CoinbaseClass.class);
    // Filled when first asked for. Two threads may make the same entry twice; both are equal and one stays.
    private final AtomicReferenceArray<@Nullable CommittedCoinbase> committed = new AtomicReferenceArray<>(
            CoinbaseClass.values().length * COMMITMENTS);

    /**
     * @param id differs from that of every other candidate of this process
     * @param born wall clock
     */
    public BlockCandidate(long id, BlockTemplate template, CoinbaseRecipe recipe, Birth birth, Instant born) {
        this.id = id;
        this.template = template;
        this.recipe = recipe;
        this.birth = birth;
        this.born = born;
        CoinbaseBuilder builder = CoinbaseBuilder.of(recipe, template);
        for (CoinbaseClass coinbaseClass : CoinbaseClass.values()) {
            coinbases.put(coinbaseClass, builder.build(coinbaseClass));
        }
    }

    public long id() {
        return id;
    }

    public BlockTemplate template() {
        return template;
    }

    public ChainTip tip() {
        return template.tip();
    }

    public CoinbaseRecipe recipe() {
        return recipe;
    }

    public Birth birth() {
        return birth;
    }

    /**
     * Whether work of an earlier candidate stays good beside this. Asked with what a miner was last given, and not with what was made
     * last: on a busy loop some candidates are passed over.
     */
    public boolean continues(BlockCandidate earlier) {
        return tip().sameParent(earlier.tip()) && birth.goesWith(earlier.birth);
    }

    /** Wall clock at its making. */
    public Instant born() {
        return born;
    }

    /** The least difficulty that its coinbases may commit to. */
    public ProofOfTarget minimumCommitment() {
        return switch (birth) {
            case Birth.Pool pool -> pool.minimum();
            case Birth.Solo() -> ProofOfTarget.ONE;
        };
    }

    /** The coinbase of one class, with what each of its outputs is for. */
    public BuiltCoinbase coinbase(CoinbaseClass coinbaseClass) {
        BuiltCoinbase built = coinbases.get(coinbaseClass);
        if (built == null) {
            throw new IllegalStateException("every class is built at birth, yet " + coinbaseClass + " is not");
        }
        return built;
    }

    /** The coinbase of one class with one commitment: what all jobs with both in common share. */
    public CommittedCoinbase committed(CoinbaseClass coinbaseClass, ProofOfTarget commitment) {
        int at = coinbaseClass.id() * COMMITMENTS + commitment.exponent();
        CommittedCoinbase known = committed.get(at);
        if (known == null) {
            known = CommittedCoinbase.of(coinbase(coinbaseClass).parts(), coinbaseClass, commitment);
            committed.set(at, known);
        }
        return known;
    }

    @Override
    public String toString() {
        return "candidate " + id + " at height " + tip().height() + " (" + birth + ")";
    }
}
