package io.sluice.simulation.cli;

import java.io.PrintWriter;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import io.sluice.app.cli.LabTool;
import io.sluice.simulation.run.Campaign;
import io.sluice.simulation.run.Failure;
import io.sluice.simulation.run.Simulation.Size;

/** {@code sluice lab simulate}. */
@Command(name = "simulate", description = "Run gateway, pool, node and miners in virtual time, under faults, and check every rule at every step.", mixinStandardHelpOptions = true)
public final class SimulateCommand implements Callable<Integer>, LabTool {

    private static final int FAILED = 1;
    private static final int STORIES = 5;
    private static final long PROGRESS = Duration.ofSeconds(10).toNanos();
    private static final int LARGEST_FRESH_SEED = 1_000_000_000;

    @Option(names = "--seeds", paramLabel = "COUNT", defaultValue = "100", description = "How many worlds (default: ${DEFAULT-VALUE}).")
    private int seeds = 100;

    @Option(names = "--from", paramLabel = "SEED", defaultValue = "-1", description = "The first seed; without it a fresh one. The same seed is the same world to the byte.")
    private long from = -1;

    @Option(names = "--hours", paramLabel = "HOURS", defaultValue = "0", description = "Virtual hours of faults in each world (default: a few minutes).")
    private double hours;

    @Option(names = "--miners", paramLabel = "COUNT", defaultValue = "0", description = "Miners in each world (default: 3 to 8, now and then up to 40).")
    private int miners;

    @Option(names = "--threads", paramLabel = "COUNT", defaultValue = "0", description = "Worlds at a time (default: as many as there are processors).")
    private int threads;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private long lastProgress = System.nanoTime();

    @Override
    public Integer call() throws InterruptedException {
        if (seeds < 1 || miners < 0 || hours < 0 || threads < 0) {
            throw new ParameterException(spec.commandLine(), "--seeds must be above zero, and nothing below it");
        }
        // A thousand worlds would write a million lines; what matters is in the stories.
        if (LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME) instanceof Logger root) {
            root.setLevel(Level.OFF);
        }
        PrintWriter out = spec.commandLine().getOut();
        long first = from >= 0 ? from : new SecureRandom().nextInt(LARGEST_FRESH_SEED);
        int atOnce = threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
        Campaign campaign = new Campaign(size());
        long begun = System.nanoTime();
        out.printf("%d worlds, seeds %d to %d, %d at a time%n", seeds, first, first + seeds - 1, atOnce);
        out.flush();
        List<Long> all = LongStream.range(first, first + seeds).boxed().toList();
        campaign.run(all, atOnce, _ -> progress(campaign, out));
        report(campaign, Duration.ofNanos(System.nanoTime() - begun), out);
        return campaign.failures().isEmpty() ? 0 : FAILED;
    }

    private Size size() {
        Duration faults = hours > 0 ? Duration.ofSeconds(Math.round(hours * 3600)) : Size.USUAL.faults();
        return miners > 0
                ? new Size(faults, miners, miners, miners)
                : new Size(faults, Size.USUAL.fewestMiners(), Size.USUAL.mostMiners(), Size.USUAL.crowd());
    }

    private void progress(Campaign campaign, PrintWriter out) {
        if (System.nanoTime() - lastProgress > PROGRESS) {
            lastProgress = System.nanoTime();
            out.printf("%d of %d worlds, %d failures%n", campaign.worlds(), seeds, campaign.failures().size());
            out.flush();
        }
    }

    private void report(Campaign campaign, Duration took, PrintWriter out) {
        out.printf("%nHow often each fault met each state of the world:%n%s%n", campaign.coverage().table());
        Set<String> never = campaign.neverStruck();
        if (!never.isEmpty()) {
            out.printf("Never struck: %s%n", String.join("; ", never));
        }
        List<Failure> failures = campaign.failures();
        failures.stream().limit(STORIES).forEach(failure -> {
            out.println("Leaving out what the failure of seed " + failure.seed() + " does not need ...");
            out.flush();
            out.println(campaign.shrink(failure).story());
        });
        if (failures.size() > STORIES) {
            out.println("Seeds that failed, too: " + failures.stream().skip(STORIES).map(f -> f.seed() + " (" + f.rule()
                    + ")").toList());
        }
        out.printf(Locale.ROOT, "%d worlds, %d events, %d s: %s%n", campaign.worlds(), campaign.steps(),
                took.toSeconds(),
                failures.isEmpty() ? "no rule was broken" : failures.size() + " worlds broke a rule");
        out.flush();
    }
}
