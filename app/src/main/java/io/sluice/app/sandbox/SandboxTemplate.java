package io.sluice.app.sandbox;

import java.util.List;

import io.sluice.mining.bitcoin.BlockHash;
import io.sluice.mining.bitcoin.WitnessCommitment;

/**
 * What the sandbox offers to mine.
 *
 * @param parent the tip
 * @param minTime the earliest valid time, Unix seconds
 * @param curTime now, but not before that
 * @param transactions parents before children
 * @param coinbaseValue satoshi: subsidy and fees
 * @param commitment to the witnesses of the transactions
 */
public record SandboxTemplate(
        SandboxBlock parent, long minTime, long curTime, List<MempoolTransaction> transactions, long coinbaseValue,
        WitnessCommitment commitment) {

    static SandboxTemplate of(
            SandboxBlock parent, long minTime, long now, List<MempoolTransaction> transactions, long subsidy) {
        List<BlockHash> wtxids = transactions.stream().map(MempoolTransaction::wtxid).toList();
        return new SandboxTemplate(parent, minTime, Math.max(minTime, now), List.copyOf(transactions),
                subsidy + transactions.stream().mapToLong(MempoolTransaction::fee).sum(),
                WitnessCommitment.over(wtxids));
    }

    public int height() {
        return parent.height() + 1;
    }
}
