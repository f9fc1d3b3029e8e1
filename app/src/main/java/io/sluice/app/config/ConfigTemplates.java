package io.sluice.app.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The commented configurations that {@code sluice init} writes. */
public final class ConfigTemplates {

    private ConfigTemplates() {}

    /** For a gateway on a network whose coins are worth something. */
    public static String gateway(String address, int uniqueId) {
        return load("sluice.toml").replace("@address@", address).replace("@unique_id@", Integer.toString(uniqueId));
    }

    /** For a gateway on the sandbox. */
    public static String sandboxGateway(String poolKey, int uniqueId) {
        return load("sandbox-sluice.toml")
                .replace("@pool_key@", poolKey)
                .replace("@unique_id@", Integer.toString(uniqueId));
    }

    /** For a pool on the sandbox. */
    public static String sandboxPool() {
        return load("sandbox-pool.toml");
    }

    private static String load(String name) {
        try (InputStream in = ConfigTemplates.class.getResourceAsStream("/templates/" + name)) {
            if (in == null) {
                throw new IllegalStateException("the template " + name + " is not in this build");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
