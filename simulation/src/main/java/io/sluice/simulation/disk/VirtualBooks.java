package io.sluice.simulation.disk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

import io.sluice.datum.message.ShareReason;
import io.sluice.mining.bitcoin.BlockHash;
import io.sluice.pool.ledger.FoundBlock;
import io.sluice.pool.ledger.LedgerEntry;
import io.sluice.pool.ledger.LedgerFailure;
import io.sluice.pool.ledger.LedgerStore;
import io.sluice.pool.ledger.MinerCount;
import io.sluice.pool.payout.PayoutOffer;
import io.sluice.simulation.trace.Happening;
import io.sluice.simulation.trace.Watcher;

/** A pool's books that outlive its processes, and tell what is written into them. */
public final class VirtualBooks {

    private static final class Row {
        private final LedgerEntry.Counted entry;
        private boolean tentative;
        private boolean isVoid;

        private Row(LedgerEntry.Counted entry) {
            this.entry = entry;
            this.tentative = entry.tentative();
        }
    }

    private final String pool;
    private final Watcher trace;
    private final Map<BlockHash, Row> shares = new LinkedHashMap<>();
    private final Map<String, Long> refusedByName = new TreeMap<>();
    private final Map<Integer, Long> refusedByReason = new TreeMap<>();
    private final Map<BlockHash, FoundBlock> blocks = new LinkedHashMap<>();
    private final List<PayoutOffer> offers = new ArrayList<>();
    private boolean failing;

    public VirtualBooks(String pool, Watcher trace) {
        this.pool = pool;
        this.trace = trace;
    }

    /** Whether nothing can be written. */
    public void failing(boolean isFailing) {
        failing = isFailing;
    }

    public boolean areFailing() {
        return failing;
    }

    /** Opens them for one process. */
    public LedgerStore open() {
        return new Opened();
    }

    private void write(LedgerEntry entry) {
        switch (entry) {
            case LedgerEntry.Counted counted -> count(counted);
            case LedgerEntry.Refused refused -> refuse(refused.username().toUtf8(), refused.reason());
            case LedgerEntry.Found found -> blocks.putIfAbsent(found.hash(), new FoundBlock(
                    found.hash(), found.height(), found.username().toUtf8(), "PENDING", "", at(found.at())));
            case LedgerEntry.Decided decided -> blocks.computeIfPresent(decided.hash(), (_, block) -> new FoundBlock(
                    block.hash(), block.height(), block.miner(), decided.answer().outcome().name(),
                    decided.answer().words(), block.foundAt()));
            case LedgerEntry.Offered(PayoutOffer offer, Instant _) -> {
                offers.add(offer);
                trace.see(new Happening.PoolOffered(pool, offer.prevHash(), offer.value(), offer.payouts().stream()
                        .map(output -> new Happening.Payout(output.script(), output.value()))
                        .toList()));
            }
            case LedgerEntry.NewTip(var tip, Instant _) -> settle(tip.prevHash(), tip.height());
        }
    }

    private void count(LedgerEntry.Counted counted) {
        String name = counted.username().toUtf8();
        if (shares.putIfAbsent(counted.work().headerHash(), new Row(counted)) == null) {
            trace.see(new Happening.PoolCounted(pool, name, counted.work().headerHash(), counted.tentative()));
        } else {
            refuse(name, ShareReason.DUPLICATE_WORK);
        }
    }

    private void refuse(String name, ShareReason reason) {
        refusedByName.merge(name, 1L, Long::sum);
        refusedByReason.merge(reason.code(), 1L, Long::sum);
        trace.see(new Happening.PoolRefused(pool, name, reason.code(), reason.name()));
    }

    private void settle(BlockHash tip, long height) {
        for (Row row : shares.values()) {
            if (row.tentative && row.entry.work().prevHash().equals(tip)) {
                row.tentative = false;
            } else if (row.tentative && row.entry.work().height() < height) {
                row.tentative = false;
                row.isVoid = true;
            }
        }
    }

    private static long at(Instant when) {
        return when.toEpochMilli();
    }

    private final class Opened implements LedgerStore {

        @Override
        public String place() {
            return "the books of " + pool;
        }

        @Override
        public void write(List<LedgerEntry> entries) throws LedgerFailure {
            if (failing) {
                throw new LedgerFailure("database or disk is full", new IllegalStateException("full"));
            }
            entries.forEach(VirtualBooks.this::write);
        }

        @Override
        public List<MinerCount> miners() {
            Map<String, MinerCount> counts = new TreeMap<>();
            for (Row row : shares.values()) {
                long difficulty = row.entry.work().difficulty().difficulty();
                boolean accepted = !row.tentative && !row.isVoid;
                counts.merge(row.entry.username().toUtf8(), new MinerCount(row.entry.username().toUtf8(),
                        accepted ? 1 : 0, accepted ? difficulty : 0, row.tentative ? 1 : 0,
                        row.tentative ? difficulty : 0, row.isVoid ? 1 : 0, at(row.entry.at())), Opened::sum);
            }
            refusedByName.forEach((name, refused) -> counts.merge(
                    name, new MinerCount(name, 0, 0, 0, 0, refused, 0), Opened::sum));
            return counts.values().stream()
                    .sorted(Comparator.comparingLong(MinerCount::acceptedDifficulty).reversed())
                    .toList();
        }

        private static MinerCount sum(MinerCount one, MinerCount other) {
            return new MinerCount(one.name(), one.accepted() + other.accepted(),
                    one.acceptedDifficulty() + other.acceptedDifficulty(), one.tentative() + other.tentative(),
                    one.tentativeDifficulty() + other.tentativeDifficulty(), one.rejected() + other.rejected(),
                    Math.max(one.lastShareAt(), other.lastShareAt()));
        }

        @Override
        public Map<Integer, Long> rejections() {
            return refusedByReason;
        }

        @Override
        public List<FoundBlock> blocks(int most) {
            return new ArrayList<>(blocks.values()).reversed().stream().limit(most).toList();
        }

        @Override
        public List<PayoutOffer> offers(int most) {
            return List.copyOf(offers.subList(Math.max(0, offers.size() - most), offers.size()));
        }

        @Override
        public void forEachRecentHeader(int most, BiConsumer<BlockHash, BlockHash> prevHashAndHeaderHash) {
            new ArrayList<>(shares.values()).reversed().stream().limit(most).forEach(row -> prevHashAndHeaderHash
                    .accept(row.entry.work().prevHash(), row.entry.work().headerHash()));
        }

        @Override
        public void close() {
            // Nothing is held open.
        }
    }
}
