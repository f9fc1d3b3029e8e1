package io.sluice.pool.share;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

import io.sluice.datum.message.PowSubmission;
import io.sluice.datum.message.ShareReason;
import io.sluice.mining.testing.HandClock;
import io.sluice.pool.chain.TipWatch;
import io.sluice.pool.testing.HandMadeWork;

/** A judge with everything around it within reach. */
final class Bench {

    static final int ROOM = 16;

    final HandClock clock = new HandClock();
    final AtomicLong nanos = new AtomicLong();
    final TipWatch tips = new TipWatch(nanos::get, Duration.ofSeconds(10));
    final SeenHeaders seen = new SeenHeaders(ROOM);
    final GatewayJobs jobs = new GatewayJobs();
    final ShareJudge judge;

    Bench() {
        this(new ShareRules(HandMadeWork.NETWORK, HandMadeWork.CONFIGURATION, UsernamePolicy.VISIBLE));
    }

    Bench(ShareRules rules) {
        this(rules, (prevHash, value, id) -> id == 1 && prevHash.equals(HandMadeWork.TIP.prevHash())
                && value == HandMadeWork.VALUE ? Optional.of(HandMadeWork.PAYOUTS) : Optional.empty());
    }

    Bench(ShareRules rules, KnownPayouts payouts) {
        judge = new ShareJudge(rules, tips, payouts, seen, clock);
        tips.advance(HandMadeWork.TIP);
    }

    Judgement judge(PowSubmission share) {
        jobs.store(share);
        return judge.judge(jobs, share);
    }

    /** The reason for which a share is rejected. */
    ShareReason reason(PowSubmission share) {
        return reason(judge(share));
    }

    static ShareReason reason(Judgement judgement) {
        if (judgement.verdict() instanceof Judgement.Verdict.Rejected(Fault(ShareReason reason, String _))) {
            return reason;
        }
        throw new AssertionError("not rejected but " + judgement.verdict());
    }

    boolean accepts(PowSubmission share) {
        return judge(share).verdict() instanceof Judgement.Verdict.Accepted;
    }

    static List<ShareReason> all() {
        return List.of(ShareReason.values());
    }
}
