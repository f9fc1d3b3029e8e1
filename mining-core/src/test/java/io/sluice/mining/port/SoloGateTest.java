package io.sluice.mining.port;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.sluice.mining.bitcoin.BlockHash;
import io.sluice.mining.bitcoin.DifficultyOne;
import io.sluice.mining.bitcoin.ProofOfTarget;
import io.sluice.mining.bitcoin.Target;
import io.sluice.mining.bitcoin.VersionMask;
import io.sluice.mining.candidate.Birth;
import io.sluice.mining.candidate.BlockCandidate;
import io.sluice.mining.candidate.BlockTemplate;
import io.sluice.mining.candidate.CoinbaseClass;
import io.sluice.mining.candidate.CoinbaseOutputs;
import io.sluice.mining.job.Job;
import io.sluice.mining.ledger.ShareFate;
import io.sluice.mining.ledger.ShareLedger;
import io.sluice.mining.port.ShareGate.Admission;
import io.sluice.mining.share.AcceptedShare;
import io.sluice.mining.share.Share;
import io.sluice.mining.testing.CandidateFixtures;
import io.sluice.mining.vardiff.ShareDifficulty;
import io.sluice.wire.type.Bytes;

/** Which shares are never meant for a pool. */
class SoloGateTest {

    private final ShareLedger ledger = new ShareLedger();
    private final ShareLedger.Lane lane = ledger.newLane();

    @ParameterizedTest
    @CsvSource({"true, true, ADMITTED", "true, false, ADMITTED", "false, false, ADMITTED", "false, true, STALE"})
    void solo_work_and_what_misses_its_commitment_is_local(boolean solo, boolean meetsCommitment, Admission admission) {
        Birth birth = solo ? new Birth.Solo() : new Birth.Pool(1, 0, ProofOfTarget.ONE);

        assertThat(new SoloGate().admit(share(birth, meetsCommitment), lane)).isEqualTo(admission);
        assertThat(ledger.total().of(ShareFate.LOCAL)).isEqualTo(admission == Admission.ADMITTED ? 1 : 0);
        assertThat(ledger.total().balances()).isTrue();
    }

    @Test
    void a_local_share_is_booked_for_its_worker() {
        new SoloGate().admit(share(new Birth.Solo(), true), lane);

        assertThat(ledger.byWorker()).containsOnlyKeys("rig");
    }

    private static AcceptedShare share(Birth birth, boolean meetsCommitment) {
        BlockTemplate template = CandidateFixtures.smallTemplate();
        BlockCandidate candidate = new BlockCandidate(1, template,
                CandidateFixtures.poolRecipe(template, CoinbaseOutputs.NONE), birth, Instant.EPOCH);
        Target target = DifficultyOne.STANDARD.targetOf(ProofOfTarget.ONE);
        Job job = new Job(1, candidate, candidate.committed(CoinbaseClass.BLANK, ProofOfTarget.ONE), target,
                ShareDifficulty.of(ProofOfTarget.ONE), target, 0x2000_0000, VersionMask.BIP320, Bytes.EMPTY, target);
        return new AcceptedShare(job, new Share(0x2000_0000, 1, 1, Bytes.EMPTY), Bytes.of(new byte[12]),
                BlockHash.ZERO, "rig", meetsCommitment, false);
    }
}
