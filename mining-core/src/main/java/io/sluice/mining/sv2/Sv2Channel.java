package io.sluice.mining.sv2;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.sluice.mining.bitcoin.HashRate;
import io.sluice.mining.bitcoin.ProofOfTarget;
import io.sluice.mining.bitcoin.Target;
import io.sluice.mining.bitcoin.VersionMask;
import io.sluice.mining.candidate.BlockCandidate;
import io.sluice.mining.candidate.CoinbaseClass;
import io.sluice.mining.candidate.HeldWork;
import io.sluice.mining.channel.ChannelOpening;
import io.sluice.mining.channel.ChannelTools;
import io.sluice.mining.channel.ExtendedChannel;
import io.sluice.mining.channel.MiningChannel;
import io.sluice.mining.channel.StandardChannel;
import io.sluice.mining.channel.SubmitOutcome;
import io.sluice.mining.job.HeldJob;
import io.sluice.mining.job.Job;
import io.sluice.mining.port.MiningEvent.ChannelClosed;
import io.sluice.mining.port.MiningEvent.ChannelOpened;
import io.sluice.mining.port.MiningEvent.DifficultyChanged;
import io.sluice.mining.port.MiningEvent.ShareRefused;
import io.sluice.mining.port.MiningEvent.ShareTaken;
import io.sluice.mining.share.RejectReason;
import io.sluice.mining.share.Share;
import io.sluice.mining.vardiff.ShareDifficulty;
import io.sluice.wire.mining.OpenExtendedMiningChannelSuccess;
import io.sluice.wire.mining.OpenStandardMiningChannelSuccess;
import io.sluice.wire.mining.SetTarget;
import io.sluice.wire.mining.SubmitSharesError;

/** One mining channel in words of Stratum V2. */
final class Sv2Channel {

    /** Clients take a long silence for a dead connection: ESP-Miner after three minutes. */
    static final Duration LONGEST_SILENCE = Duration.ofSeconds(55);

    /** The shortest time between two jobs that are only there to bring something new to hash. */
    static final Duration SHORTEST_PERIOD = Duration.ofMillis(100);

    /** Headers that one standard job offers without rolling nTime: the nonce and 16 bits of the version. */
    private static final double HEADERS_OF_STANDARD_JOB = 0x1p48;

    /** Within this many steps a client's claim says less than what we measure. */
    private static final int CLAIM_IS_NEAR = 1;

    private final long id;
    private final MiningChannel channel;
    private final ChannelTools tools;
    private final JobIds ids;
    private final Acknowledgments acknowledgments;
    private double claimedHashRate;
    /** What the miner was told last, and so what holds for all jobs sent since. */
    private Target told = Target.EASIEST;
    private long lastJob;
    private @Nullable HeldJob held;

    Sv2Channel(long id, OpenRequest request, CoinbaseClass coinbaseClass, ChannelTools tools, JobIds ids,
            Sv2Settings settings) {
        ChannelOpening opening = new ChannelOpening(request.userIdentity(), coinbaseClass, request.easiestTarget(),
                tools.vardiff().forHashRate(request.hashRate()));
        this.id = id;
        this.channel = request.standard() ? new StandardChannel(tools, opening) : new ExtendedChannel(tools, opening);
        this.tools = tools;
        this.ids = ids;
        this.acknowledgments = new Acknowledgments(id, settings, tools.ticker());
        this.claimedHashRate = request.hashRate();
    }

    String userIdentity() {
        return channel.userIdentity();
    }

    /** Answers the request, then sends the first job and the call to begin with it. */
    void open(long requestId, long groupId, BlockCandidate candidate, EffectList out) {
        told = channel.targetFor(candidate);
        out.reply(switch (channel) {
            case StandardChannel standard -> new OpenStandardMiningChannelSuccess(
                    requestId, id, told.toWire(), standard.extranonceAtOpening(), groupId);
            case ExtendedChannel extended -> new OpenExtendedMiningChannelSuccess(requestId, id, told.toWire(),
                    ExtendedChannel.ROLLABLE_SIZE, extended.prefix().bytes(), groupId);
        });
        out.report(new ChannelOpened(kind(), id, userIdentity(), told));
        alone().work(candidate, ids, out);
    }

    private String kind() {
        return channel instanceof StandardChannel ? "standard" : "extended";
    }

    long id() {
        return id;
    }

    /** Whether it is one whose miner chooses extranonces, and so can share jobs with others. */
    boolean isExtended() {
        return channel instanceof ExtendedChannel;
    }

    /** As somebody who is spoken to alone. */
    JobAddress alone() {
        return new JobAddress(id, List.of(this));
    }

    ProofOfTarget commitmentFor(BlockCandidate candidate) {
        return channel.commitmentFor(candidate);
    }

    /** Whether its jobs stay good beside this work. */
    boolean continuesWith(BlockCandidate candidate) {
        return channel.jobs().active().map(entry -> candidate.continues(entry.job().candidate())).orElse(false);
    }

    /** Makes the next job its active one; a target that is new to the miner is told. */
    void cut(BlockCandidate candidate, long jobId, EffectList out) {
        lastJob = tools.ticker().nanos();
        CoinbaseClass wanted = channel.coinbaseClass();
        CoinbaseClass fitting = isExtended() ? JobMessages.fitting(candidate, wanted) : wanted;
        tellTarget(channel.cut(candidate, jobId, fitting).target(), out);
    }

    Job activeJob() {
        return channel.jobs().active().orElseThrow(() -> new IllegalStateException("no job was cut yet")).job();
    }

    Optional<Long> heldJobId() {
        return Optional.ofNullable(held).map(HeldJob::id);
    }

    boolean holds(HeldWork work) {
        return held != null && channel.isAsHeld(held, work);
    }

    HeldJob hold(HeldWork work, long jobId) {
        HeldJob job = channel.hold(work, jobId);
        held = job;
        return job;
    }

    void holdNothing() {
        held = null;
    }

    boolean canBegin(BlockCandidate candidate) {
        return held != null && channel.mayBegin(held, candidate, told);
    }

    /** Makes the job that it holds its active one. */
    void begin(BlockCandidate candidate) {
        if (held == null) {
            throw new IllegalStateException("channel " + id + " holds no job");
        }
        channel.begin(held, candidate, told);
        lastJob = tools.ticker().nanos();
        held = null;
    }

    /** Time has passed. */
    void tick(BlockCandidate candidate, EffectList out) {
        if (acknowledgments.areDue()) {
            acknowledgments.flush(out);
        }
        channel.vardiff().evaluate();
        renew(candidate, out);
    }

    /** Tells about all good shares now. */
    void acknowledge(EffectList out) {
        acknowledgments.flush(out);
    }

    /** A share came. Returns the answer's reason when it was refused. */
    Optional<RejectReason> submit(
            long sequence, long jobId, Share share, String worker, BlockCandidate candidate, EffectList out) {
        SubmitOutcome outcome = channel.submit(jobId, share, Optional.empty(), worker);
        outcome.block().ifPresent(out::submit);
        if (outcome.rejection().isPresent()) {
            refuse(sequence, jobId, outcome.rejection().get(), worker, out);
        } else {
            out.report(new ShareTaken(id, worker));
            acknowledgments.add(sequence, outcome.difficulty());
            if (outcome.block().isPresent() || acknowledgments.areDue()) {
                acknowledgments.flush(out);
            }
        }
        if (channel.vardiff().evaluate() || outcome.rejection().equals(Optional.of(RejectReason.OVERLOADED))) {
            renew(candidate, out);
        }
        return outcome.rejection();
    }

    /** A share came that may not count; it may be a block all the same. */
    void lookForBlock(long jobId, Share share, String worker, EffectList out) {
        channel.submit(jobId, share, Optional.of(RejectReason.UNAUTHORIZED), worker).block().ifPresent(out::submit);
    }

    private void refuse(long sequence, long jobId, RejectReason reason, String worker, EffectList out) {
        VersionMask mask = channel.jobs().find(jobId).map(entry -> entry.job().versionMask()).orElse(VersionMask.NONE);
        out.report(new ShareRefused(id, worker, reason));
        out.reply(new SubmitSharesError(id, sequence, ErrorCodes.of(reason, mask)));
    }

    /**
     * The client says what changed. A claim near to what we measure anyway changes nothing: some proxies make one each minute.
     */
    void update(double hashRate, Target easiestTarget, BlockCandidate candidate, EffectList out) {
        claimedHashRate = hashRate;
        channel.takesAtEasiest(easiestTarget);
        ShareDifficulty claim = tools.vardiff().forHashRate(hashRate);
        if (hashRate > 0 && Math.abs(claim.exponent() - channel.vardiff().wish().exponent()) > CLAIM_IS_NEAR) {
            channel.vardiff().suggest(claim);
        }
        renew(candidate, out);
        // Spec: a target easier than the client takes must be taken back now, even when the next job has to wait.
        tellTarget(told.harder(easiestTarget), out);
    }

    void closed(String why, EffectList out) {
        out.report(new ChannelClosed(id, userIdentity(), why));
    }

    /** How often the miner needs a new job. */
    Duration period() {
        if (channel instanceof ExtendedChannel) {
            return LONGEST_SILENCE;
        }
        Target wish = channel.vardiff().wish().target(tools.vardiff().one());
        double measured = HashRate.of(wish, tools.vardiff().sharesPerMinute()).perSecond();
        double seconds = HEADERS_OF_STANDARD_JOB / Math.max(claimedHashRate, measured) / 2;
        return Duration.ofMillis(Math.clamp((long) (seconds * 1000), SHORTEST_PERIOD.toMillis(),
                LONGEST_SILENCE.toMillis()));
    }

    /** Sends another job of the same candidate when the miner needs one and it can bring something new to hash. */
    private void renew(BlockCandidate candidate, EffectList out) {
        boolean due = tools.ticker().nanos() - lastJob >= period().toNanos();
        if ((due || channel.wantsAnotherDifficulty(candidate)) && channel.wouldDiffer(candidate)) {
            cut(candidate, ids.take(), out);
            out.reply(JobMessages.active(id, activeJob()));
        }
    }

    /** A target travels before the first job that it holds for. */
    private void tellTarget(Target target, EffectList out) {
        if (!target.equals(told)) {
            told = target;
            out.reply(new SetTarget(id, target.toWire()));
            out.report(new DifficultyChanged(id, userIdentity(), target));
        }
    }
}
