package io.sluice.app.config;

import java.util.Locale;
import java.util.Optional;

import io.sluice.datum.crypto.PoolKeys;
import io.sluice.datum.link.UserPolicy;
import io.sluice.mining.desk.DeskSettings.PoolPolicy;

/**
 * Section {@code [pool]}: the DATUM pool that the miners work for.
 *
 * @param policy what to do without it
 * @param host name or address
 * @param port of its DATUM listener
 * @param keys its long-term public keys
 * @param users under which names it hears of the miners
 */
public record UpstreamConfig(PoolPolicy policy, String host, int port, PoolKeys keys, UserPolicy users) {

    private static final int DATUM_PORT = 28915;

    static Optional<UpstreamConfig> read(ConfigReader in) {
        PoolPolicy policy = in.parsed("pool.policy", "require", UpstreamConfig::policy);
        UserPolicy users = in.parsed("pool.users", "worker", UpstreamConfig::users);
        if (policy == PoolPolicy.NEVER) {
            in.text("pool.host", "");
            in.number("pool.port", DATUM_PORT, 1, 65535);
            in.text("pool.public_key", "");
            return Optional.empty();
        }
        String host = in.requiredText("pool.host", "127.0.0.1");
        int port = (int) in.number("pool.port", DATUM_PORT, 1, 65535);
        String text = in.requiredText("pool.public_key", "the 128 hexadecimal digits that your pool publishes");
        Optional<PoolKeys> keys = Optional.empty();
        if (!text.isBlank()) {
            try {
                keys = Optional.of(PoolKeys.parse(text));
            } catch (PoolKeys.BadPoolKey e) {
                in.problem("pool.public_key",
                        e.getMessage() + " It decides whom the gateway trusts");
            }
        }
        // Without keys there is a problem already, and the file will be refused.
        return keys.map(known -> new UpstreamConfig(policy, host, port, known, users));
    }

    private static PoolPolicy policy(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "require" -> PoolPolicy.REQUIRE;
            case "prefer" -> PoolPolicy.PREFER;
            case "never" -> PoolPolicy.NEVER;
            default -> throw new IllegalArgumentException("\"" + text
                    + "\" is not a policy; use \"require\" (miners are let"
                    + " go while the pool is away), \"prefer\" (they mine for you alone meanwhile) or \"never\" (always for"
                    + " you alone)");
        };
    }

    private static UserPolicy users(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "worker" -> UserPolicy.WORKER;
            case "full" -> UserPolicy.FULL;
            case "private" -> UserPolicy.PRIVATE;
            default -> throw new IllegalArgumentException("\"" + text
                    + "\" is not a way to name users; use \"worker\" (your"
                    + " address and the worker's name), \"full\" (as each miner says) or \"private\" (your address alone)");
        };
    }
}
