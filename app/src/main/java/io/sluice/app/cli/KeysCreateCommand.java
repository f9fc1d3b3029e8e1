package io.sluice.app.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import io.sluice.app.config.BadConfiguration;
import io.sluice.app.config.Curve25519Config;
import io.sluice.app.config.GatewayConfig;
import io.sluice.app.config.PoolServerConfig;
import io.sluice.app.wiring.KeyFiles;
import io.sluice.app.wiring.RealWorld;

/** {@code sluice keys create}. */
@Command(name = "create", description = "Make one secret key that is not there yet, readable by you alone. Whoever trusted an earlier one must be told the new one.", mixinStandardHelpOptions = true)
final class KeysCreateCommand implements Callable<Integer> {

    /** What can be made. */
    enum Kind {
        AUTHORITY, SERVING, CURVE25519, POOL
    }

    @Parameters(paramLabel = "KIND", description = "authority: vouches for the gateway to SV2 miners. serving: what the gateway shows them when the authority is kept elsewhere. curve25519: by which the clients of that port know it. pool: by which gateways know a pool.")
    private Kind kind = Kind.AUTHORITY;

    @Option(names = {"-c",
        "--config"}, paramLabel = "FILE", description = "The configuration whose data folder gets it (default: sluice.toml, or pool.toml for pool).")
    private Path config = Path.of("");

    @Option(names = "--out", paramLabel = "FILE", description = "Write an authority there instead: on a machine that only signs and has no configuration.")
    private Path elsewhere = Path.of("");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        boolean alone = !elsewhere.toString().isEmpty();
        if (alone && kind != Kind.AUTHORITY) {
            throw Trouble.usage("--out goes with authority alone");
        }
        switch (kind) {
            case AUTHORITY -> {
                KeyFiles keys = keys(alone ? elsewhere : gateway().data());
                Path file = alone ? elsewhere : keys.authorityFile();
                String made = keys.createAuthority(file);
                out.println("Wrote " + file + "; back it up. Authority key, for SV2 miners: " + made);
            }
            case SERVING -> {
                KeyFiles keys = keys(gateway().data());
                String made = keys.createServing().x().toHex();
                out.println("Wrote " + keys.servingFile() + ". Now, where the authority is kept:");
                out.println("  sluice keys sign --authority AUTHORITY_FILE " + made + " > certificate.txt");
                out.println("and put what it wrote here as " + keys.certificateFile());
            }
            case CURVE25519 -> {
                GatewayConfig gateway = gateway();
                Curve25519Config port = gateway.curve25519().orElseThrow(() -> Trouble.usage(
                        "there is no such port yet: give curve25519.listen an address in the configuration first"));
                String made = keys(gateway.data()).createCurve25519(port);
                out.println("Wrote " + port.keyFile() + "; back it up. Server key, for clients: " + made);
            }
            case POOL -> {
                KeyFiles keys = keys(PoolServerConfig.load(file("pool.toml")).data());
                String made = keys.createPool();
                out.println("Wrote " + keys.poolFile() + "; back it up. Pool key, for pool.public_key of gateways: "
                        + made);
            }
        }
        out.flush();
        return 0;
    }

    private GatewayConfig gateway() throws BadConfiguration {
        return GatewayConfig.load(file("sluice.toml"));
    }

    private Path file(String usual) {
        return config.toString().isEmpty() ? Path.of(usual) : config;
    }

    private static KeyFiles keys(Path data) {
        return new KeyFiles(data, RealWorld.chance());
    }
}
