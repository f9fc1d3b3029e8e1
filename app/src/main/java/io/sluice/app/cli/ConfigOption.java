package io.sluice.app.cli;

import java.nio.file.Path;

import picocli.CommandLine.Option;

import io.sluice.app.api.ControlClient;
import io.sluice.app.config.BadConfiguration;
import io.sluice.app.config.GatewayConfig;

/** The option that names the gateway's configuration. */
final class ConfigOption {

    @Option(names = {"-c",
        "--config"}, paramLabel = "FILE", defaultValue = "sluice.toml", description = "The gateway's configuration (default: ${DEFAULT-VALUE}).")
    private Path file = Path.of("sluice.toml");

    Path file() {
        return file;
    }

    GatewayConfig load() throws BadConfiguration {
        return GatewayConfig.load(file);
    }

    /** A way to ask the gateway that runs on this configuration. */
    ControlClient client() throws BadConfiguration {
        GatewayConfig config = load();
        return new ControlClient(config.control(), config.data());
    }
}
