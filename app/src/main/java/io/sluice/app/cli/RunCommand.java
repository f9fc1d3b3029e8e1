package io.sluice.app.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;

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
import io.sluice.app.wiring.Stages;
import io.sluice.app.wiring.World;
import io.sluice.noise.curve25519.Responder25519;

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
            GatewayFiles files = GatewayFiles.of(config, world);
            ControlToken token = ControlToken.draw(world.random());
            ControlServer control = new ControlServer(token, world.work());
            // First of all, and the token after it: where another gateway has this port, it keeps its token, and no miner is called.
            Stages.await(sockets.listen(config.control(), control.initializer()));
            token.write(config.data());
            Gateway gateway = Stages.await(Gateway.open(config, files, world));
            control.serve(gateway);
            MinerForm form = new MinerForm(config, ThisMachine.lanAddress(), gateway.authorityKey());
            form.print(gateway.sv2Address(), gateway.sv1Address(), out);
            if (config.curve25519().isPresent()) {
                form.printCurve25519(
                        gateway.curve25519Address().orElseThrow(),
                        config.curve25519().get().terms(),
                        Responder25519.publicKeyOf(files.curve25519().orElseThrow()),
                        out);
            }
            out.println("Ask it with: sluice status -c " + option.file());
            out.flush();
            Waiting.forSignal(() -> {
                Stages.await(gateway.drain());
                StatusText.ledger(gateway.status().path("ledger"), out);
                out.flush();
            });
        }
        return 0;
    }
}
