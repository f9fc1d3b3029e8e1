package io.sluice.app.cli;

import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import io.sluice.app.miner.CpuMiner;
import io.sluice.app.wiring.LabMiners;
import io.sluice.app.wiring.NettySockets;
import io.sluice.app.wiring.RealWorld;
import io.sluice.app.wiring.World;

/** {@code sluice lab miner}. */
@Command(name = "miner", description = "Mine on the CPU, over Stratum V2 or V1.", mixinStandardHelpOptions = true)
final class LabMinerCommand implements Callable<Integer> {

    private static final int SV1_PORT = 3333;
    private static final int SV2_PORT = 3336;
    private static final int REPORT_SECONDS = 10;
    private static final int LONGEST_SV2_USER = 255;

    /** One of the two protocols. */
    static final class Where {
        @Option(names = "--sv2", paramLabel = "URL", required = true, description = "Stratum V2: stratum2+tcp://HOST:PORT/AUTHORITY_KEY; without a key whoever answers is trusted.")
        private URI sv2 = URI.create("");

        @Option(names = "--sv1", paramLabel = "URL", required = true, description = "Stratum V1: stratum+tcp://HOST:PORT.")
        private URI sv1 = URI.create("");
    }

    @ArgGroup(multiplicity = "1")
    private Where where = new Where();

    @Option(names = "--user", description = "Who mines (default: ${DEFAULT-VALUE}).", defaultValue = "lab.miner")
    private String user = "lab.miner";

    @Option(names = "--standard", description = "Over SV2, open a standard channel instead of an extended one.")
    private boolean standard;

    @Option(names = "--rate", paramLabel = "HASHES", defaultValue = "100000", description = "Hashes a second at most (default: ${DEFAULT-VALUE}).")
    private double rate = 100_000;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        try (NettySockets sockets = new NettySockets(1)) {
            World world = RealWorld.on(sockets);
            CpuMiner miner = make(new LabMiners(world));
            miner.start();
            world.sockets().loop().scheduleAtFixedRate(
                    () -> report(miner, out), REPORT_SECONDS, REPORT_SECONDS, TimeUnit.SECONDS);
            Waiting.forSignal(() -> {
                miner.close();
                report(miner, out);
            });
        }
        return 0;
    }

    private CpuMiner make(LabMiners miners) throws Trouble {
        if (!where.sv1.toString().isEmpty()) {
            return miners.sv1(user, rate, host(where.sv1), port(where.sv1, SV1_PORT));
        }
        if (user.getBytes(StandardCharsets.UTF_8).length > LONGEST_SV2_USER) {
            throw Trouble
                    .usage("--user has more than " + LONGEST_SV2_USER + " bytes, which Stratum V2 has no room for");
        }
        String key = where.sv2.getPath() == null ? "" : where.sv2.getPath().replaceFirst("^/", "");
        try {
            return miners.sv2(user, standard, rate, host(where.sv2), port(where.sv2, SV2_PORT), key);
        } catch (IllegalArgumentException e) {
            throw Trouble.usage("the authority key in " + where.sv2 + " is not one: " + e.getMessage());
        }
    }

    private static String host(URI url) throws Trouble {
        if (url.getHost() == null) {
            throw Trouble.usage("\"" + url + "\" is not a URL such as stratum+tcp://127.0.0.1:3333");
        }
        return url.getHost();
    }

    private static int port(URI url, int absent) {
        return url.getPort() < 0 ? absent : url.getPort();
    }

    private static void report(CpuMiner miner, PrintWriter out) {
        out.printf("%s: %d jobs, %d shares sent, %d accepted, rejected %s%n",
                miner.identity().user(), miner.counts().jobs(), miner.counts().submitted(), miner.counts().accepted(),
                miner.counts().rejected());
        out.flush();
    }
}
