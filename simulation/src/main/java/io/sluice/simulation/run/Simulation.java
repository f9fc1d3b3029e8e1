package io.sluice.simulation.run;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.sluice.app.wiring.Cryptography;
import io.sluice.simulation.fault.Faults;
import io.sluice.simulation.fault.Plan;
import io.sluice.simulation.rule.Rule;
import io.sluice.simulation.rule.RuleBroken;
import io.sluice.simulation.rule.Rules;
import io.sluice.simulation.time.Chance;
import io.sluice.simulation.world.Setting;
import io.sluice.simulation.world.SimulatedWorld;

/** One world of one seed, from its beginning to its end or to the first rule that breaks. */
public final class Simulation {

    /**
     * How long and how large worlds are.
     *
     * @param faults until when they strike
     * @param crowd now and then there are more than {@code mostMiners}, up to so many
     */
    public record Size(Duration faults, int fewestMiners, int mostMiners, int crowd) {

        /** As in daily use: many small worlds find more than one large. */
        public static final Size USUAL = new Size(Duration.ofMinutes(4), 3, 8, 40);

        private static final double CROWDED = 0.03;

        int drawMiners(Chance chance) {
            return crowd > mostMiners && chance.happens(CROWDED)
                    ? chance.nextInt(mostMiners + 1, crowd + 1)
                    : chance.nextInt(fewestMiners, mostMiners + 1);
        }
    }

    private static final Duration CALM = Duration.ofSeconds(150);
    /** A pool that rejected everything is left alone for five minutes. */
    private static final Duration LONGEST_CALM = Duration.ofMinutes(8);
    private static final Duration A_LITTLE = Duration.ofSeconds(5);
    private static final Duration LAST = Duration.ofSeconds(30);
    private static final long SECOND = 1_000_000_000L;
    private static final int FINEST_FRAMES = 12;

    private final long seed;
    private final Size size;
    private final SimulatedWorld world;
    private final Chronicle chronicle;
    private final List<Rule> rules;
    private final Plan plan;
    private final Coverage coverage = new Coverage();
    private final List<String> strikes = new ArrayList<>();
    private final Chance chance;
    private long nextSecond = SECOND;

    private Simulation(long seed, Size size, Optional<Plan> given, Cryptography crypto) {
        this.seed = seed;
        this.size = size;
        this.chance = new Chance(seed);
        Setting setting = Setting.draw(chance.of("setting"), size.drawMiners(chance.of("size")));
        this.chronicle = new Chronicle(this::now);
        this.world = new SimulatedWorld(setting, chance.of("world"), crypto, chronicle);
        this.plan = given.orElseGet(() -> Plan.draw(chance.of("plan"), Faults.ALL, size.faults().toNanos()));
        this.rules = Rules.of(world);
        chronicle.judgedBy(rules);
    }

    /** What came of a world. */
    public record Outcome(
            long seed, Optional<Failure> failure, Plan plan, Coverage coverage, long steps, long happenings,
            long fingerprint) {}

    /** The story of the first rule that a world of the usual size breaks, or nothing. */
    public static Optional<String> firstFailure(long seed) {
        return run(seed, Size.USUAL, RealCrypto.CHOSEN).failure().map(Failure::story);
    }

    /** Chosen once, and only when somebody asks. */
    private static final class RealCrypto {
        private static final Cryptography CHOSEN = Cryptography.best(new Chance(0));
    }

    /** Runs the world of a seed. */
    public static Outcome run(long seed, Size size, Cryptography crypto) {
        return new Simulation(seed, size, Optional.empty(), crypto).run();
    }

    /** Runs the world of a seed under another plan. */
    public static Outcome run(long seed, Size size, Cryptography crypto, Plan plan) {
        return new Simulation(seed, size, Optional.of(plan), crypto).run();
    }

    private long now() {
        // The chronicle is asked while the world is still being made.
        return world == null ? 0 : world.time().nanos();
    }

    private Outcome run() {
        Optional<Failure> failure = Optional.empty();
        try {
            live();
        } catch (RuleBroken broken) {
            failure = Optional.of(failure(broken.rule(), broken.subject(), String.valueOf(broken.getMessage())));
        } catch (SimulatedWorld.UncaughtMistake mistake) {
            failure = Optional.of(failure("no task ends with an exception", mistake.process(), trace(mistake)));
        }
        return new Outcome(
                seed, failure, plan, coverage, world.time().steps(), chronicle.count(), chronicle.fingerprint());
    }

    private void live() {
        for (Plan.Strike strike : plan.strikes()) {
            world.time().at(strike.at(), () -> strike(strike));
        }
        world.begin();
        until(size.faults().toNanos());
        world.heal();
        Duration calm = CALM;
        until(size.faults().plus(calm).toNanos());
        while (!world.isWell() && calm.compareTo(LONGEST_CALM) < 0) {
            calm = calm.plus(A_LITTLE);
            until(size.faults().plus(calm).toNanos());
        }
        world.miners().forEach(seat -> seat.tell(miner -> miner.hash(false)));
        until(size.faults().plus(calm).plus(LAST).toNanos());
        rules.forEach(Rule::atEnd);
    }

    private void strike(Plan.Strike strike) {
        coverage.met(strike.fault().name(), world.state());
        strikes.add("  %12.6f s  %s (while %s)".formatted(strike.at() / 1e9, strike.fault().name(), world.state()));
        world.struck(strike.fault().name());
        strike.fault().strike().on(world, chance.of("strike " + strike.number()));
    }

    private void until(long end) {
        while (world.time().step(end)) {
            chronicle.tellVerdict();
            for (Rule rule : rules) {
                rule.afterStep();
            }
            if (world.time().nanos() >= nextSecond) {
                nextSecond += SECOND;
                rules.forEach(Rule::afterSecond);
            }
        }
    }

    private Failure failure(String rule, String subject, String words) {
        return new Failure(seed, rule, subject, words, world.time().nanos(), strikes,
                chronicle.lastAbout(subject, words));
    }

    private static String trace(SimulatedWorld.UncaughtMistake mistake) {
        StringWriter text = new StringWriter();
        mistake.mistake().printStackTrace(new PrintWriter(text));
        return mistake.getMessage() + "\n"
                + String.join("\n", text.toString().lines().limit(FINEST_FRAMES).toList());
    }
}
