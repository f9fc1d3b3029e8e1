package io.sluice.mining.testing;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.sluice.mining.ledger.ShareFate;
import io.sluice.mining.ledger.ShareLedger;
import io.sluice.mining.port.ShareGate;
import io.sluice.mining.share.AcceptedShare;

/**
 * A gate that answers as it is told and keeps what it admits. Like a real one it books what it admits: as queued, or as local
 * when the share does not meet its commitment.
 *
 * <p>Safe on any thread.
 */
public final class RecordingGate implements ShareGate {

    private final List<AcceptedShare> admitted = new CopyOnWriteArrayList<>();
    private volatile Admission answer = Admission.ADMITTED;

    /** What to answer from now on. */
    public void answer(Admission next) {
        answer = next;
    }

    /** All shares that were admitted, oldest first. */
    public List<AcceptedShare> admitted() {
        return List.copyOf(admitted);
    }

    @Override
    public Admission admit(AcceptedShare share, ShareLedger.Lane lane) {
        Admission now = answer;
        if (now == Admission.ADMITTED) {
            admitted.add(share);
            lane.accept(share.userIdentity(), share.meetsCommitment() ? ShareFate.QUEUED : ShareFate.LOCAL);
        }
        return now;
    }
}
