package io.sluice.sv1.bridge;

import java.util.Optional;
import java.util.OptionalInt;

import io.sluice.mining.bitcoin.Target;
import io.sluice.mining.bitcoin.VersionMask;
import io.sluice.mining.candidate.BlockCandidate;
import io.sluice.mining.channel.ChannelOpening;
import io.sluice.mining.channel.ChannelTools;
import io.sluice.mining.channel.ExtendedChannel;
import io.sluice.mining.channel.SubmitOutcome;
import io.sluice.mining.job.Job;
import io.sluice.mining.job.JobBook;
import io.sluice.mining.port.MiningEvent;
import io.sluice.mining.share.RejectReason;
import io.sluice.mining.share.Share;
import io.sluice.mining.vardiff.ShareDifficulty;
import io.sluice.sv1.jsonrpc.Json;
import io.sluice.sv1.message.Submit;
import io.sluice.sv1.message.Subscribe;

/**
 * What there is between us and a miner once it has subscribed: its channel, the jobs it is sent and the shares it sends back.
 * Belongs to the loop of the connection.
 */
final class MinerWork {

    private final ChannelTools tools;
    private final MinerFamily family;
    private final WorkerNames workers;
    private final ExtendedChannel channel;
    private final NotifyWriter notifies = new NotifyWriter();
    private long nextJobId;

    MinerWork(ChannelTools tools, MinerFamily family, ShareDifficulty start, WorkerNames workers) {
        this.tools = tools;
        this.family = family;
        this.workers = workers;
        this.channel = new ExtendedChannel(tools, new ChannelOpening(
                workers.first(), family.coinbaseClass(), family.easiestTarget(), start));
        this.nextJobId = Integer.toUnsignedLong(tools.random().nextInt());
    }

    /** One connection has one channel, and its extranonce is nobody else's. */
    long channelId() {
        return Integer.toUnsignedLong(channel.prefix().value());
    }

    MinerFamily family() {
        return family;
    }

    /** The target that the miner is at, or would begin with. */
    Target target() {
        return present().map(Job::target).orElseGet(() -> channel.vardiff().wish().target(tools.vardiff().one()));
    }

    /** The answer to subscribe. */
    Json subscription() {
        return Subscribe.result(channel.prefix().bytes(), ExtendedChannel.ROLLABLE_SIZE);
    }

    /** Tells the miner its present job once more, if it has one, as though it had never heard of any. */
    boolean repeat(Effects out) {
        notifies.forget();
        Optional<Job> present = present();
        present.ifPresent(job -> out.say(notifies.write(job, true)));
        return present.isPresent();
    }

    /** Gives the miner its next job. */
    void send(BlockCandidate work, Effects out) {
        boolean continues = present().map(job -> work.continues(job.candidate())).orElse(false);
        send(work, !continues, out);
    }

    /** The miner wishes for another difficulty. */
    void suggest(ShareDifficulty wish, Effects out) {
        channel.vardiff().suggest(wish);
        changeDifficulty(out);
    }

    /** Lets the difficulty follow the miner's speed. */
    void evaluate(Effects out) {
        channel.vardiff().evaluate();
        changeDifficulty(out);
    }

    /** A difficulty comes true only with a new job, and a new job only helps when it is other work. */
    private void changeDifficulty(Effects out) {
        present().map(Job::candidate)
                .filter(work -> channel.wantsAnotherDifficulty(work) && channel.wouldDiffer(work))
                .ifPresent(work -> send(work, true, out));
    }

    private void send(BlockCandidate work, boolean cleanJobs, Effects out) {
        int size = work.coinbase(channel.coinbaseClass()).parts().size();
        OptionalInt limit = family.coinbaseLimit();
        if (limit.isPresent() && size > limit.getAsInt()) {
            out.hangUp(
                    "this miner takes coinbases of at most " + limit.getAsInt() + " bytes, and without any payouts it"
                            + " still has " + size + ": shorten the coinbase tags, or let it mine elsewhere");
            return;
        }
        boolean changes = present().isPresent() && channel.wantsAnotherDifficulty(work);
        Job job = channel.cut(work, nextJobId);
        nextJobId = nextJobId + 1 & 0xffff_ffffL;
        out.say(notifies.write(job, cleanJobs));
        if (changes) {
            out.report(new MiningEvent.DifficultyChanged(channelId(), workers.first(), job.target()));
        }
    }

    /**
     * Judges a share; one of nobody who may mine is still looked at for a block.
     *
     * @param versionMask the bits that the miner may roll
     */
    SubmitOutcome judge(Submit submit, VersionMask versionMask, String worker) {
        return JobIdText.parse(submit.jobId()).flatMap(channel.jobs()::find).map(JobBook.Entry::job).map(job -> {
            Share share = SubmitReader.share(submit, job);
            return channel.submit(job.id(), share, objection(job, share, versionMask), worker);
        }).orElse(SubmitOutcome.rejected(RejectReason.UNKNOWN_JOB));
    }

    private Optional<RejectReason> objection(Job job, Share share, VersionMask versionMask) {
        if (workers.isEmpty()) {
            return Optional.of(RejectReason.UNAUTHORIZED);
        }
        return versionMask.allows(job.version(), share.version())
                ? Optional.empty()
                : Optional.of(RejectReason.BAD_VERSION);
    }

    private Optional<Job> present() {
        return channel.jobs().active().map(JobBook.Entry::job);
    }
}
