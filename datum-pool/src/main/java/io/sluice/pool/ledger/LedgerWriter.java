package io.sluice.pool.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.jdbi.v3.core.Handle;

import io.sluice.datum.message.PayoutList;
import io.sluice.datum.message.ShareReason;
import io.sluice.pool.payout.PayoutOffer;
import io.sluice.pool.share.UsernamePolicy;
import io.sluice.wire.type.Bytes;

/**
 * Turns entries into rows, inside the transaction that it is given.
 *
 * <p>Threading: one caller at a time.
 */
final class LedgerWriter {

    /** Lists older than this belong to work that is long stale. */
    private static final Duration OFFER_RETENTION = Duration.ofDays(1);
    /** The row of everybody who never proved any work. */
    private static final long NOBODY = 0;

    private final Duration shareRetention;

    LedgerWriter(Duration shareRetention) {
        this.shareRetention = shareRetention;
    }

    void write(Handle handle, List<LedgerEntry> entries) {
        for (LedgerEntry entry : entries) {
            switch (entry) {
                case LedgerEntry.Counted counted -> count(handle, counted);
                case LedgerEntry.Refused refused -> refuse(handle, refused);
                case LedgerEntry.Found found -> find(handle, found);
                case LedgerEntry.Decided decided -> decide(handle, decided);
                case LedgerEntry.Offered(PayoutOffer offer, Instant at) -> offer(handle, offer, at);
                case LedgerEntry.NewTip tip -> settle(handle, tip);
            }
        }
    }

    private static void count(Handle handle, LedgerEntry.Counted entry) {
        long miner = minerWithWork(handle, entry.username());
        long gateway = gateway(handle, entry);
        String status = entry.tentative() ? "tentative" : "accepted";
        long difficulty = entry.work().difficulty().difficulty();
        int inserted = handle.execute("""
                INSERT OR IGNORE INTO share
                    (header_hash, miner_id, gateway_id, difficulty, status, prev_hash, height, at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)""",
                entry.work().headerHash().internal().toArray(), miner, gateway, difficulty, status,
                entry.work().prevHash().internal().toArray(), entry.work().height(), entry.at().toEpochMilli());
        if (inserted == 0) {
            // Memory had forgotten this header; the books had not.
            addRejections(handle, miner, ShareReason.DUPLICATE_WORK, 1);
            return;
        }
        String sum = entry.tentative()
                ? "tentative = tentative + 1, tentative_difficulty = tentative_difficulty + ?"
                : "accepted = accepted + 1, accepted_difficulty = accepted_difficulty + ?";
        handle.execute("UPDATE miner SET " + sum + ", last_share_at = ? WHERE id = ?",
                difficulty, entry.at().toEpochMilli(), miner);
    }

    private static void refuse(Handle handle, LedgerEntry.Refused entry) {
        long miner = entry.proven() && UsernamePolicy.VISIBLE.accepts(entry.username())
                ? minerWithWork(handle, entry.username())
                : handle.select("SELECT id FROM miner WHERE name = ?", entry.username().toUtf8())
                        .mapTo(Long.class).findOne().orElse(NOBODY);
        addRejections(handle, miner, entry.reason(), 1);
    }

    private static void addRejections(Handle handle, long miner, ShareReason reason, long count) {
        handle.execute("""
                INSERT INTO rejection (miner_id, reason, count) VALUES (?, ?, ?)
                ON CONFLICT (miner_id, reason) DO UPDATE SET count = count + excluded.count""",
                miner, reason.code(), count);
    }

    private static void find(Handle handle, LedgerEntry.Found entry) {
        handle.execute("""
                INSERT OR IGNORE INTO block (hash, height, miner, outcome, words, found_at)
                VALUES (?, ?, ?, 'PENDING', '', ?)""",
                entry.hash().internal().toArray(), entry.height(), entry.username().toUtf8(),
                entry.at().toEpochMilli());
    }

    private static void decide(Handle handle, LedgerEntry.Decided entry) {
        handle.execute("UPDATE block SET outcome = ?, words = ? WHERE hash = ?",
                entry.answer().outcome().name(), entry.answer().words(), entry.hash().internal().toArray());
    }

    private static void offer(Handle handle, PayoutOffer offer, Instant at) {
        handle.execute("""
                INSERT OR REPLACE INTO payout_offer (prev_hash, value, coinbaser_id, blob, at)
                VALUES (?, ?, ?, ?, ?)""",
                offer.prevHash().internal().toArray(), offer.value(), offer.coinbaserId(),
                PayoutList.blob(offer.coinbaserId(), offer.payouts()).toArray(), at.toEpochMilli());
    }

    private void settle(Handle handle, LedgerEntry.NewTip entry) {
        byte[] tip = entry.tip().prevHash().internal().toArray();
        handle.execute("""
                UPDATE miner SET
                    accepted = accepted + sums.shares,
                    accepted_difficulty = accepted_difficulty + sums.difficulty,
                    tentative = tentative - sums.shares,
                    tentative_difficulty = tentative_difficulty - sums.difficulty
                FROM (SELECT miner_id, COUNT(*) AS shares, SUM(difficulty) AS difficulty FROM share
                      WHERE status = 'tentative' AND prev_hash = ? GROUP BY miner_id) AS sums
                WHERE miner.id = sums.miner_id""", tip);
        handle.execute("UPDATE share SET status = 'accepted' WHERE status = 'tentative' AND prev_hash = ?", tip);

        int height = entry.tip().height();
        handle.execute("""
                UPDATE miner SET
                    tentative = tentative - sums.shares,
                    tentative_difficulty = tentative_difficulty - sums.difficulty
                FROM (SELECT miner_id, COUNT(*) AS shares, SUM(difficulty) AS difficulty FROM share
                      WHERE status = 'tentative' AND height < ? GROUP BY miner_id) AS sums
                WHERE miner.id = sums.miner_id""", height);
        handle.execute("""
                INSERT INTO rejection (miner_id, reason, count)
                SELECT miner_id, ?, COUNT(*) FROM share WHERE status = 'tentative' AND height < ? GROUP BY miner_id
                ON CONFLICT (miner_id, reason) DO UPDATE SET count = count + excluded.count""",
                ShareReason.STALE_BLOCK.code(), height);
        handle.execute("UPDATE share SET status = 'void', reason = ? WHERE status = 'tentative' AND height < ?",
                ShareReason.STALE_BLOCK.code(), height);

        handle.execute("DELETE FROM share WHERE at < ? AND status <> 'tentative'",
                entry.at().minus(shareRetention).toEpochMilli());
        handle.execute("DELETE FROM payout_offer WHERE at < ?", entry.at().minus(OFFER_RETENTION).toEpochMilli());
    }

    private static long minerWithWork(Handle handle, Bytes username) {
        String name = username.toUtf8();
        handle.execute("INSERT OR IGNORE INTO miner (name) VALUES (?)", name);
        return handle.select("SELECT id FROM miner WHERE name = ?", name).mapTo(Long.class).one();
    }

    private static long gateway(Handle handle, LedgerEntry.Counted entry) {
        byte[] identity = entry.gateway().toArray();
        handle.execute("INSERT OR IGNORE INTO gateway (identity, version, first_seen_at) VALUES (?, ?, ?)",
                identity, entry.gatewayVersion(), entry.at().toEpochMilli());
        return handle.select("SELECT id FROM gateway WHERE identity = ?", identity).mapTo(Long.class).one();
    }
}
