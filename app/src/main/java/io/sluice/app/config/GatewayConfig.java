package io.sluice.app.config;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

import io.sluice.mining.desk.EmptyWork;
import io.sluice.wire.type.Bytes;

/**
 * What {@code sluice run} is told: everything checked that can be checked without a node.
 *
 * @param upstream absent when the miners always work for the operator alone
 * @param payoutAddress the operator's own; checked against the network as soon as the node says which it is
 * @param primaryTag written into the coinbase of solo work
 * @param secondaryTag the operator's mark in every coinbase
 * @param uniqueId 16 bits that tell this gateway from others of its owner; absent: drawn once and kept with the data
 * @param emptyWork when miners get a block without transactions, for the moments before the full one
 * @param authority where the one is that vouches for the gateway to SV2 miners
 * @param curve25519 a port for experiments; absent: there is none
 * @param control where {@code sluice status} and {@code sluice work} ask
 * @param data folder for keys, blocks and the control token
 */
public record GatewayConfig(
        NetworkConfig network,
        NodeConfig node,
        Optional<UpstreamConfig> upstream,
        PayoutAddress payoutAddress,
        Bytes primaryTag,
        Bytes secondaryTag,
        Optional<Integer> uniqueId,
        EmptyWork emptyWork,
        DifficultyConfig difficulty,
        MinersConfig miners,
        AuthorityPlace authority,
        Optional<Curve25519Config> curve25519,
        InetSocketAddress control,
        Path data) {

    private static final int MAX_TAG = 60;
    private static final int MAX_TAGS = 88;

    /** Reads a file. */
    public static GatewayConfig load(Path file) throws BadConfiguration {
        Path folder = file.toAbsolutePath().getParent();
        return read(ConfigReader.open(file), folder == null ? Path.of(".") : folder);
    }

    /** Reads a text, for tests and for configurations that never were files. */
    public static GatewayConfig parse(String name, String content, Path folder) throws BadConfiguration {
        return read(ConfigReader.of(name, content), folder);
    }

    private static GatewayConfig read(ConfigReader in, Path folder) throws BadConfiguration {
        Bytes primary = tag(in, "coinbase.primary_tag", "Sluice");
        Bytes secondary = tag(in, "coinbase.secondary_tag", "");
        if (primary.length() + secondary.length() > MAX_TAGS) {
            in.problem("coinbase",
                    "has tags of " + (primary.length() + secondary.length()) + " bytes together, but a coinbase"
                            + " has room for " + MAX_TAGS);
        }
        Path data = folder.resolve(in.parsed("data.directory", "data", ConfigPaths::home));
        Optional<UpstreamConfig> upstream = UpstreamConfig.read(in);
        GatewayConfig config = new GatewayConfig(
                NetworkConfig.read(in),
                NodeConfig.read(in),
                upstream,
                in.payoutAddress("payout.address"),
                primary,
                secondary,
                in.has("coinbase.unique_id")
                        ? Optional.of((int) in.number("coinbase.unique_id", 0, 0, 0xffff))
                        : Optional.empty(),
                in.parsed("work.empty", "auto", GatewayConfig::emptyWork),
                DifficultyConfig.read(in),
                MinersConfig.read(in),
                in.parsed("keys.authority", "here", AuthorityPlace::parse),
                Curve25519Config.read(in, folder, data),
                in.address("control.listen", "127.0.0.1:7153"),
                data);
        in.finish();
        return config;
    }

    private static EmptyWork emptyWork(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "auto" -> EmptyWork.AUTO;
            case "tip" -> EmptyWork.TIP;
            case "template" -> EmptyWork.TEMPLATE;
            case "off" -> EmptyWork.OFF;
            default -> throw new IllegalArgumentException("\"" + text
                    + "\" is no moment for empty work; use \"tip\" (as soon as"
                    + " your node has a new block), \"template\" (right before the full work), \"off\" (never) or \"auto\""
                    + " (\"tip\" when you mine alone, \"template\" for a pool)");
        };
    }

    private static Bytes tag(ConfigReader in, String key, String absent) {
        return in.parsed(key, absent, text -> {
            Bytes bytes = Bytes.utf8(text);
            if (bytes.length() > MAX_TAG || text.indexOf('\0') >= 0) {
                throw new IllegalArgumentException("must be a text of at most " + MAX_TAG + " bytes");
            }
            return bytes;
        });
    }
}
