package io.sluice.app.cli;

import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import io.sluice.app.wiring.NettySockets;
import io.sluice.app.wiring.NoiseLab;
import io.sluice.app.wiring.RealWorld;
import io.sluice.app.wiring.Stages;
import io.sluice.noise.cipher.SecretKey;
import io.sluice.noise.curve25519.Responder25519;

/** {@code sluice lab noise-server}. */
@Command(name = "noise-server", description = "The server of the published experiment with Noise over Curve25519: handshake, SetupConnection, no mining.", mixinStandardHelpOptions = true)
final class LabNoiseServerCommand implements Callable<Integer> {

    @Option(names = {"-l",
        "--listen"}, paramLabel = "HOST:PORT", defaultValue = NoiseOptions.USUAL_PLACE, converter = HostAndPort.class, description = "Where it listens (default: ${DEFAULT-VALUE}).")
    private InetSocketAddress listen = InetSocketAddress.createUnresolved("127.0.0.1", 3334);

    @Mixin
    private NoiseOptions options = new NoiseOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        try (NettySockets sockets = new NettySockets(1)) {
            NoiseLab lab = new NoiseLab(RealWorld.on(sockets), options.terms(), line -> tell(out, line));
            SecretKey key = options.key().orElseGet(lab::drawKey);
            InetSocketAddress address = Stages.await(lab.serve(listen, key));
            tell(out, "listening on " + address.getHostString() + ":" + address.getPort() + ", "
                    + options.terms().protocolName() + ", static key " + Responder25519.publicKeyOf(key).toHex()
                    + "; end it with Ctrl-C.");
            Waiting.forSignal(() -> {});
        }
        return 0;
    }

    private static void tell(PrintWriter out, String line) {
        out.println(StatusText.clean(line));
        out.flush();
    }
}
