package io.sluice.pool.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

import org.jdbi.v3.core.Jdbi;

import io.sluice.datum.message.PayoutList;
import io.sluice.mining.bitcoin.BlockHash;
import io.sluice.pool.payout.PayoutOffer;
import io.sluice.wire.type.Bytes;

/** The questions that are asked of the books. */
final class LedgerReader {

    private LedgerReader() {}

    static List<MinerCount> miners(Jdbi jdbi) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                SELECT name, accepted, accepted_difficulty, tentative, tentative_difficulty, last_share_at,
                    (SELECT COALESCE(SUM(count), 0) FROM rejection WHERE miner_id = miner.id) AS rejected
                FROM miner WHERE id > 0 OR rejected > 0
                ORDER BY accepted_difficulty DESC, name""")
                .map((row, context) -> new MinerCount(
                        row.getString("name"), row.getLong("accepted"), row.getLong("accepted_difficulty"),
                        row.getLong("tentative"), row.getLong("tentative_difficulty"), row.getLong("rejected"),
                        row.getLong("last_share_at")))
                .list());
    }

    static void rejections(Jdbi jdbi, Map<Integer, Long> into) {
        jdbi.useHandle(handle -> handle.createQuery(
                "SELECT reason, SUM(count) AS count FROM rejection GROUP BY reason ORDER BY reason")
                .map((row, context) -> Map.entry(row.getInt("reason"), row.getLong("count")))
                .forEach(entry -> into.put(entry.getKey(), entry.getValue())));
    }

    static List<FoundBlock> blocks(Jdbi jdbi, int most) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                SELECT hash, height, miner, outcome, words, found_at FROM block
                ORDER BY found_at DESC, height DESC LIMIT ?""")
                .bind(0, most)
                .map((row, context) -> new FoundBlock(
                        BlockHash.of(row.getBytes("hash"), 0), row.getLong("height"), row.getString("miner"),
                        row.getString("outcome"), row.getString("words"), row.getLong("found_at")))
                .list());
    }

    static List<PayoutOffer> offers(Jdbi jdbi, int most) {
        List<PayoutOffer> newestFirst = new ArrayList<>(jdbi.withHandle(handle -> handle.createQuery(
                "SELECT prev_hash, value, blob FROM payout_offer ORDER BY at DESC, coinbaser_id DESC LIMIT ?")
                .bind(0, most)
                .map((row, context) -> offer(
                        BlockHash.of(row.getBytes("prev_hash"), 0), row.getLong("value"),
                        Bytes.adopt(row.getBytes("blob"))))
                .list()).stream().flatMap(List::stream).toList());
        return newestFirst.reversed();
    }

    static void recentHeaders(Jdbi jdbi, int most, BiConsumer<BlockHash, BlockHash> prevHashAndHeaderHash) {
        jdbi.useHandle(handle -> handle.createQuery("SELECT prev_hash, header_hash FROM share ORDER BY id DESC LIMIT ?")
                .bind(0, most)
                .map((row, context) -> Map.entry(
                        BlockHash.of(row.getBytes("prev_hash"), 0), BlockHash.of(row.getBytes("header_hash"), 0)))
                .forEach(entry -> prevHashAndHeaderHash.accept(entry.getKey(), entry.getValue())));
    }

    private static List<PayoutOffer> offer(BlockHash prevHash, long value, Bytes blob) {
        return PayoutList.read(blob, value) instanceof PayoutList.Kept kept
                ? List.of(new PayoutOffer(prevHash, value, kept.coinbaserId(), kept.payouts()))
                : List.of();
    }
}
