package io.sluice.app.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import io.sluice.app.config.Curve25519Config;
import io.sluice.app.config.GatewayConfig;
import io.sluice.app.config.PoolServerConfig;
import io.sluice.app.wiring.KeyFiles;
import io.sluice.app.wiring.RealWorld;
import io.sluice.app.wiring.Voucher;
import io.sluice.noise.curve25519.Responder25519;
import io.sluice.noise.handshake.Certificate;

/** {@code sluice keys show}. */
@Command(name = "show", description = "Show what to enter in miners, in the order of their own forms.", mixinStandardHelpOptions = true)
final class KeysShowCommand implements Callable<Integer> {

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Option(names = "--pool", paramLabel = "FILE", description = "Instead the public key of the pool with this configuration, for its gateways.")
    private Path pool = Path.of("");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        RandomGenerator random = RealWorld.chance();
        if (pool.toString().isEmpty()) {
            GatewayConfig gateway = config.load();
            KeyFiles keys = new KeyFiles(gateway.data(), random);
            Voucher voucher = keys.voucher(gateway.authority());
            MinerForm form = new MinerForm(gateway, ThisMachine.lanAddress(), voucher.authority().toString());
            form.print(gateway.miners().sv2(), gateway.miners().sv1(), out);
            if (gateway.curve25519().isPresent()) {
                Curve25519Config port = gateway.curve25519().get();
                form.printCurve25519(
                        port.listen(), port.terms(), Responder25519.publicKeyOf(keys.curve25519(port)), out);
            }
            if (voucher instanceof Voucher.Elsewhere elsewhere) {
                Certificate certificate = elsewhere.signed().certificate();
                out.println("The authority is kept elsewhere. Serving key "
                        + elsewhere.signed().servingKey().x().toHex()
                        + ", certificate from " + certificate.validFrom() + " to " + certificate.notValidAfter() + ".");
            }
        } else {
            KeyFiles keys = new KeyFiles(PoolServerConfig.load(pool).data(), random);
            out.println("Pool key, for pool.public_key of gateways: " + keys.poolPublicKey());
        }
        out.flush();
        return 0;
    }
}
