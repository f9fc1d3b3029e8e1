package io.sluice.app.wiring;

import java.io.IOException;

import io.sluice.app.config.PoolServerConfig;
import io.sluice.datum.crypto.KeySet;
import io.sluice.pool.ledger.LedgerSettings;
import io.sluice.pool.ledger.LedgerStore;
import io.sluice.pool.ledger.SqliteStore;

/**
 * What a pool has on disk.
 *
 * @param keys by which gateways know it
 * @param books its share table
 */
public record PoolFiles(KeySet keys, LedgerStore.Opener books) {

    /** The files in the data folder of a configuration. Fails with a sentence for the operator. */
    public static PoolFiles of(PoolServerConfig config, World world) throws IOException {
        return new PoolFiles(
                new KeyFiles(config.data(), world.random()).pool(),
                () -> SqliteStore.open(
                        config.data().resolve("pool.sqlite"), LedgerSettings.DEFAULT.shareRetention()));
    }
}
