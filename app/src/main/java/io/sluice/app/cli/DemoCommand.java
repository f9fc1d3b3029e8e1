package io.sluice.app.cli;

import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

import io.sluice.app.demo.Demo;
import io.sluice.app.demo.DemoCrowd;
import io.sluice.app.demo.DemoReport;
import io.sluice.app.wiring.NettySockets;
import io.sluice.app.wiring.RealWorld;
import io.sluice.mining.ledger.ShareFate;

/** {@code sluice demo}. */
@Command(name = "demo", description = "Run the main job on this machine: a sandbox node, a pool, the gateway, and miners.", mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {

    private static final int THREADS = 2;

    @Option(names = "--for", paramLabel = "TIME", defaultValue = "45s", converter = Seconds.class, description = "How long to mine, for example 45s or 2m (default: ${DEFAULT-VALUE}).")
    private Duration length = Duration.ofSeconds(45);

    @Option(names = "--sv2-channels", paramLabel = "N", defaultValue = "0", description = "Add a Stratum V2 miner with so many channels on one connection.")
    private int sv2Channels;

    @Option(names = "--sv1-miners", paramLabel = "N", defaultValue = "1", description = "So many Stratum V1 miners (default: ${DEFAULT-VALUE}).")
    private int sv1Miners = 1;

    @Option(names = "--report", paramLabel = "FILE", description = "Write a JSON report there.")
    private Path report = Path.of("");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        DemoCrowd crowd = crowd();
        Logging.quiet();
        Path folder = Files.createTempDirectory("sluice-demo");
        try (NettySockets sockets = new NettySockets(THREADS)) {
            DemoReport result = new Demo(RealWorld.on(sockets), out, isTerminal(), crowd, folder).run(length);
            if (!report.toString().isEmpty()) {
                Files.writeString(report, result.json().toPrettyString() + "\n");
            }
            return tell(result, out);
        } finally {
            remove(folder);
        }
    }

    private DemoCrowd crowd() throws Trouble {
        try {
            return new DemoCrowd(sv2Channels, sv1Miners);
        } catch (IllegalArgumentException e) {
            throw Trouble
                    .usage("--sv2-channels " + sv2Channels + ", --sv1-miners " + sv1Miners + ": " + e.getMessage());
        }
    }

    private static int tell(DemoReport result, PrintWriter out) {
        out.println();
        result.miners()
                .forEach(miner -> out.printf("  %-20s accepted %4d, refused %d%s%n", miner.name(), miner.accepted(),
                        miner.rejected(), miner.reasons().isEmpty() ? "" : " " + miner.reasons()));
        DemoReport.PoolUser pool = result.poolTotal();
        out.printf("  %-20s accepted %4d, tentatively %d, refused %d%n", "pool", pool.accepted(), pool.tentative(),
                pool.rejected());
        out.println("  ledger               " + result.ledger());
        result.reasons()
                .forEach((fate, counts) -> out.println("                       " + fate + " because of " + counts));
        out.printf("  blocks               found %d, accepted %d, lost races %d; the chain is at height %d%n",
                result.blocks().found(), result.blocks().accepted(), result.blocks().lostRace(), result.chainHeight());
        out.println();
        List<String> failures = result.failures();
        if (failures.isEmpty()) {
            out.println("All is well: every miner was paid for, pool and gateway agree share for share, "
                    + result.ledger().of(ShareFate.LOST) + " lost, and the node took our blocks.");
        } else {
            out.println("Something is wrong:");
            failures.forEach(failure -> out.println("  - " + failure));
        }
        out.flush();
        return failures.isEmpty() ? 0 : Main.FAILED;
    }

    /** Whether there is a console at all depends on which of the JDK's two implementations is the default. */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean isTerminal() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** Reads 45s, 2m or a bare number of seconds. */
    static final class Seconds implements ITypeConverter<Duration> {

        @Override
        public Duration convert(String text) {
            if (!text.matches("[0-9]{1,6}[sm]?") || text.matches("0+[sm]?")) {
                throw new TypeConversionException("\"" + text + "\" is not a length of time such as 45s or 2m");
            }
            long number = Long.parseLong(text.replaceAll("[sm]", ""));
            return text.endsWith("m") ? Duration.ofMinutes(number) : Duration.ofSeconds(number);
        }
    }
}
