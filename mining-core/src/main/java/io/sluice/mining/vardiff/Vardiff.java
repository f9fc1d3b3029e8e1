package io.sluice.mining.vardiff;

import java.time.Duration;

import io.sluice.mining.time.Ticker;

/**
 * The difficulty that one channel should have.
 *
 * <p>A step is a factor of two, and shares come by chance, so whoever follows each minute's count never comes to rest. Four kinds
 * of {@link Evidence} are gathered instead. Between about half and one and a half times the aim nothing happens: a step from
 * either end leads well inside, and that is what keeps it there.
 *
 * <ul>
 * <li>far too fast (several times the aim), known after some ten shares: up at once, by up to sixteen times;
 * <li>far too slow, known after two to three minutes without a share: down, by up to sixteen times;
 * <li>too fast or too slow, known after an hour when it is little and after minutes when it is much: one step.
 * </ul>
 *
 * A change is only a wish: it becomes true with the next job that is cut. Belongs to the loop of its connection.
 */
public final class Vardiff {

    private static final double NANOS_PER_MINUTE = Duration.ofMinutes(1).toNanos();
    /** Between two changes lies at least so much time, but for a flood. */
    private static final long CALM_NANOS = Duration.ofMinutes(1).toNanos();
    /** In steps: more than 64 times the aim is not waited out. */
    private static final double FLOOD = 6;
    /** In steps: ten shares in a burst may as well be those of the last minutes, held up on their way. */
    private static final int FARTHEST = 4;
    /** For so long after a guess and after a far step half the evidence is enough: the place is most likely not yet right. */
    private static final long SETTLING_NANOS = Duration.ofMinutes(20).toNanos();
    private static final double ENOUGH_WHILE_SETTLING = 0.5;

    private final Evidence farTooFast = new Evidence(1.5, 4, 9);
    private final Evidence farTooSlow = new Evidence(0.6, 0.2, 8);
    private final Evidence tooFast = new Evidence(1.25, 1.6, 8);
    private final Evidence tooSlow = new Evidence(0.65, 0.45, 12);
    private final Evidence[] all = {farTooFast, farTooSlow, tooFast, tooSlow};

    private final VardiffPolicy policy;
    private final Ticker ticker;
    private ShareDifficulty wish;
    // What the miner works at. Other than the wish where a pool's minimum or the miner itself forbids that.
    private ShareDifficulty mined;
    private long observedUntil;
    private long windowStart;
    private double work;
    private long calmUntil;
    private long settlingUntil;

    public Vardiff(VardiffPolicy policy, Ticker ticker, ShareDifficulty start) {
        this.policy = policy;
        this.ticker = ticker;
        this.wish = policy.clamp(start);
        this.mined = wish;
        this.observedUntil = ticker.nanos();
        this.windowStart = observedUntil;
        this.calmUntil = observedUntil;
        this.settlingUntil = observedUntil + SETTLING_NANOS;
    }

    /** What the next job should have. */
    public ShareDifficulty wish() {
        return wish;
    }

    /** The miner, or its protocol, names a difficulty. Returns whether the wish changed. */
    public boolean suggest(ShareDifficulty suggestion) {
        return moveTo(suggestion);
    }

    /** A job was cut: from now on shares are as hard as this. */
    public void jobCut(ShareDifficulty difficulty) {
        observe(0);
        mined = difficulty;
    }

    /** A good share came, on a job of this difficulty. */
    public void shareFound(ShareDifficulty ofItsJob) {
        // Late shares of an easier job may be many, and say little.
        observe(Math.min(1, Math.scalb(1.0, ofItsJob.exponent() - mined.exponent())));
        work += Math.scalb(1.0, ofItsJob.exponent());
    }

    /** Looks whether the difficulty should change. Cheap; call it after shares and on ticks. Returns whether the wish changed. */
    public boolean evaluate() {
        observe(0);
        double wrong = howFarWrong();
        if (wrong == 0 || isBefore(calmUntil) && wrong < FLOOD) {
            return false;
        }
        calmUntil = observedUntil + CALM_NANOS;
        if (Math.abs(wrong) > 1) {
            settlingUntil = observedUntil + SETTLING_NANOS;
        }
        boolean moved = moveTo(wish.plus(Math.clamp(Math.round(wrong), -FARTHEST, FARTHEST)));
        forget();
        return moved;
    }

    /** In steps, above zero when too fast; zero as long as nothing is certain. */
    private double howFarWrong() {
        if (farTooFast.outweighs(1)) {
            return Math.max(1, log2(farTooFast.shares() / farTooFast.expected()));
        }
        if (farTooSlow.outweighs(1)) {
            return Math.min(-1, log2((farTooSlow.shares() + 1) / farTooSlow.expected()));
        }
        double enough = isBefore(settlingUntil) ? ENOUGH_WHILE_SETTLING : 1;
        return tooFast.outweighs(enough) ? 1 : tooSlow.outweighs(enough) ? -1 : 0;
    }

    private boolean isBefore(long moment) {
        return observedUntil - moment < 0;
    }

    private void observe(double shares) {
        long now = ticker.nanos();
        double aimedAt = Math.scalb(policy.sharesPerMinute(), wish.exponent() - mined.exponent())
                * (now - observedUntil) / NANOS_PER_MINUTE;
        observedUntil = now;
        for (Evidence evidence : all) {
            evidence.add(shares, aimedAt);
        }
    }

    /** The measured hash rate since the last change, in hashes a second; zero before the first share. */
    public double hashRate() {
        long elapsed = ticker.nanos() - windowStart;
        return elapsed <= 0
                ? 0
                : work * policy.one().target().expectedHashes() / elapsed * Duration.ofSeconds(1).toNanos();
    }

    private boolean moveTo(ShareDifficulty next) {
        ShareDifficulty allowed = policy.clamp(next);
        if (allowed.equals(wish)) {
            return false;
        }
        wish = allowed;
        windowStart = ticker.nanos();
        work = 0;
        observedUntil = windowStart;
        forget();
        return true;
    }

    private void forget() {
        for (Evidence evidence : all) {
            evidence.forget();
        }
    }

    private static double log2(double value) {
        return Math.log(value) / Math.log(2);
    }
}
