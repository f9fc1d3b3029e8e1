package io.sluice.pool.share;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.sluice.datum.message.CoinbaseSection;
import io.sluice.datum.message.JobSection;
import io.sluice.datum.message.PowSubmission;
import io.sluice.mining.bitcoin.VersionMask;

/**
 * One job of a gateway with the coinbases it was mined with so far.
 *
 * <p>Threading: the connection's thread.
 */
public final class GatewayJob {

    /** Highest coinbase id of work with transactions. */
    static final int LAST_COINBASE_ID = 5;
    private static final int SUBSIDY_ONLY_PLACE = LAST_COINBASE_ID + 1;

    /** BIP 9: the three top bits are 001. */
    private static final int TOP_BITS = 0xe000_0000;
    private static final int VERSION_BITS_USED = 0x2000_0000;

    private final int slot;
    private final JobSection section;
    private final @Nullable GatewayCoinbase[] coinbases = new GatewayCoinbase[SUBSIDY_ONLY_PLACE + 1];

    private int version;
    private boolean versionKnown;

    GatewayJob(int slot, JobSection section) {
        this.slot = slot;
        this.section = section;
    }

    /** 0 to 7. */
    public int slot() {
        return slot;
    }

    /** What the gateway says about the job, unchecked. */
    public JobSection section() {
        return section;
    }

    void store(CoinbaseSection coinbase) {
        int place = place(coinbase.coinbaseId());
        if (place >= 0) {
            coinbases[place] = GatewayCoinbase.of(coinbase);
        }
    }

    /** @param id 0 to 5, or {@link PowSubmission#SUBSIDY_ONLY_COINBASE} */
    Optional<GatewayCoinbase> coinbase(int id) {
        int place = place(id);
        return place < 0 ? Optional.empty() : Optional.ofNullable(coinbases[place]);
    }

    /**
     * Whether a share's version can come from this job's template. The template's version is not sent; but it is one and the
     * same for all shares of the job, so the first good share fixes all bits that may not be rolled.
     */
    boolean allowsVersion(VersionMask mask, int shareVersion) {
        return (shareVersion & TOP_BITS) == VERSION_BITS_USED
                && (!versionKnown || mask.allows(version, shareVersion));
    }

    /** Fixes the version bits by a share that passed. */
    void fixVersion(int shareVersion) {
        if (!versionKnown) {
            version = shareVersion;
            versionKnown = true;
        }
    }

    private static int place(int coinbaseId) {
        if (coinbaseId == PowSubmission.SUBSIDY_ONLY_COINBASE) {
            return SUBSIDY_ONLY_PLACE;
        }
        return coinbaseId <= LAST_COINBASE_ID ? coinbaseId : -1;
    }
}
