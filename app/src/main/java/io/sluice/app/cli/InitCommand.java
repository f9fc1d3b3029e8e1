package io.sluice.app.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import io.sluice.app.config.ConfigTemplates;
import io.sluice.app.config.PrivateFile;
import io.sluice.app.wiring.KeyFiles;
import io.sluice.app.wiring.RealWorld;
import io.sluice.mining.bitcoin.Address;
import io.sluice.mining.bitcoin.MalformedAddress;
import io.sluice.mining.bitcoin.Network;

/** {@code sluice init}. */
@Command(name = "init", description = "Write a working, commented configuration and new keys into a folder.", mixinStandardHelpOptions = true)
final class InitCommand implements Callable<Integer> {

    @Parameters(paramLabel = "DIR", description = "The folder; made if it is not there.")
    private Path folder = Path.of(".");

    @Option(names = "--address", paramLabel = "ADDRESS", description = "Your own payout address. Needed without --sandbox.")
    private String address = "";

    @Option(names = "--sandbox", description = "For trying out: fits `sluice lab node`, and writes pool.toml for `sluice pool` as well.")
    private boolean sandbox;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        if (address.isEmpty() && !sandbox) {
            throw Trouble.usage("say whom your own share shall be paid to: sluice init " + folder
                    + " --address YOUR_ADDRESS. Only to try it out: sluice init " + folder + " --sandbox");
        }
        if (!address.isEmpty() && !isAddress(address)) {
            throw Trouble
                    .usage("\"" + address + "\" is not a Bitcoin address, or has a typing error; copy it again from the"
                            + " wallet");
        }
        Path config = folder.resolve("sluice.toml");
        Path pool = folder.resolve("pool.toml");
        RandomGenerator random = RealWorld.chance();
        KeyFiles keys = new KeyFiles(folder.resolve("data"), random);
        KeyFiles poolKeys = new KeyFiles(folder.resolve("pool-data"), random);
        FreshFiles files = new FreshFiles(sandbox
                ? List.of(config, keys.authorityFile(), pool, poolKeys.poolFile())
                : List.of(config, keys.authorityFile()));
        int uniqueId = random.nextInt(1, 1 << 16);
        // Private ones too: a configuration may come to hold the node's password.
        String authority = files.make(() -> {
            if (sandbox) {
                PrivateFile.write(pool, ConfigTemplates.sandboxPool());
                PrivateFile.write(config, ConfigTemplates.sandboxGateway(poolKeys.createPool(), uniqueId));
            } else {
                PrivateFile.write(config, ConfigTemplates.gateway(address, uniqueId));
            }
            return keys.createAuthority();
        });
        tell(config, pool, authority, keys.authorityFile(), spec.commandLine().getOut());
        return 0;
    }

    private void tell(Path config, Path pool, String authority, Path keys, PrintWriter out) {
        if (sandbox) {
            out.println("Wrote " + config + " and " + pool + ". Now, in three terminals:");
            out.println("  sluice lab node");
            out.println("  sluice pool -c " + pool);
            out.println("  sluice run -c " + config);
            out.println("and beside them miners:");
            out.println("  sluice lab miner --sv1 stratum+tcp://127.0.0.1:3333");
            out.println("  sluice lab miner --sv2 stratum2+tcp://127.0.0.1:3336/" + authority);
        } else {
            out.println("Wrote " + config + ". Look through it (node and pool above all), then:");
            out.println("  sluice run -c " + config);
            out.println(
                    "It prints what to enter in your miners. Back up " + keys + ": SV2 miners trust that key alone.");
        }
        out.flush();
    }

    /** Which network it must be of, the configuration says; a typing error shows on any. */
    private static boolean isAddress(String text) {
        return Stream.of("mainnet", "testnet3", "testnet4", "signet", "regtest")
                .flatMap(name -> Network.named(name).stream())
                .anyMatch(network -> isAddress(text, network));
    }

    private static boolean isAddress(String text, Network network) {
        try {
            Address.parse(text, network);
            return true;
        } catch (MalformedAddress e) {
            return false;
        }
    }
}
