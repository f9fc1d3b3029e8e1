package io.sluice.mining.channel;

import java.util.Optional;

import io.sluice.mining.bitcoin.DifficultyOne;
import io.sluice.mining.bitcoin.ProofOfTarget;
import io.sluice.mining.bitcoin.Target;
import io.sluice.mining.bitcoin.VersionMask;
import io.sluice.mining.candidate.Birth;
import io.sluice.mining.candidate.BlockCandidate;
import io.sluice.mining.candidate.CoinbaseClass;
import io.sluice.mining.candidate.HeldWork;
import io.sluice.mining.job.HeldJob;
import io.sluice.mining.job.Job;
import io.sluice.mining.job.JobBook;
import io.sluice.mining.share.AcceptedShare;
import io.sluice.mining.share.Judgement;
import io.sluice.mining.share.RejectReason;
import io.sluice.mining.share.Share;
import io.sluice.mining.share.ShareJudge;
import io.sluice.mining.share.ShareVerdict;
import io.sluice.mining.vardiff.ShareDifficulty;
import io.sluice.mining.vardiff.Vardiff;
import io.sluice.wire.type.Bytes;

/**
 * One stream of jobs to a miner and of shares back. It cuts jobs from candidates, judges shares on them, asks the gate, and
 * minds its difficulty. It knows no protocol: the conversation that owns it turns its values into messages.
 *
 * <p>Belongs to the loop of its connection.
 */
public abstract sealed class MiningChannel permits StandardChannel, ExtendedChannel {

    private static final double SLOW_SHARES_PER_MINUTE = 2;

    private final ChannelTools tools;
    private final ExtranoncePrefix prefix;
    private final String userIdentity;
    private final CoinbaseClass coinbaseClass;
    private final JobBook jobs = new JobBook();
    private final ShareJudge judge;
    private final Vardiff vardiff;
    private Target easiestTarget;
    private long lastCandidate = -1;
    // One bit for each commitment that this channel has a job with, of the last candidate.
    private long commitmentsCut;

    MiningChannel(ChannelTools tools, ChannelOpening opening) {
        this.tools = tools;
        this.prefix = tools.prefixes().allocate();
        this.userIdentity = opening.userIdentity();
        this.coinbaseClass = opening.coinbaseClass();
        this.easiestTarget = opening.easiestTarget();
        this.judge = new ShareJudge(tools.clock());
        this.vardiff = new Vardiff(tools.vardiff(), tools.ticker(), opening.start());
    }

    /** The bytes of extranonce that no job of this channel leaves to the miner. */
    abstract Bytes fixedExtranonceOfNextJob();

    public final ExtranoncePrefix prefix() {
        return prefix;
    }

    public final String userIdentity() {
        return userIdentity;
    }

    public final CoinbaseClass coinbaseClass() {
        return coinbaseClass;
    }

    public final JobBook jobs() {
        return jobs;
    }

    public final Vardiff vardiff() {
        return vardiff;
    }

    /** The miner says that it takes no easier target than this from now on; it becomes true with the next job. */
    public final void takesAtEasiest(Target easiest) {
        easiestTarget = easiest;
    }

    /**
     * Cuts the next job and makes it the active one.
     *
     * @param id different from every job id that this channel remembers
     */
    public final Job cut(BlockCandidate candidate, long id) {
        return cut(candidate, id, coinbaseClass);
    }

    /** As {@link #cut(BlockCandidate, long)}, when the coinbase of the channel's class is too large for this candidate's job. */
    public final Job cut(BlockCandidate candidate, long id, CoinbaseClass coinbaseClass) {
        Target target = nextTarget(candidate.minimumCommitment());
        return activate(new Job(
                id,
                candidate,
                candidate.committed(coinbaseClass, nextCommitment(candidate.minimumCommitment(), target)),
                target,
                ShareDifficulty.easierOrEqual(one(), target),
                one().targetOf(nextCommitment(candidate.minimumCommitment(), target)),
                VersionMask.BIP320.clear(candidate.template().version()),
                mask(candidate.birth() instanceof Birth.Pool),
                fixedExtranonceOfNextJob(),
                candidate.tip().nBits().toTarget()));
    }

    /** The target of the next job of this candidate. */
    public final Target targetFor(BlockCandidate candidate) {
        return nextTarget(candidate.minimumCommitment());
    }

    /** What the next job of this candidate will commit to. */
    public final ProofOfTarget commitmentFor(BlockCandidate candidate) {
        return commitmentNow(candidate.minimumCommitment());
    }

    /**
     * Makes a job for the miner to hold ready.
     *
     * @param id different from every job id that this channel remembers
     */
    public final HeldJob hold(HeldWork work, long id) {
        return new HeldJob(
                id,
                work,
                work.committed(coinbaseClass, commitmentNow(work.minimumCommitment())),
                VersionMask.BIP320.clear(work.version()),
                mask(work.isForPool()),
                fixedExtranonceOfNextJob());
    }

    /** Whether a held job is still what {@link #hold} would make of this work. */
    public final boolean isAsHeld(HeldJob held, HeldWork work) {
        return held.work() == work && held.coinbase().commitment().equals(commitmentNow(work.minimumCommitment()));
    }

    /**
     * Whether a held job may begin: it is about this candidate, and the channel's difficulty is what it was made for.
     *
     * @param told the target that the miner takes to be valid for it
     */
    public final boolean mayBegin(HeldJob held, BlockCandidate candidate, Target told) {
        return candidate.heldAs().filter(work -> isAsHeld(held, work)).isPresent()
                && nextTarget(candidate.minimumCommitment()).equals(told);
    }

    /** Makes a held job that {@link #mayBegin} the active one. */
    public final Job begin(HeldJob held, BlockCandidate candidate, Target told) {
        return activate(new Job(
                held.id(),
                candidate,
                held.coinbase(),
                told,
                ShareDifficulty.easierOrEqual(one(), told),
                one().targetOf(held.coinbase().commitment()),
                held.version(),
                held.versionMask(),
                held.fixedExtranonce(),
                candidate.tip().nBits().toTarget()));
    }

    private Job activate(Job job) {
        if (job.candidate().id() != lastCandidate) {
            lastCandidate = job.candidate().id();
            commitmentsCut = 0;
        }
        commitmentsCut |= 1L << job.commitment().exponent();
        jobs.add(job);
        vardiff.jobCut(job.difficulty());
        return job;
    }

    private VersionMask mask(boolean forPool) {
        return forPool ? tools.network().poolVersionMask() : tools.network().soloVersionMask();
    }

    /**
     * Whether a job cut now from this candidate would differ in what is hashed from all that this channel has of it. If not, it
     * must wait for the next candidate: a miner starts its counters anew with each job and would find the same shares again.
     */
    public boolean wouldDiffer(BlockCandidate candidate) {
        return candidate.id() != lastCandidate || (commitmentsCut & 1L << commitmentFor(candidate).exponent()) == 0;
    }

    /** Whether the difficulty that the channel should have differs from that of the job it is at. */
    public final boolean wantsAnotherDifficulty(BlockCandidate candidate) {
        return jobs.active().map(entry -> !entry.job().target().equals(nextTarget(candidate.minimumCommitment())))
                .orElse(true);
    }

    private Target nextTarget(ProofOfTarget minimumCommitment) {
        ShareDifficulty minimum = ShareDifficulty.of(minimumCommitment);
        ShareDifficulty wish = vardiff.wish();
        if (wish.compareTo(minimum) < 0 && !mayGoBelow(minimum)) {
            wish = minimum;
        }
        // A client names the easiest target that it takes; ours may be harder, never easier.
        return wish.target(one()).harder(easiestTarget);
    }

    private ProofOfTarget nextCommitment(ProofOfTarget minimum, Target target) {
        return one().commitmentFor(target).max(minimum);
    }

    private ProofOfTarget commitmentNow(ProofOfTarget minimum) {
        return nextCommitment(minimum, nextTarget(minimum));
    }

    private DifficultyOne one() {
        return tools.vardiff().one();
    }

    /** Judges a share and, if it is good, asks the gate. */
    public final SubmitOutcome submit(long jobId, Share share, Optional<RejectReason> objection) {
        return submit(jobId, share, objection, userIdentity);
    }

    /** As {@link #submit(long, Share, Optional)}, for a worker that has a name of its own. */
    public final SubmitOutcome submit(long jobId, Share share, Optional<RejectReason> objection, String worker) {
        Optional<JobBook.Entry> entry = jobs.find(jobId);
        if (entry.isEmpty()) {
            return SubmitOutcome.rejected(RejectReason.UNKNOWN_JOB);
        }
        Judgement judgement = judge.judge(entry.get(), share, objection, worker);
        Optional<RejectReason> rejection = switch (judgement.verdict()) {
            case ShareVerdict.Rejected(var reason) -> Optional.of(reason);
            case ShareVerdict.Accepted(var accepted) -> admit(entry.get(), accepted);
        };
        if (rejection.isPresent()) {
            if (rejection.get() == RejectReason.OVERLOADED) {
                raise(entry.get().job());
            }
            return new SubmitOutcome(judgement.block(), rejection, 0);
        }
        ShareDifficulty difficulty = entry.get().job().difficulty();
        vardiff.shareFound(difficulty);
        return new SubmitOutcome(judgement.block(), Optional.empty(),
                difficulty.exponent() < 0 ? 0 : 1L << difficulty.exponent());
    }

    private Optional<RejectReason> admit(JobBook.Entry entry, AcceptedShare share) {
        return switch (tools.gate().admit(share, tools.lane())) {
            case ADMITTED -> {
                entry.seen().add(share.hash());
                yield Optional.empty();
            }
            case STALE -> Optional.of(RejectReason.STALE);
            case OVERLOADED -> Optional.of(RejectReason.OVERLOADED);
        };
    }

    /** Fewer and harder shares are the way out of having too many; one step for each job, however many shares it brings. */
    private void raise(Job overloaded) {
        if (overloaded.difficulty().compareTo(vardiff.wish()) >= 0) {
            vardiff.suggest(vardiff.wish().plus(1));
        }
    }

    /** The ruling: only miners that would find fewer than two shares a minute at the pool's minimum. */
    private boolean mayGoBelow(ShareDifficulty minimum) {
        double rateAtMinimum = Math.scalb(tools.vardiff().sharesPerMinute(),
                vardiff.wish().exponent() - minimum.exponent());
        return tools.vardiff().belowMinimum() && rateAtMinimum < SLOW_SHARES_PER_MINUTE;
    }
}
