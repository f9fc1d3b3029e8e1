package io.sluice.mining.candidate;

import java.time.Instant;
import java.util.Optional;

import io.sluice.mining.bitcoin.ProofOfTarget;

/**
 * A block in the making: template, payees and tags, shared by all miners. What a miner adds is extranonce, nonce, time and
 * version bits. Everything about it is fixed at birth; a published candidate never changes.
 *
 * <p>Safe on any thread.
 */
public final class BlockCandidate {

    private final long id;
    private final BlockTemplate template;
    private final CoinbaseRecipe recipe;
    private final Coinbases coinbases;
    private final Birth birth;
    private final Instant born;
    private final Optional<HeldWork> heldAs;
    private final Optional<HeldWork> next;

    /** A candidate with nothing to hold ready behind it. */
    public BlockCandidate(long id, BlockTemplate template, CoinbaseRecipe recipe, Birth birth, Instant born) {
        this(id, template, recipe, birth, born, Optional.empty());
    }

    /**
     * @param id differs from that of every other candidate of this process
     * @param born wall clock
     * @param next what miners may hold ready for the block after it
     */
    public BlockCandidate(long id, BlockTemplate template, CoinbaseRecipe recipe, Birth birth, Instant born,
            Optional<HeldWork> next) {
        this(id, template, recipe, new Coinbases(CoinbaseBuilder.of(recipe, template)), birth, born, Optional.empty(),
                next);
    }

    BlockCandidate(long id, BlockTemplate template, CoinbaseRecipe recipe, Coinbases coinbases, Birth birth,
            Instant born, Optional<HeldWork> heldAs, Optional<HeldWork> next) {
        this.id = id;
        this.template = template;
        this.recipe = recipe;
        this.coinbases = coinbases;
        this.birth = birth;
        this.born = born;
        this.heldAs = heldAs;
        this.next = next;
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

    /** What miners may have held ready of this, if it is the empty work that was foreseen for its block. */
    public Optional<HeldWork> heldAs() {
        return heldAs;
    }

    /** What miners may hold ready for the block after this. */
    public Optional<HeldWork> next() {
        return next;
    }

    /** The coinbase of one class, with what each of its outputs is for. */
    public BuiltCoinbase coinbase(CoinbaseClass coinbaseClass) {
        return coinbases.of(coinbaseClass);
    }

    /** The coinbase of one class with one commitment: what all jobs with both in common share. */
    public CommittedCoinbase committed(CoinbaseClass coinbaseClass, ProofOfTarget commitment) {
        return coinbases.committed(coinbaseClass, commitment);
    }

    @Override
    public String toString() {
        return "candidate " + id + " at height " + tip().height() + " (" + birth + ")";
    }
}
