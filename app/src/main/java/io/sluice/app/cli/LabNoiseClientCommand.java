package io.sluice.app.cli;

import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import io.sluice.app.wiring.NettySockets;
import io.sluice.app.wiring.NoiseLab;
import io.sluice.app.wiring.RealWorld;
import io.sluice.app.wiring.Stages;
import io.sluice.noise.cipher.SecretKey;
import io.sluice.noise.handshake.KeyText;
import io.sluice.noise.handshake.MalformedKey;
import io.sluice.wire.type.Bytes;

/** {@code sluice lab noise-client}. */
@Command(name = "noise-client", description = "The client of the published experiment with Noise over Curve25519: calls a server once.", mixinStandardHelpOptions = true)
final class LabNoiseClientCommand implements Callable<Integer> {

    @Parameters(paramLabel = "HOST:PORT", defaultValue = NoiseOptions.USUAL_PLACE, converter = HostAndPort.class, description = "The server (default: ${DEFAULT-VALUE}).")
    private InetSocketAddress server = InetSocketAddress.createUnresolved("127.0.0.1", 3334);

    @Option(names = "--server-key", paramLabel = "HEX", description = "The static key that the server must show, as it prints it; without it whoever answers is trusted.")
    private String serverKey = "";

    @Mixin
    private NoiseOptions options = new NoiseOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        Optional<Bytes> expected = expected();
        try (NettySockets sockets = new NettySockets(1)) {
            NoiseLab lab = new NoiseLab(RealWorld.on(sockets), options.terms(), line -> {
                out.println(line);
                out.flush();
            });
            SecretKey key = options.key().orElseGet(lab::drawKey);
            Optional<String> trouble = Stages.await(
                    lab.call(server.getHostString(), server.getPort(), key, expected));
            if (trouble.isPresent()) {
                throw new Trouble(trouble.get());
            }
        }
        return 0;
    }

    private Optional<Bytes> expected() throws Trouble {
        if (serverKey.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(KeyText.publicKey(serverKey));
        } catch (MalformedKey e) {
            throw Trouble.usage("--server-key is no key: " + e.getMessage());
        }
    }
}
