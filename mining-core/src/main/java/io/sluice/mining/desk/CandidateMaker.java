package io.sluice.mining.desk;

import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

import io.sluice.mining.bitcoin.ProofOfTarget;
import io.sluice.mining.candidate.Birth;
import io.sluice.mining.candidate.BlockCandidate;
import io.sluice.mining.candidate.BlockTemplate;
import io.sluice.mining.candidate.ChainTip;
import io.sluice.mining.candidate.CoinbaseOutputs;
import io.sluice.mining.candidate.CoinbaseRecipe;
import io.sluice.mining.candidate.HeldWork;
import io.sluice.mining.port.PoolTerms;

/**
 * Makes candidates, each with a job prefix that its neighbours do not have, so that no two of them can ever be hashed to the same
 * header.
 *
 * <p>Belongs to the desk's thread.
 */
final class CandidateMaker {

    private final DeskSettings settings;
    private final InstantSource clock;
    private long nextId;
    private int nextPrefix;

    CandidateMaker(DeskSettings settings, InstantSource clock, RandomGenerator random) {
        this.settings = settings;
        this.clock = clock;
        this.nextPrefix = random.nextInt(1 << 16);
    }

    BlockCandidate solo(BlockTemplate template, Optional<HeldWork> next) {
        CoinbaseRecipe recipe = soloRecipe(template.tip().height(), template.coinbaseValue());
        return new BlockCandidate(nextId++, template, recipe, new Birth.Solo(), clock.instant(), next);
    }

    BlockCandidate pool(BlockTemplate template, PoolTerms terms, Birth birth, CoinbaseOutputs outputs,
            Optional<HeldWork> next) {
        CoinbaseRecipe recipe = poolRecipe(template.tip().height(), template.coinbaseValue(), terms, outputs);
        return new BlockCandidate(nextId++, template, recipe, birth, clock.instant(), next);
    }

    /**
     * Empty work for the block after this one.
     *
     * @param terms empty for solo work
     */
    HeldWork held(BlockTemplate now, long subsidy, Optional<PoolTerms> terms) {
        int height = now.tip().height() + 1;
        return new HeldWork(
                terms.map(pool -> poolRecipe(height, subsidy, pool, CoinbaseOutputs.NONE))
                        .orElseGet(() -> soloRecipe(height, subsidy)),
                now,
                terms.map(PoolTerms::minimum).orElse(ProofOfTarget.ONE));
    }

    BlockCandidate begin(HeldWork held, ChainTip tip, long curTime, Birth birth) {
        return held.begin(nextId++, tip, curTime, birth, clock.instant());
    }

    private CoinbaseRecipe soloRecipe(int height, long value) {
        return new CoinbaseRecipe(
                height,
                settings.soloTag(),
                settings.secondaryTag(),
                settings.uniqueId(),
                OptionalLong.empty(),
                takePrefix(),
                settings.soloScript(),
                value,
                CoinbaseOutputs.NONE);
    }

    private CoinbaseRecipe poolRecipe(int height, long value, PoolTerms terms, CoinbaseOutputs outputs) {
        return new CoinbaseRecipe(
                height,
                terms.tag(),
                settings.secondaryTag(),
                settings.uniqueId(),
                OptionalLong.of(terms.primeId()),
                takePrefix(),
                terms.script(),
                value,
                outputs);
    }

    private int takePrefix() {
        int taken = nextPrefix;
        nextPrefix = taken + 1 & 0xffff;
        return taken;
    }
}
