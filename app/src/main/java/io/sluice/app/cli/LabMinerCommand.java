package io.sluice.app.cli;

import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

import io.sluice.app.miner.ChannelPlan;
import io.sluice.app.miner.CpuMiner;
import io.sluice.app.miner.Server;
import io.sluice.app.wiring.LabMiners;
import io.sluice.app.wiring.NettySockets;
import io.sluice.app.wiring.RealWorld;
import io.sluice.app.wiring.World;
import io.sluice.noise.curve25519.HandshakeHash;
import io.sluice.noise.curve25519.HandshakePattern;
import io.sluice.noise.curve25519.NoiseTerms;
import io.sluice.noise.handshake.KeyText;
import io.sluice.noise.handshake.MalformedKey;
import io.sluice.wire.type.Bytes;

/** {@code sluice lab miner}. */
@Command(name = "miner", description = "Mine on the CPU, over Stratum V2 or V1.", mixinStandardHelpOptions = true)
final class LabMinerCommand implements Callable<Integer> {

    private static final int SV1_PORT = 3333;
    private static final int SV2_PORT = 3336;
    private static final int CURVE25519_PORT = 3337;
    private static final int REPORT_SECONDS = 10;
    private static final int LONGEST_SV2_USER = 255;
    private static final int MOST_CHANNELS = 100_000;

    /** One of the protocols. */
    static final class Where {
        @Option(names = "--sv2", paramLabel = "URL", required = true, description = "Stratum V2: stratum2+tcp://HOST:PORT/AUTHORITY_KEY; without a key whoever answers is trusted.")
        private URI sv2 = URI.create("");

        @Option(names = "--sv1", paramLabel = "URL", required = true, description = "Stratum V1: stratum+tcp://HOST:PORT.")
        private URI sv1 = URI.create("");

        @Option(names = "--curve25519", paramLabel = "URL", required = true, description = "Stratum V2 behind Noise over Curve25519: stratum2+tcp://HOST:PORT/SERVER_KEY; without a key whoever answers is trusted.")
        private URI curve25519 = URI.create("");
    }

    @ArgGroup(multiplicity = "1")
    private Where where = new Where();

    @Option(names = "--user", description = "Who mines (default: ${DEFAULT-VALUE}).", defaultValue = "lab.miner")
    private String user = "lab.miner";

    @Option(names = "--channels", paramLabel = "N", defaultValue = "1", description = "Over SV2, open so many channels on the one connection; each has a number behind its user (default: ${DEFAULT-VALUE}).")
    private int channels = 1;

    @Option(names = "--kind", paramLabel = "KIND", defaultValue = "extended", converter = Kinds.class, description = "Over SV2, open channels of this kind: standard, extended, or both by turns (default: ${DEFAULT-VALUE}).")
    private ChannelPlan.Kind kind = ChannelPlan.Kind.EXTENDED;

    @Option(names = "--pattern", paramLabel = "NX|XX", defaultValue = "NX", converter = NoiseOptions.Pattern.class, description = "Of the handshake with --curve25519 (default: ${DEFAULT-VALUE}).")
    private HandshakePattern pattern = HandshakePattern.NX;

    @Option(names = "--hash", paramLabel = "HASH", converter = NoiseOptions.Hash.class, description = "Of the handshake with --curve25519: SHA256 or BLAKE2s (default: SHA256 with NX, BLAKE2s with XX).")
    private Optional<HandshakeHash> hash = Optional.empty();

    @Option(names = "--rate", paramLabel = "HASHES", defaultValue = "100000", description = "Hashes a second at most, of all channels together (default: ${DEFAULT-VALUE}).")
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
                report(miner, out);
                miner.close();
                // There is one loop: when this is done, the miner has left.
                world.sockets().loop().submit(() -> {}).get();
            });
        }
        return 0;
    }

    private CpuMiner make(LabMiners miners) throws Trouble {
        if (!(rate > 0) || Double.isInfinite(rate)) {
            throw Trouble.usage("--rate is a number of hashes a second above zero, not " + rate);
        }
        if (!where.sv1.toString().isEmpty()) {
            if (channels != 1) {
                throw Trouble.usage("Stratum V1 has no channels; --channels goes with --sv2");
            }
            return miners.sv1(user, rate, server(where.sv1, SV1_PORT));
        }
        return where.sv2.toString().isEmpty() ? curve25519(miners, plan()) : sv2(miners, plan());
    }

    private CpuMiner sv2(LabMiners miners, ChannelPlan plan) throws Trouble {
        try {
            return miners.sv2(plan, server(where.sv2, SV2_PORT), key(where.sv2));
        } catch (IllegalArgumentException e) {
            throw Trouble.usage("the authority key in " + where.sv2 + " is not one: " + e.getMessage());
        }
    }

    private CpuMiner curve25519(LabMiners miners, ChannelPlan plan) throws Trouble {
        URI url = where.curve25519;
        try {
            Optional<Bytes> key = key(url).isEmpty() ? Optional.empty() : Optional.of(KeyText.publicKey(key(url)));
            return miners.curve25519(plan, server(url, CURVE25519_PORT),
                    new NoiseTerms(pattern, hash.orElse(pattern.usualHash()), NoiseTerms.STRATUM_2), key);
        } catch (MalformedKey e) {
            throw Trouble.usage("the server key in " + url + " is not one: " + e.getMessage());
        }
    }

    private ChannelPlan plan() throws Trouble {
        if (channels < 1 || channels > MOST_CHANNELS) {
            throw Trouble.usage("--channels is a number from 1 to " + MOST_CHANNELS + ", not " + channels);
        }
        ChannelPlan plan = new ChannelPlan(user, channels, kind, rate);
        if (plan.longestUser().getBytes(StandardCharsets.UTF_8).length > LONGEST_SV2_USER) {
            throw Trouble
                    .usage("--user has more than " + LONGEST_SV2_USER + " bytes, which Stratum V2 has no room for");
        }
        return plan;
    }

    private static String key(URI url) {
        return url.getPath() == null ? "" : url.getPath().replaceFirst("^/", "");
    }

    private static Server server(URI url, int usualPort) throws Trouble {
        if (url.getHost() == null) {
            throw Trouble.usage("\"" + url + "\" is not a URL such as stratum+tcp://127.0.0.1:3333");
        }
        return new Server(url.getHost(), url.getPort() < 0 ? usualPort : url.getPort());
    }

    private static void report(CpuMiner miner, PrintWriter out) {
        MinerReport.lines(miner).forEach(out::println);
        out.flush();
    }

    /** Reads standard, extended or both. */
    static final class Kinds implements ITypeConverter<ChannelPlan.Kind> {

        @Override
        public ChannelPlan.Kind convert(String text) {
            return Stream.of(ChannelPlan.Kind.values())
                    .filter(kind -> kind.toString().equals(text))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException(
                            "\"" + text + "\" is not a kind of channel: standard, extended or both"));
        }
    }
}
