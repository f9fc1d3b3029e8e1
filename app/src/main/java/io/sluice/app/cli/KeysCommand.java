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

import io.sluice.app.config.PoolServerConfig;
import io.sluice.app.wiring.KeyFiles;
import io.sluice.app.wiring.RealWorld;

/** {@code sluice keys}. */
@Command(name = "keys", description = "Show the public keys that miners and gateways are given, or make the secret ones.", mixinStandardHelpOptions = true)
final class KeysCommand implements Callable<Integer> {

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Option(names = "--pool", paramLabel = "FILE", description = "Those of the pool with this configuration instead.")
    private Path pool = Path.of("");

    @Option(names = "--create", description = "Make the secret key if there is none. Miners who trusted an earlier one must be told the new one.")
    private boolean create;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        RandomGenerator random = RealWorld.chance();
        if (pool.toString().isEmpty()) {
            KeyFiles keys = new KeyFiles(config.load().data(), random);
            String authority = create ? keys.createAuthority() : keys.authority().publicKey().toString();
            out.println("Authority key, for SV2 miners: " + authority);
        } else {
            KeyFiles keys = new KeyFiles(PoolServerConfig.load(pool).data(), random);
            out.println("Pool key, for pool.public_key of gateways: "
                    + (create ? keys.createPool() : keys.poolPublicKey()));
        }
        out.flush();
        return 0;
    }
}
