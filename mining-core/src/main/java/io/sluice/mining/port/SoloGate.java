package io.sluice.mining.port;

import io.sluice.mining.candidate.Birth;
import io.sluice.mining.ledger.ShareFate;
import io.sluice.mining.ledger.ShareLedger;
import io.sluice.mining.share.AcceptedShare;

/**
 * Books the shares that are never meant for a pool. It is the whole gate of a gateway that works for its operator alone, and the
 * first question of one that works for a pool.
 *
 * <p>Safe on any thread.
 */
public final class SoloGate implements ShareGate {

    /** Whether a share ends here: solo work, or easier than the difficulty that its coinbase commits to. */
    public static boolean isLocal(AcceptedShare share) {
        return !share.meetsCommitment() || share.job().candidate().birth() instanceof Birth.Solo;
    }

    /** {@inheritDoc} Pool work is stale here: there is nobody to bring it to. */
    @Override
    public Admission admit(AcceptedShare share, ShareLedger.Lane lane) {
        if (!isLocal(share)) {
            return Admission.STALE;
        }
        lane.accept(share.userIdentity(), ShareFate.LOCAL);
        return Admission.ADMITTED;
    }
}
