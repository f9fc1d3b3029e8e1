package io.sluice.pool.share;

import java.time.InstantSource;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.sluice.datum.message.ClientConfiguration;
import io.sluice.datum.message.CoinbaseSection;
import io.sluice.datum.message.JobSection;
import io.sluice.datum.message.PowSubmission;
import io.sluice.datum.message.ShareReason;
import io.sluice.mining.bitcoin.BlockHash;
import io.sluice.mining.bitcoin.CoinbaseParts;
import io.sluice.mining.bitcoin.Network;
import io.sluice.mining.bitcoin.ProofOfTarget;
import io.sluice.mining.bitcoin.Target;
import io.sluice.pool.chain.PoolTip;
import io.sluice.pool.chain.Standing;
import io.sluice.pool.chain.TipWatch;

/**
 * Judges the shares of one connection, check by check in the order of section 13. The first check that fails names the
 * reason.
 *
 * <p>Whether the header solves a block is found out as soon as it can be hashed, and does not depend on what follows. The
 * gateway's own word for it is not needed: a hash above the network's target is no block, whoever says so.
 *
 * <p>Threading: the connection's thread. What several judges share ({@link TipWatch}, {@link SeenHeaders},
 * {@link KnownPayouts}) is safe on any.
 */
public final class ShareJudge {

    private static final int LARGEST_TARGET_BYTE = 63;
    private static final int MAX_SECONDS_AHEAD = 7200;

    private final ShareRules rules;
    private final TipWatch tips;
    private final SeenHeaders seen;
    private final InstantSource clock;
    private final CoinbaseInspector inspector;
    private final Target[] targets = new Target[LARGEST_TARGET_BYTE + 1];
    private final WorkRebuilder rebuilder = new WorkRebuilder();

    /** @param clock the wall clock, for the time in headers */
    public ShareJudge(ShareRules rules, TipWatch tips, KnownPayouts payouts, SeenHeaders seen, InstantSource clock) {
        this.rules = rules;
        this.tips = tips;
        this.seen = seen;
        this.clock = clock;
        this.inspector = new CoinbaseInspector(rules.network(), rules.configuration(), payouts);
        for (int exponent = 0; exponent <= LARGEST_TARGET_BYTE; exponent++) {
            targets[exponent] = rules.network().difficultyOne().targetOf(new ProofOfTarget(exponent));
        }
    }

    /** Judges a share whose sections are {@linkplain GatewayJobs#store stored} already; counts it if it is good. */
    public Judgement judge(GatewayJobs jobs, PowSubmission share) {
        GatewayJob job = jobs.job(share.slot()).orElse(null);
        if (job == null) {
            return rejected(ShareReason.BAD_JOB_ID, "slot " + share.slot() + " was never filled");
        }
        if (share.extranonce().length() != PowSubmission.EXTRANONCE_SIZE) {
            return rejected(ShareReason.BAD_EXTRANONCE_SIZE,
                    "its extranonce has " + share.extranonce().length() + " bytes");
        }
        if (share.coinbaseId() > GatewayJob.LAST_COINBASE_ID
                && !(share.subsidyOnly() && share.coinbaseId() == PowSubmission.SUBSIDY_ONLY_COINBASE)) {
            return rejected(ShareReason.BAD_COINBASE_ID, "there is no coinbase " + share.coinbaseId());
        }
        // A miner may return subsidy-only work under another coinbase's number: the flag decides.
        int coinbaseId = share.subsidyOnly() ? PowSubmission.SUBSIDY_ONLY_COINBASE : share.coinbaseId();
        GatewayCoinbase coinbase = job.coinbase(coinbaseId).orElse(null);
        if (coinbase == null) {
            return rejected(ShareReason.COINBASE_MISSING,
                    "coinbase " + coinbaseId + " of slot " + share.slot() + " was never sent");
        }
        Fault fault = faultInForm(job.section(), coinbaseId, coinbase, share);
        if (fault != null) {
            return rejected(fault);
        }
        CoinbaseScript script = coinbase.script().orElse(null);
        if (script == null) {
            return rejected(ShareReason.BAD_COINBASE, "its coinbase does not begin like one");
        }
        int index = script.targetByteIndex();
        if (index != job.section().targetByteIndex() || coinbase.coinb1().at(index) != CoinbaseParts.UNCOMMITTED) {
            return rejected(ShareReason.TARGET_MISMATCH, "the target byte stands at " + index + " as "
                    + coinbase.coinb1().at(index) + ", and should at " + job.section().targetByteIndex());
        }
        if (share.targetByte() > LARGEST_TARGET_BYTE) {
            return rejected(ShareReason.BAD_TARGET, "its target byte is " + share.targetByte());
        }
        return judgeWork(job, coinbase, script, new ProofOfTarget(share.targetByte()), share);
    }

    private static @Nullable Fault faultInForm(
            JobSection job, int coinbaseId, GatewayCoinbase coinbase, PowSubmission share) {
        int sent = share.coinbase().map(CoinbaseSection::coinbaseId).orElse(coinbaseId);
        if (sent != coinbaseId) {
            return new Fault(ShareReason.COINBASE_ID_MISMATCH,
                    "it brings coinbase " + sent + " and was mined with " + coinbaseId);
        }
        int branches = Integer.SIZE - Integer.numberOfLeadingZeros((int) job.transactionCount());
        if (job.merklePath().branches().size() != branches) {
            return new Fault(ShareReason.BAD_MERKLE_COUNT, job.transactionCount() + " transactions with "
                    + job.merklePath().branches().size() + " merkle branches");
        }
        return coinbase.tooLarge()
                ? new Fault(ShareReason.COINBASE_TOO_LARGE, "its coinbase has more than " + GatewayCoinbase.LARGEST
                        + " bytes")
                : null;
    }

    private Judgement judgeWork(
            GatewayJob job, GatewayCoinbase coinbase, CoinbaseScript script, ProofOfTarget difficulty,
            PowSubmission share) {
        WorkRebuilder.Work mined = rebuilder.rebuild(
                job.section(), coinbase, script.targetByteIndex(), difficulty, share);
        BlockHash hash = mined.hash();
        Optional<SolvedShare> solved = solves(job.section(), hash)
                ? Optional.of(new SolvedShare(hash, mined.header(), mined.coinbase(), job.slot(), job.section(),
                        share.subsidyOnly(), share.username()))
                : Optional.empty();

        ClientConfiguration configuration = rules.configuration();
        if (difficulty.compareTo(configuration.minimum()) < 0) {
            return new Judgement(reject(ShareReason.BAD_TARGET,
                    "its difficulty is " + difficulty + ", below " + configuration.minimum()), Optional.empty(),
                    solved);
        }
        if (!targets[0].isMetBy(hash)) {
            return new Judgement(reject(ShareReason.H_NOT_ZERO, "its hash is " + hash), Optional.empty(), solved);
        }
        if (!targets[difficulty.exponent()].isMetBy(hash)) {
            return new Judgement(reject(ShareReason.HIGH_HASH, "its hash is " + hash + " at " + difficulty),
                    Optional.empty(), solved);
        }
        var work = new ProvenWork(hash, difficulty, job.section().prevHash(), job.section().height());
        return new Judgement(judgeRest(job, coinbase, script, work, share), Optional.of(work), solved);
    }

    private Judgement.Verdict judgeRest(
            GatewayJob job, GatewayCoinbase coinbase, CoinbaseScript script, ProvenWork work, PowSubmission share) {
        Network network = rules.network();
        JobSection section = job.section();
        if (!job.allowsVersion(network.poolVersionMask(), share.version())) {
            return reject(ShareReason.BAD_VERSION, String.format("its version is %08x", share.version()));
        }
        Standing standing = tips.standing(section.prevHash(), section.height());
        Fault fault = switch (standing) {
            case Standing.Current(PoolTip tip) -> faultAgainst(tip, section, share);
            case Standing.Late(PoolTip tip) -> faultAgainst(tip, section, share);
            case Standing.Early(PoolTip tip) -> faultBeyond(tip, section, share);
            case Standing.Stale() -> new Fault(ShareReason.STALE_BLOCK, "it builds on " + section.prevHash());
            case Standing.Unknown() -> new Fault(ShareReason.OTHER, "the pool's node has not told a tip yet");
        };
        if (fault == null) {
            fault = coinbase.fault(() -> inspector.inspect(section, coinbase, script, share.subsidyOnly()))
                    .orElse(null);
        }
        if (fault != null) {
            return new Judgement.Verdict.Rejected(fault);
        }
        if (seen.contains(work.prevHash(), work.headerHash())) {
            return reject(ShareReason.DUPLICATE_WORK, "header " + work.headerHash() + " was counted before");
        }
        if (!rules.usernames().accepts(share.username())) {
            return reject(ShareReason.BAD_USERNAME, "its user name is " + share.username());
        }
        return switch (seen.add(work.prevHash(), work.headerHash())) {
            case SEEN -> reject(ShareReason.DUPLICATE_WORK, "header " + work.headerHash() + " was counted before");
            case NO_ROOM -> reject(ShareReason.OTHER, "the pool can not remember more shares for this block");
            case NEW -> {
                job.fixVersion(share.version());
                yield standing instanceof Standing.Early
                        ? new Judgement.Verdict.Tentative()
                        : new Judgement.Verdict.Accepted();
            }
        };
    }

    private @Nullable Fault faultAgainst(PoolTip tip, JobSection job, PowSubmission share) {
        if (share.nTime() < tip.minTime()) {
            return new Fault(ShareReason.BAD_NTIME, "its time is " + share.nTime() + ", before " + tip.minTime());
        }
        Fault future = faultInFuture(share);
        if (future != null) {
            return future;
        }
        if (job.height() != tip.height()) {
            return new Fault(ShareReason.BAD_COINBASE, "it is for height " + job.height() + " on a chain where "
                    + tip.height() + " is next");
        }
        if (!job.nBits().equals(tip.nBits())) {
            return new Fault(ShareReason.OTHER,
                    "its nBits is " + job.nBits() + " where the chain has " + tip.nBits());
        }
        return null;
    }

    /** What can be said of work on a block that we do not know. */
    private @Nullable Fault faultBeyond(PoolTip tip, JobSection job, PowSubmission share) {
        Fault future = faultInFuture(share);
        if (future != null) {
            return future;
        }
        if (!job.nBits().equals(tip.nBits()) && !rules.network().nBitsMayChangeAt((int) job.height())) {
            return new Fault(ShareReason.OTHER,
                    "its nBits is " + job.nBits() + " where the chain has " + tip.nBits());
        }
        return null;
    }

    private @Nullable Fault faultInFuture(PowSubmission share) {
        long latest = clock.instant().getEpochSecond() + MAX_SECONDS_AHEAD;
        return share.nTime() > latest
                ? new Fault(ShareReason.BAD_NTIME, "its time is " + share.nTime() + ", behind " + latest)
                : null;
    }

    /** Whether a hash would make a block on a chain with a target like ours. */
    private boolean solves(JobSection job, BlockHash hash) {
        if (!job.nBits().toTarget().isMetBy(hash)) {
            return false;
        }
        return switch (tips.standing(job.prevHash(), job.height())) {
            case Standing.Current(PoolTip tip) -> tip.nBits().equals(job.nBits());
            case Standing.Late(PoolTip tip) -> tip.nBits().equals(job.nBits());
            case Standing.Early(PoolTip tip) -> tip.nBits().equals(job.nBits())
                    || rules.network().nBitsMayChangeAt((int) job.height());
            case Standing.Stale() -> tips.current().filter(tip -> tip.nBits().equals(job.nBits())).isPresent();
            case Standing.Unknown() -> true;
        };
    }

    private static Judgement rejected(ShareReason reason, String detail) {
        return rejected(new Fault(reason, detail));
    }

    private static Judgement rejected(Fault fault) {
        return new Judgement(new Judgement.Verdict.Rejected(fault), Optional.empty(), Optional.empty());
    }

    private static Judgement.Verdict reject(ShareReason reason, String detail) {
        return new Judgement.Verdict.Rejected(new Fault(reason, detail));
    }
}
