package io.sluice.pool.ledger;

import java.nio.file.Path;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.jdbi.v3.core.Jdbi;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteDataSource;

/**
 * The database file: opened, brought to the present version, and closed. Safe on any thread.
 *
 * @param file where it is
 */
record PoolDatabase(Path file, HikariDataSource connections, Jdbi jdbi) implements AutoCloseable {

    private static final int BUSY_MILLIS = 5000;
    /** One that writes, one that reads meanwhile. */
    private static final int CONNECTIONS = 2;

    static PoolDatabase open(Path file) throws LedgerFailure {
        SQLiteDataSource source = source(file);
        try {
            Flyway.configure(PoolDatabase.class.getClassLoader())
                    .dataSource(source)
                    .locations("classpath:io/sluice/pool/ledger")
                    // Nothing is ignored: data that a newer version wrote is refused, not misread.
                    .ignoreMigrationPatterns(new String[0])
                    .load()
                    .migrate();
        } catch (FlywayValidateException mismatch) {
            throw new LedgerFailure("The pool's database " + file
                    + " was written by another version of Sluice, which this"
                    + " one does not understand. Start the newer version again, or restore the copy made before the"
                    + " upgrade.", mismatch);
        } catch (FlywayException failure) {
            throw new LedgerFailure(
                    "The pool's database " + file + " can not be opened: " + rootOf(failure).getMessage()
                            + ". Check that its folder exists and that this user may write there.",
                    failure);
        }
        var config = new HikariConfig();
        config.setPoolName("pool-ledger");
        config.setDataSource(source);
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(0);
        var connections = new HikariDataSource(config);
        return new PoolDatabase(file, connections, Jdbi.create(connections));
    }

    @Override
    public void close() {
        connections.close();
    }

    private static SQLiteDataSource source(Path file) {
        var config = new SQLiteConfig();
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(SynchronousMode.NORMAL);
        config.setBusyTimeout(BUSY_MILLIS);
        config.enforceForeignKeys(true);
        var source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        return source;
    }

    private static Throwable rootOf(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
