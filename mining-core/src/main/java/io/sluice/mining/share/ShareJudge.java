package io.sluice.mining.share;

import java.time.InstantSource;
import java.util.Optional;

import io.sluice.mining.bitcoin.BlockHash;
import io.sluice.mining.job.Job;
import io.sluice.mining.job.JobBook;

/**
 * Judges shares. The order of checks is the ruling's: as soon as the lengths are known the header is hashed and tested against
 * the network's target; authorisation, version bits, nTime, staleness, duplicates and difficulty come after, and none of them
 * can keep a block from being one.
 *
 * <p>Belongs to the loop of its connection; one judge per channel keeps the last merkle root warm.
 */
public final class ShareJudge {

    /** How far ahead of the clock a header's time may be, in seconds: the network's own rule. */
    public static final long MAX_SECONDS_AHEAD = 7200;

    private final InstantSource clock;
    private final HeaderForge forge = new HeaderForge();

    public ShareJudge(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Judges a share on a remembered job. A share that passes is not yet remembered as seen: whoever admits it does that.
     *
     * @param objection what the conversation has against the submitter, if anything; a block is a block all the same
     * @param userIdentity whose work it is
     */
    public Judgement judge(JobBook.Entry entry, Share share, Optional<RejectReason> objection, String userIdentity) {
        Job job = entry.job();
        if (share.extranonce().length() != job.rollableSize()) {
            return Judgement.rejected(RejectReason.BAD_EXTRANONCE);
        }
        byte[] hash = forge.hash(job, share);
        boolean solvesBlock = job.networkTarget().isMetBy(hash, 0);
        Optional<SolvedBlock> block = solvesBlock
                ? Optional.of(new SolvedBlock(
                        job.candidate(), forge.header(), BlockHash.of(hash, 0), forge.coinbase(job), userIdentity))
                : Optional.empty();
        Optional<RejectReason> fault = objection.or(() -> fault(entry, share, hash));
        if (fault.isPresent()) {
            return new Judgement(block, new ShareVerdict.Rejected(fault.get()));
        }
        return new Judgement(block, new ShareVerdict.Accepted(new AcceptedShare(
                job,
                share,
                forge.extranonce(),
                BlockHash.of(hash, 0),
                userIdentity,
                job.commitmentTarget().isMetBy(hash, 0),
                solvesBlock)));
    }

    private Optional<RejectReason> fault(JobBook.Entry entry, Share share, byte[] hash) {
        Job job = entry.job();
        if (!job.versionMask().allows(job.version(), share.version())) {
            return Optional.of(RejectReason.BAD_VERSION);
        }
        if (share.nTime() < job.minNtime()) {
            return Optional.of(RejectReason.TIME_TOO_OLD);
        }
        if (share.nTime() > latestNtime(job)) {
            return Optional.of(RejectReason.TIME_TOO_NEW);
        }
        if (entry.state() == JobBook.State.STALE) {
            return Optional.of(RejectReason.STALE);
        }
        if (entry.seen().contains(hash, 0)) {
            return Optional.of(RejectReason.DUPLICATE);
        }
        if (!job.target().isMetBy(hash, 0)) {
            return Optional.of(RejectReason.LOW_DIFFICULTY);
        }
        return entry.seen().isFull() ? Optional.of(RejectReason.OVERLOADED) : Optional.empty();
    }

    /** Our own clock may be behind the node's: what the node called now is never too new. */
    private long latestNtime(Job job) {
        return Math.max(clock.instant().getEpochSecond(), job.startNtime()) + MAX_SECONDS_AHEAD;
    }
}
