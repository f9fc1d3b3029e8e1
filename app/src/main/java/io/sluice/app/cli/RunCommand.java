package io.sluice.app.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import io.sluice.app.api.ControlServer;
import io.sluice.app.api.ControlToken;
import io.sluice.app.config.GatewayConfig;
import io.sluice.app.wiring.Gateway;
import io.sluice.app.wiring.GatewayFiles;
import io.sluice.app.wiring.NettySockets;
import io.sluice.app.wiring.RealWorld;
import io.sluice.app.wiring.World;
import io.sluice.mining.port.NodeTrouble;

/** {@code sluice run}. */
@Command(name = "run", description = "Run the gateway. Ctrl-C or SIGTERM drains it and prints what became of every share.", mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {

    private static final int THREADS = 2;

    @Mixin
    private ConfigOption option = new ConfigOption();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        GatewayConfig config = option.load();
        PrintWriter out = spec.commandLine().getOut();
        try (NettySockets sockets = new NettySockets(THREADS)) {
            World world = RealWorld.on(sockets);
            Gateway gateway = await(Gateway.open(config, GatewayFiles.of(config, world), world));
            ControlServer control = new ControlServer(gateway, ControlToken.create(config.data(), world.random()));
            await(sockets.listen(config.control(), control.initializer()));
            gateway.sv2Address()
                    .ifPresent(_ -> out.println("SV2 miners want this authority key: " + gateway.authorityKey()));
            out.println("Ask it with: sluice status -c " + option.file());
            out.flush();
            Waiting.forSignal(() -> {
                await(gateway.drain());
                StatusText.ledger(gateway.status().path("ledger"), out);
                out.flush();
            });
        }
        return 0;
    }

    /** Waits for a stage; a failure that carries a sentence for the operator comes out as itself. */
    static <T> T await(CompletionStage<T> stage) throws IOException, Trouble {
        try {
            return stage.toCompletableFuture().join();
        } catch (CompletionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof IOException sentence) {
                throw sentence;
            }
            if (cause instanceof NodeTrouble sentence) {
                throw new Trouble(String.valueOf(sentence.getMessage()));
            }
            throw e;
        }
    }
}
