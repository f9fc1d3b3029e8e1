package io.sluice.datum.job;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.sluice.datum.message.ClientConfiguration;
import io.sluice.datum.message.CoinbaseSection;
import io.sluice.datum.message.JobSection;
import io.sluice.datum.message.PowSubmission;
import io.sluice.mining.bitcoin.CoinbaseParts;
import io.sluice.mining.candidate.BlockCandidate;
import io.sluice.mining.candidate.BlockTemplate;
import io.sluice.mining.candidate.ChainTip;
import io.sluice.mining.candidate.CoinbaseClass;
import io.sluice.mining.job.Job;
import io.sluice.mining.share.AcceptedShare;
import io.sluice.wire.type.Bytes;

/**
 * One of the eight places for jobs: how old what stands in it is, and what the pool has been told of it on this connection.
 *
 * <p>Belongs to the pool link's loop.
 */
final class DatumJobSlot {

    private final int index;

    // The how-manieth reservation of all it is; since when, for which tip, under which configuration, on which connection.
    private long turn;
    private long reservedAt;
    private @Nullable ChainTip tip;
    private @Nullable ClientConfiguration configuration;
    private long connection;
    private boolean superseded;
    private long supersededAt;
    private boolean used;
    private @Nullable BlockCandidate shown;
    private long retired = -1;
    private String retiredWhy = "";

    // What the pool knows: all of it is about the candidate of this id, and void for any other.
    private long told = -1;
    private boolean jobTold;
    private int coinbasesTold;
    private final Map<CoinbaseClass, Integer> coinbaseIds = new EnumMap<>(CoinbaseClass.class);

    DatumJobSlot(int index) {
        this.index = index;
    }

    void reserve(long asTurn, long now, ChainTip forTip, ClientConfiguration under, long onConnection) {
        turn = asTurn;
        reservedAt = now;
        tip = forTip;
        configuration = under;
        connection = onConnection;
        superseded = false;
    }

    /** A candidate stands in it now. */
    void hold(BlockCandidate candidate) {
        used = true;
        shown = candidate;
    }

    void supersede(long now) {
        if (!superseded) {
            superseded = true;
            supersededAt = now;
        }
    }

    /** The job of this id can not be submitted any more. */
    void retire(long candidate, String why) {
        retired = candidate;
        retiredWhy = why;
    }

    /** The pool may not see what stands in it any more. */
    void hide() {
        shown = null;
    }

    /** A new connection: the pool knows nothing. */
    void forgetTold() {
        told = -1;
    }

    /** Grows with each reservation; zero if there never was one. */
    long turn() {
        return turn;
    }

    boolean isReservedSince(long age, long now) {
        return now - reservedAt >= age;
    }

    boolean isFor(ChainTip other) {
        return tip != null && tip.sameParent(other);
    }

    boolean isUnder(ClientConfiguration other) {
        return other.equals(configuration);
    }

    long connection() {
        return connection;
    }

    boolean isSupersededSince(long age, long now) {
        return superseded && now - supersededAt >= age;
    }

    boolean isUsed() {
        return used;
    }

    Optional<BlockCandidate> shown() {
        return Optional.ofNullable(shown);
    }

    String whyRetired(long candidate) {
        return candidate == retired ? retiredWhy : "its place at the pool went to newer work";
    }

    /** The message for a share, with what the pool does not know yet about its job; from here on it counts as told. */
    PowSubmission submission(AcceptedShare share, Bytes username) {
        Job job = share.job();
        BlockCandidate candidate = job.candidate();
        if (candidate.id() != told) {
            told = candidate.id();
            jobTold = false;
            coinbasesTold = 0;
            coinbaseIds.clear();
        }
        CoinbaseClass coinbaseClass = job.coinbase().coinbaseClass();
        int coinbaseId = coinbaseIds.computeIfAbsent(coinbaseClass, c -> coinbaseId(candidate, c));
        Optional<JobSection> jobSection = jobTold ? Optional.empty() : Optional.of(jobSection(candidate));
        Optional<CoinbaseSection> coinbaseSection = (coinbasesTold & 1 << coinbaseId) != 0
                ? Optional.empty()
                : Optional.of(coinbaseSection(candidate, coinbaseClass, coinbaseId));
        jobTold = true;
        coinbasesTold |= 1 << coinbaseId;
        return new PowSubmission(
                index,
                coinbaseId,
                share.solvesBlock(),
                false,
                false,
                job.commitment().exponent(),
                share.share().nTime(),
                share.share().nonce(),
                share.share().version(),
                share.extranonce(),
                username,
                jobSection,
                coinbaseSection);
    }

    /** Where a class has no payouts of its own its coinbase is the blank one, and is called so. */
    private static int coinbaseId(BlockCandidate candidate, CoinbaseClass coinbaseClass) {
        boolean blank = candidate.coinbase(coinbaseClass).parts()
                .equals(candidate.coinbase(CoinbaseClass.BLANK).parts());
        return blank ? CoinbaseClass.BLANK.id() : coinbaseClass.id();
    }

    private static JobSection jobSection(BlockCandidate candidate) {
        BlockTemplate template = candidate.template();
        return new JobSection(
                template.tip().prevHash(),
                candidate.coinbase(CoinbaseClass.BLANK).parts().targetByteIndex(),
                template.tip().nBits(),
                candidate.recipe().outputs().coinbaserId(),
                template.tip().height(),
                candidate.recipe().value(),
                template.transactions().size(),
                template.totalWeight(),
                template.totalSize(),
                template.totalSigops(),
                template.merklePath());
    }

    /** The halves as built: the pool sets the target byte itself. */
    private static CoinbaseSection coinbaseSection(
            BlockCandidate candidate, CoinbaseClass coinbaseClass, int coinbaseId) {
        CoinbaseParts parts = candidate.coinbase(coinbaseClass).parts();
        return new CoinbaseSection(coinbaseId, parts.prefix(), parts.suffix());
    }
}
