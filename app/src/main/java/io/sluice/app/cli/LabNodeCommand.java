package io.sluice.app.cli;

import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import io.sluice.app.sandbox.SandboxBlock;
import io.sluice.app.sandbox.SandboxListener;
import io.sluice.app.sandbox.SandboxSettings;
import io.sluice.app.wiring.NettySockets;
import io.sluice.app.wiring.RealWorld;
import io.sluice.app.wiring.Sandbox;
import io.sluice.app.wiring.Stages;
import io.sluice.mining.bitcoin.HashRate;

/** {@code sluice lab node}. */
@Command(name = "node", description = "A Bitcoin node for trying out: makes templates, and checks every submitted block fully.", mixinStandardHelpOptions = true)
final class LabNodeCommand implements Callable<Integer> {

    @Option(names = "--listen", paramLabel = "HOST:PORT", defaultValue = "127.0.0.1:18443", converter = HostAndPort.class, description = "Where its JSON-RPC listens (default: ${DEFAULT-VALUE}).")
    private InetSocketAddress listen = InetSocketAddress.createUnresolved("127.0.0.1", 18_443);

    @Option(names = "--user", defaultValue = "sandbox", description = "Its rpcuser (default: ${DEFAULT-VALUE}).")
    private String user = "";

    @Option(names = "--password", defaultValue = "sandbox", description = "Its rpcpassword (default: ${DEFAULT-VALUE}).")
    private String password = "";

    @Option(names = "--hash-rate", paramLabel = "HASHES", defaultValue = "200000", description = "Blocks are as hard as suits miners of so many hashes a second together (default: ${DEFAULT-VALUE}).")
    private double hashRate;

    @Option(names = "--block-time", paramLabel = "SECONDS", defaultValue = "10", description = "How often those miners find a block (default: ${DEFAULT-VALUE}).")
    private double blockTime;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        if (!(hashRate > 0) || !(blockTime > 0)) {
            throw Trouble.usage("--hash-rate and --block-time must be above zero");
        }
        PrintWriter out = spec.commandLine().getOut();
        SandboxSettings settings = SandboxSettings.of(HashRate.claimed((float) hashRate),
                Duration.ofMillis((long) (blockTime * 1000)));
        try (NettySockets sockets = new NettySockets(1)) {
            Sandbox node = Stages.await(Sandbox.open(
                    settings, listen, user, password, RealWorld.on(sockets), new Teller(out)));
            out.println("The sandbox node answers at http://" + node.address().getHostString() + ":"
                    + node.address().getPort() + "; end it with Ctrl-C.");
            out.flush();
            Waiting.forSignal(() -> out.println("The sandbox node ends; its chain is gone."));
            out.flush();
        }
        return 0;
    }

    private record Teller(PrintWriter out) implements SandboxListener {

        @Override
        public void blockSubmitted(SandboxBlock block, boolean tip) {
            out.println(tip
                    ? "new block, height " + block.height() + ": " + block.hash()
                    : "a block that lost its race: " + block.hash());
            out.flush();
        }

        @Override
        public void blockRejected(String reason) {
            out.println("a block was refused: " + reason);
            out.flush();
        }
    }
}
