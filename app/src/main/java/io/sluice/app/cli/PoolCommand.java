package io.sluice.app.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import io.sluice.app.config.PoolServerConfig;
import io.sluice.app.wiring.NettySockets;
import io.sluice.app.wiring.Pool;
import io.sluice.app.wiring.PoolFiles;
import io.sluice.app.wiring.RealWorld;
import io.sluice.app.wiring.Stages;
import io.sluice.app.wiring.World;
import io.sluice.datum.message.ShareReason;
import io.sluice.pool.PoolStatus;

/** {@code sluice pool}. */
@Command(name = "pool", description = "Run a DATUM pool: gateways connect, every share is checked and counted.", mixinStandardHelpOptions = true)
final class PoolCommand implements Callable<Integer> {

    private static final int THREADS = 2;
    private static final int REPORT_SECONDS = 30;

    @Option(names = {"-c",
        "--config"}, paramLabel = "FILE", defaultValue = "pool.toml", description = "The pool's configuration (default: ${DEFAULT-VALUE}).")
    private Path file = Path.of("pool.toml");

    private boolean over;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        PoolServerConfig config = PoolServerConfig.load(file);
        PrintWriter out = spec.commandLine().getOut();
        try (NettySockets sockets = new NettySockets(THREADS)) {
            World world = RealWorld.on(sockets);
            try (Pool pool = Stages.await(Pool.open(config, PoolFiles.of(config, world), world))) {
                out.println("Gateways connect to " + pool.address().getHostString() + ":" + pool.address().getPort()
                        + " and need this public_key:");
                out.println(pool.publicKey());
                out.flush();
                world.sockets().loop().scheduleWithFixedDelay(
                        () -> world.work().execute(() -> report(pool, out)),
                        REPORT_SECONDS, REPORT_SECONDS, TimeUnit.SECONDS);
                Waiting.forSignal(() -> reportForTheLastTime(pool, out));
            }
        }
        return 0;
    }

    /** Waits for a report that is being made: the books can not be asked when they are closed. */
    private synchronized void reportForTheLastTime(Pool pool, PrintWriter out) {
        report(pool, out);
        over = true;
    }

    private synchronized void report(Pool pool, PrintWriter out) {
        if (over) {
            return;
        }
        PoolStatus status = pool.status();
        out.printf("gateways %d; shares accepted %d, tentatively %d, rejected %d%s; blocks %d%s%n",
                status.gateways().size(), status.accepted(), status.tentative(), status.rejected(),
                because(status.rejections()), status.blocks().size(),
                status.trouble().map(trouble -> "; TROUBLE: " + trouble).orElse(""));
        out.flush();
    }

    private static String because(Map<Integer, Long> rejections) {
        return rejections.isEmpty()
                ? ""
                : rejections.entrySet().stream()
                        .map(reason -> ShareReason.of(reason.getKey()).map(ShareReason::words)
                                .orElse("reason " + reason.getKey()) + ": " + reason.getValue())
                        .collect(Collectors.joining(", ", " (", ")"));
    }
}
