package io.sluice.pool.ledger;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

import org.jdbi.v3.core.JdbiException;

import io.sluice.mining.bitcoin.BlockHash;
import io.sluice.pool.payout.PayoutOffer;

/** The books in an SQLite file. */
public final class SqliteStore implements LedgerStore {

    private final PoolDatabase database;
    private final LedgerWriter statements;

    private SqliteStore(PoolDatabase database, LedgerWriter statements) {
        this.database = database;
        this.statements = statements;
    }

    /**
     * Opens a file, making it if it is not there yet.
     *
     * @param shareRetention how long single shares are kept
     */
    public static SqliteStore open(Path file, Duration shareRetention) throws LedgerFailure {
        return new SqliteStore(PoolDatabase.open(file), new LedgerWriter(shareRetention));
    }

    @Override
    public String place() {
        return database.file().toString();
    }

    @Override
    public void write(List<LedgerEntry> entries) throws LedgerFailure {
        try {
            database.jdbi().useTransaction(handle -> statements.write(handle, entries));
        } catch (JdbiException failure) {
            throw new LedgerFailure(String.valueOf(failure.getMessage()), failure);
        }
    }

    @Override
    public List<MinerCount> miners() {
        return LedgerReader.miners(database.jdbi());
    }

    @Override
    public Map<Integer, Long> rejections() {
        Map<Integer, Long> rejections = new LinkedHashMap<>();
        LedgerReader.rejections(database.jdbi(), rejections);
        return rejections;
    }

    @Override
    public List<FoundBlock> blocks(int most) {
        return LedgerReader.blocks(database.jdbi(), most);
    }

    @Override
    public List<PayoutOffer> offers(int most) {
        return LedgerReader.offers(database.jdbi(), most);
    }

    @Override
    public void forEachRecentHeader(int most, BiConsumer<BlockHash, BlockHash> prevHashAndHeaderHash) {
        LedgerReader.recentHeaders(database.jdbi(), most, prevHashAndHeaderHash);
    }

    @Override
    public void close() {
        database.close();
    }
}
