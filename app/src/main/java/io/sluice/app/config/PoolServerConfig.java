package io.sluice.app.config;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.sluice.wire.type.Bytes;

/**
 * What {@code sluice pool} is told.
 *
 * @param listen where gateways connect
 * @param tag written into every coinbase, at most 60 bytes
 * @param primeId unsigned 32 bits, in every coinbase
 * @param minimumDifficulty no share below it; a power of two
 * @param payoutAddress gets what the split leaves
 * @param motd told to every gateway
 * @param split who is paid in each block, at most 1000 parts in a thousand together
 * @param data folder for keys and the share table
 */
public record PoolServerConfig(
        NetworkConfig network,
        NodeConfig node,
        InetSocketAddress listen,
        Bytes tag,
        long primeId,
        long minimumDifficulty,
        PayoutAddress payoutAddress,
        String motd,
        List<Payee> split,
        Path data) {

    private static final int MAX_TAG = 60;
    private static final int MAX_MOTD = 500;
    private static final int WHOLE = 1000;

    /** Somebody who is paid a fixed part of each block. */
    public record Payee(PayoutAddress address, int perMille) {}

    /** Reads a file. */
    public static PoolServerConfig load(Path file) throws BadConfiguration {
        Path folder = file.toAbsolutePath().getParent();
        return read(ConfigReader.open(file), folder == null ? Path.of(".") : folder);
    }

    /** Reads a text, for tests and for configurations that never were files. */
    public static PoolServerConfig parse(String name, String content, Path folder) throws BadConfiguration {
        return read(ConfigReader.of(name, content), folder);
    }

    private static PoolServerConfig read(ConfigReader in, Path folder) throws BadConfiguration {
        long minimum = in.number("pool.minimum_difficulty", 1, 1, Long.MAX_VALUE);
        if (Long.bitCount(minimum) != 1) {
            long below = Long.highestOneBit(minimum);
            in.problem("pool.minimum_difficulty",
                    "is " + minimum + ", but must be a power of two, for example " + below);
        }
        PoolServerConfig config = new PoolServerConfig(
                NetworkConfig.read(in),
                NodeConfig.read(in),
                in.address("pool.listen", "127.0.0.1:28915"),
                in.parsed("pool.tag", "Sluice pool", PoolServerConfig::tag),
                in.number("pool.prime_id", 1, 0, 0xffff_ffffL),
                minimum,
                in.payoutAddress("pool.payout_address"),
                in.parsed("pool.motd", "", PoolServerConfig::motd),
                split(in),
                folder.resolve(in.parsed("data.directory", "pool-data", ConfigPaths::home)));
        in.finish();
        return config;
    }

    private static List<Payee> split(ConfigReader in) {
        List<Payee> payees = new ArrayList<>();
        int whole = 0;
        for (int i = 0; i < in.tables("split"); i++) {
            Object address = in.inTable("split", i, "address").orElse("");
            Object parts = in.inTable("split", i, "per_mille").orElse(0L);
            if (address instanceof String text && !text.isEmpty() && parts instanceof Long number && number >= 1
                    && number <= WHOLE) {
                payees.add(new Payee(new PayoutAddress(text, in.place("split", i)), number.intValue()));
                whole += number.intValue();
            } else {
                in.problem(in.place("split", i),
                        "entry " + (i + 1) + " needs an address in quotes and per_mille from 1 to " + WHOLE);
            }
        }
        if (whole > WHOLE) {
            in.problem("split", "gives out " + whole + " parts in a thousand; make it " + WHOLE + " or less");
        }
        return payees;
    }

    private static Bytes tag(String text) {
        Bytes bytes = Bytes.utf8(text);
        if (bytes.isEmpty() || bytes.length() > MAX_TAG || text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "must be a text of 1 to " + MAX_TAG + " bytes without control characters");
        }
        return bytes;
    }

    private static String motd(String text) {
        if (Bytes.utf8(text).length() > MAX_MOTD || text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("must be a text of at most " + MAX_MOTD + " bytes");
        }
        return text;
    }
}
