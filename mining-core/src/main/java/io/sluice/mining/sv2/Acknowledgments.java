package io.sluice.mining.sv2;

import java.time.Duration;

import io.sluice.mining.time.Ticker;
import io.sluice.wire.mining.SubmitSharesSuccess;

/** Good shares of one channel that the miner has not been told about. Count and sum begin anew with each message. */
final class Acknowledgments {

    private final long channelId;
    private final int batch;
    private final Duration patience;
    private final Ticker ticker;
    private int count;
    private long sum;
    private long lastSequence;
    private long oldest;

    Acknowledgments(long channelId, Sv2Settings settings, Ticker ticker) {
        this.channelId = channelId;
        this.batch = settings.acknowledgeEvery();
        this.patience = settings.acknowledgeAfter();
        this.ticker = ticker;
    }

    /** @param difficulty of the share, the integer part */
    void add(long sequence, long difficulty) {
        if (count == 0) {
            oldest = ticker.nanos();
        }
        count++;
        sum += difficulty;
        lastSequence = sequence;
    }

    /** Whether the batch is large enough, or has waited long enough. */
    boolean areDue() {
        return count >= batch || count > 0 && ticker.nanos() - oldest >= patience.toNanos();
    }

    /** Tells what there is to tell. */
    void flush(EffectList out) {
        if (count > 0) {
            out.reply(new SubmitSharesSuccess(channelId, lastSequence, count, sum));
            count = 0;
            sum = 0;
        }
    }
}
