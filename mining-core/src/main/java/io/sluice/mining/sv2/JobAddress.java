package io.sluice.mining.sv2;

import java.util.List;
import java.util.Optional;

import io.sluice.mining.candidate.BlockCandidate;
import io.sluice.mining.candidate.HeldWork;
import io.sluice.mining.job.HeldJob;
import io.sluice.mining.job.Job;

/**
 * Where messages about work are sent: to one channel, or to a group of channels that all take the same job. Each channel keeps its own
 * job under the one id; what differs, extranonce and target, is not in the messages.
 *
 * @param id of the channel, or of the group
 * @param channels that listen to it, at least one; several only if they are extended and commit to the same
 */
record JobAddress(long id, List<Sv2Channel> channels) {

    /** There is new work. */
    void work(BlockCandidate candidate, JobIds ids, EffectList out) {
        if (!channels.getFirst().continuesWith(candidate)) {
            begin(candidate, ids, out);
        } else {
            out.reply(JobMessages.active(id, cut(candidate, ids, out)));
        }
        candidate.next().ifPresent(work -> holdReady(work, ids, out));
    }

    private void begin(BlockCandidate candidate, JobIds ids, EffectList out) {
        if (allHoldOne() && channels.stream().allMatch(channel -> channel.canBegin(candidate))) {
            // One short message, since the long one has been there for minutes.
            channels.forEach(channel -> channel.begin(candidate));
            out.reply(JobMessages.start(id, channels.getFirst().activeJob()));
            return;
        }
        Job job = cut(candidate, ids, out);
        out.reply(JobMessages.future(id, job));
        out.reply(JobMessages.start(id, job));
        // Of all that a client holds for later, the call to begin leaves it nothing.
        channels.forEach(Sv2Channel::holdNothing);
    }

    /** One job for all. A target travels before the first job that it holds for. */
    private Job cut(BlockCandidate candidate, JobIds ids, EffectList out) {
        long jobId = ids.take();
        channels.forEach(channel -> channel.cut(candidate, jobId, out));
        return channels.getFirst().activeJob();
    }

    /** Sees to it that the client holds the job with which it can begin on the next block. */
    private void holdReady(HeldWork work, JobIds ids, EffectList out) {
        if (allHoldOne() && channels.stream().allMatch(channel -> channel.holds(work))) {
            return;
        }
        long jobId = ids.take();
        HeldJob held = channels.stream().map(channel -> channel.hold(work, jobId)).toList().getFirst();
        out.reply(JobMessages.future(id, held));
    }

    private boolean allHoldOne() {
        Optional<Long> first = channels.getFirst().heldJobId();
        return first.isPresent() && channels.stream().allMatch(channel -> channel.heldJobId().equals(first));
    }
}
