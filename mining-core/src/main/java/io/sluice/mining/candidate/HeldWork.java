package io.sluice.mining.candidate;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.sluice.mining.bitcoin.MerklePath;
import io.sluice.mining.bitcoin.ProofOfTarget;
import io.sluice.mining.bitcoin.WitnessCommitment;
import io.sluice.wire.type.Bytes;

/**
 * Empty work for the block after the one that is mined now: a block that holds nothing but its coinbase. All of it but its parent is
 * known beforehand, so that a miner can hold a job of it ready and begins with one short message when the parent is there.
 *
 * <p>Safe on any thread.
 */
public final class HeldWork {

    private final CoinbaseRecipe recipe;
    private final int version;
    private final BlockRoom room;
    private final Bytes witnessCommitment;
    private final ProofOfTarget minimum;
    private final Coinbases coinbases;

    /**
     * @param recipe of its coinbases: the next height, the subsidy, no payouts
     * @param before the template that is mined now, whose limits and version hold on
     * @param minimum no commitment may be below it
     */
    public HeldWork(CoinbaseRecipe recipe, BlockTemplate before, ProofOfTarget minimum) {
        if (recipe.height() != before.tip().height() + 1 || !recipe.outputs().isEmpty()) {
            throw new IllegalArgumentException("held work is for the next height and pays no list: " + recipe);
        }
        this.recipe = recipe;
        // Not the template itself: held work lives on when its transactions should be forgotten.
        this.version = before.version();
        this.room = new BlockRoom(0, 0, 0, 0, before.sizeLimit(), before.weightLimit(), before.sigopLimit());
        this.witnessCommitment = before.witnessCommitment().isEmpty()
                ? Bytes.EMPTY
                : WitnessCommitment.over(List.of()).script();
        this.minimum = minimum;
        this.coinbases = new Coinbases(new CoinbaseBuilder(recipe, room, witnessCommitment));
    }

    /** Height of the block. */
    public int height() {
        return recipe.height();
    }

    /** Satoshi that it gives out: the subsidy. */
    public long value() {
        return recipe.value();
    }

    /** The version, as the node gave it for the block before. */
    public int version() {
        return version;
    }

    /** Whether it is work for a pool, and not for the operator alone. */
    public boolean isForPool() {
        return recipe.primeId().isPresent();
    }

    /** The least difficulty that its coinbases may commit to. */
    public ProofOfTarget minimumCommitment() {
        return minimum;
    }

    /** As {@link BlockCandidate#committed}. */
    public CommittedCoinbase committed(CoinbaseClass coinbaseClass, ProofOfTarget wanted) {
        return coinbases.committed(coinbaseClass, wanted);
    }

    /** Whether a template for the block says nothing else than was foreseen. */
    public boolean isBorneOutBy(BlockTemplate template) {
        return template.tip().height() == height()
                && template.version() == version()
                && template.coinbaseValue() - template.totalFees() == value()
                && template.witnessCommitment().isEmpty() == witnessCommitment.isEmpty();
    }

    /**
     * The work itself, now that its parent is known.
     *
     * @param id differs from that of every other candidate of this process
     * @param curTime now, Unix seconds
     * @param born wall clock
     */
    public BlockCandidate begin(long id, ChainTip tip, long curTime, Birth birth, Instant born) {
        if (tip.height() != height()) {
            throw new IllegalArgumentException("held for height " + height() + ", not " + tip.height());
        }
        BlockTemplate empty = new BlockTemplate(tip, version, curTime, value(), room.sizeLimit(), room.weightLimit(),
                room.sigopLimit(), List.of(), witnessCommitment, MerklePath.EMPTY);
        return new BlockCandidate(id, empty, recipe, coinbases, birth, born, Optional.of(this), Optional.empty());
    }
}
