package io.sluice.bench;

import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs benchmarks as JMH's own command line does and prints each figure as a multiple of its topic's yardstick.
 *
 * <p>Ratios are taken between the fastest iterations: whatever else runs on the machine only ever makes one slower.
 */
public final class Benchmarks {

    private static final String RATIOS = "%-28s %-16s %10s %12s %14s%n";

    private Benchmarks() {}

    /** @param args those of JMH, such as a regular expression for the names */
    public static void main(String[] args) throws CommandLineOptionException, RunnerException {
        Options options = new OptionsBuilder()
                .parent(new CommandLineOptions(args))
                .addProfiler(GCProfiler.class)
                .resultFormat(ResultFormatType.JSON)
                .build();
        print(new Runner(options).run());
    }

    private static void print(Collection<RunResult> results) {
        Map<String, RunResult> yardsticks = new TreeMap<>();
        for (RunResult result : results) {
            if (figure(result).equals(BesideHeaderHash.YARDSTICK)) {
                yardsticks.put(topic(result), result);
            }
        }
        String topic = "";
        for (RunResult result : results.stream().sorted(Comparator.comparing(Benchmarks::topic)).toList()) {
            if (!topic(result).equals(topic)) {
                topic = topic(result);
                System.out.printf("%n%s%n", topic);
                System.out.printf(RATIOS, "", "", "fastest ns", "header hashes", "bytes of heap");
            }
            RunResult yardstick = yardsticks.get(topic);
            System.out.printf(RATIOS, figure(result), parameter(result), "%.1f".formatted(fastest(result)),
                    yardstick == null ? "?" : "%.2f".formatted(fastest(result) / fastest(yardstick)),
                    "%.0f".formatted(allocated(result)));
        }
    }

    private static double fastest(RunResult result) {
        return result.getPrimaryResult().getStatistics().getMin();
    }

    /** Bytes that one operation takes from the heap. */
    private static double allocated(RunResult result) {
        Result<?> norm = result.getSecondaryResults().get("gc.alloc.rate.norm");
        return norm == null ? Double.NaN : norm.getScore();
    }

    private static String topic(RunResult result) {
        String name = result.getParams().getBenchmark();
        String owner = name.substring(0, name.lastIndexOf('.'));
        return owner.substring(owner.lastIndexOf('.') + 1);
    }

    private static String figure(RunResult result) {
        String name = result.getParams().getBenchmark();
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static String parameter(RunResult result) {
        return String.join(" ", result.getParams().getParamsKeys().stream().map(result.getParams()::getParam).toList());
    }
}
