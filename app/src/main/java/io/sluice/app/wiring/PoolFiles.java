package io.sluice.app.wiring;

import java.io.IOException;
import java.nio.file.Path;

import io.sluice.app.config.PoolServerConfig;
import io.sluice.datum.crypto.KeySet;

/**
 * What a pool has on disk.
 *
 * @param keys by which gateways know it
 * @param database its share table; made when it is not there
 */
public record PoolFiles(KeySet keys, Path database) {

    /** The files in the data folder of a configuration. Fails with a sentence for the operator. */
    public static PoolFiles of(PoolServerConfig config, World world) throws IOException {
        return new PoolFiles(
                new KeyFiles(config.data(), world.random()).pool(), config.data().resolve("pool.sqlite"));
    }
}
