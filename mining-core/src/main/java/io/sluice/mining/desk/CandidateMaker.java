package io.sluice.mining.desk;

import java.time.InstantSource;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

import io.sluice.mining.candidate.Birth;
import io.sluice.mining.candidate.BlockCandidate;
import io.sluice.mining.candidate.BlockTemplate;
import io.sluice.mining.candidate.CoinbaseOutputs;
import io.sluice.mining.candidate.CoinbaseRecipe;
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

    BlockCandidate solo(BlockTemplate template) {
        CoinbaseRecipe recipe = new CoinbaseRecipe(
                template.tip().height(),
                settings.soloTag(),
                settings.secondaryTag(),
                settings.uniqueId(),
                OptionalLong.empty(),
                takePrefix(),
                settings.soloScript(),
                template.coinbaseValue(),
                CoinbaseOutputs.NONE);
        return make(template, recipe, new Birth.Solo());
    }

    BlockCandidate pool(BlockTemplate template, PoolTerms terms, Birth birth, CoinbaseOutputs outputs) {
        CoinbaseRecipe recipe = new CoinbaseRecipe(
                template.tip().height(),
                terms.tag(),
                settings.secondaryTag(),
                settings.uniqueId(),
                OptionalLong.of(terms.primeId()),
                takePrefix(),
                terms.script(),
                template.coinbaseValue(),
                outputs);
        return make(template, recipe, birth);
    }

    private BlockCandidate make(BlockTemplate template, CoinbaseRecipe recipe, Birth birth) {
        return new BlockCandidate(nextId++, template, recipe, birth, clock.instant());
    }

    private int takePrefix() {
        int taken = nextPrefix;
        nextPrefix = taken + 1 & 0xffff;
        return taken;
    }
}
