package io.sluice.mining.share;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.sluice.mining.bitcoin.BlockHash;
import io.sluice.mining.bitcoin.ProofOfTarget;
import io.sluice.mining.bitcoin.Target;
import io.sluice.mining.bitcoin.VersionMask;
import io.sluice.mining.candidate.BlockCandidate;
import io.sluice.mining.candidate.CoinbaseClass;
import io.sluice.mining.job.Job;
import io.sluice.mining.job.JobBook;
import io.sluice.mining.job.SeenShares;
import io.sluice.mining.testing.CandidateFixtures;
import io.sluice.mining.testing.Workshop;
import io.sluice.mining.vardiff.ShareDifficulty;
import io.sluice.wire.type.Bytes;

/** What is wrong with a share, in the ruling's order: a block first, then everything else. */
class ShareJudgeTest {

    private static final int VERSION = 0x2000_0000;
    private static final long NOW = 1_763_905_000L;

    private final Workshop workshop = new Workshop();
    private final ShareJudge judge = new ShareJudge(workshop.clock());
    private final JobBook book = new JobBook();

    private JobBook.Entry entry(Target target, Target networkTarget) {
        BlockCandidate candidate = workshop.poolWork(Workshop.tip(900_000, Workshop.HARD), 3);
        book.add(new Job(1, candidate, candidate.committed(CoinbaseClass.BLANK, new ProofOfTarget(2)), target,
                new ShareDifficulty(0), Workshop.ONE.targetOf(new ProofOfTarget(2)), VERSION, VersionMask.BIP320,
                Bytes.hex("01020304"), networkTarget));
        return book.active().orElseThrow();
    }

    private JobBook.Entry easy() {
        return entry(Target.EASIEST, Workshop.HARD.toTarget());
    }

    @Test
    void a_share_of_the_wrong_length_is_not_even_hashed() {
        JobBook.Entry entry = entry(Target.EASIEST, Target.EASIEST);
        for (int length : new int[]{0, 7, 9, 12}) {
            Judgement judgement = judge(entry, new Share(VERSION, NOW, 1, Bytes.adopt(new byte[length])));
            assertThat(reason(judgement)).contains(RejectReason.BAD_EXTRANONCE);
            assertThat(judgement.block()).isEmpty();
        }
    }

    @Test
    void whatever_else_is_wrong_a_block_is_a_block() {
        JobBook.Entry entry = entry(Target.of(BigInteger.ZERO), Target.EASIEST);
        Share[] shares = {
            share(VERSION ^ 1, NOW, 1), share(VERSION, 0, 1), share(VERSION, 0xffff_ffffL, 1),
            share(VERSION, NOW, 1)};
        for (Share share : shares) {
            Judgement judgement = judge(entry, share);
            assertThat(judgement.verdict()).isInstanceOf(ShareVerdict.Rejected.class);
            assertThat(judgement.block()).isPresent();
        }
        Judgement objected = judge.judge(entry, share(VERSION, NOW, 1), Optional.of(RejectReason.UNAUTHORIZED), "x");
        assertThat(objected.block()).isPresent();
        assertThat(reason(objected)).contains(RejectReason.UNAUTHORIZED);
    }

    @Test
    void an_objection_goes_before_all_faults() {
        Judgement judgement = judge.judge(easy(), share(VERSION ^ 1, 0, 1), Optional.of(RejectReason.UNAUTHORIZED),
                "x");
        assertThat(reason(judgement)).contains(RejectReason.UNAUTHORIZED);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 12, 29, 31})
    void a_version_bit_outside_the_mask_is_a_fault(int bit) {
        assertThat(reason(judge(easy(), share(VERSION ^ 1 << bit, NOW, 1)))).contains(RejectReason.BAD_VERSION);
    }

    @Test
    void the_time_has_to_be_one_that_the_network_takes() {
        JobBook.Entry entry = easy();
        long earliest = entry.job().minNtime();
        assertThat(reason(judge(entry, share(VERSION, earliest - 1, 1)))).contains(RejectReason.TIME_TOO_OLD);
        assertThat(reason(judge(entry, share(VERSION, earliest, 1)))).isEmpty();
        assertThat(reason(judge(entry, share(VERSION, NOW + 7200, 1)))).isEmpty();
        assertThat(reason(judge(entry, share(VERSION, NOW + 7201, 1)))).contains(RejectReason.TIME_TOO_NEW);
    }

    @Test
    void the_nodes_now_is_never_too_new_though_our_clock_be_behind() {
        JobBook.Entry entry = easy();
        workshop.clock().set(Instant.EPOCH);
        assertThat(reason(judge(entry, share(VERSION, entry.job().startNtime() + 7200, 1)))).isEmpty();
        assertThat(reason(judge(entry, share(VERSION, entry.job().startNtime() + 7201, 1))))
                .contains(RejectReason.TIME_TOO_NEW);
    }

    @Test
    void a_past_job_takes_shares_and_a_stale_one_does_not() {
        JobBook.Entry entry = easy();
        book.add(next(2, 900_000));
        assertThat(reason(judge(entry, share(VERSION, NOW, 1)))).isEmpty();
        book.add(next(3, 900_001));
        assertThat(reason(judge(entry, share(VERSION, NOW, 2)))).contains(RejectReason.STALE);
    }

    @Test
    void a_share_is_a_duplicate_only_after_it_was_admitted() {
        JobBook.Entry entry = easy();
        Judgement first = judge(entry, share(VERSION, NOW, 1));
        assertThat(reason(judge(entry, share(VERSION, NOW, 1)))).isEmpty();
        entry.seen().add(((ShareVerdict.Accepted) first.verdict()).share().hash());

        assertThat(reason(judge(entry, share(VERSION, NOW, 1)))).contains(RejectReason.DUPLICATE);
        assertThat(reason(judge(entry, share(VERSION, NOW, 2)))).isEmpty();
        assertThat(reason(judge(entry, share(VERSION, NOW + 1, 1)))).isEmpty();
        assertThat(reason(judge(entry, share(VERSION ^ 1 << 20, NOW, 1)))).isEmpty();
        assertThat(reason(judge(entry, new Share(VERSION, NOW, 1, Bytes.hex("0000000000000001"))))).isEmpty();
    }

    @Test
    void a_weak_share_is_named_so_and_one_between_target_and_commitment_does_not_go_up() {
        Target target = Workshop.ONE.target();
        Target commitment = Workshop.ONE.targetOf(new ProofOfTarget(2));
        JobBook.Entry entry = entry(target, Workshop.HARD.toTarget());

        int weak = sweep(entry, hash -> !target.isMetBy(hash));
        assertThat(reason(judge(entry, share(VERSION, NOW, weak)))).contains(RejectReason.LOW_DIFFICULTY);
        int local = sweep(entry, hash -> target.isMetBy(hash) && !commitment.isMetBy(hash));
        assertThat(accepted(judge(entry, share(VERSION, NOW, local))).meetsCommitment()).isFalse();
        int good = sweep(entry, commitment::isMetBy);
        assertThat(accepted(judge(entry, share(VERSION, NOW, good))).meetsCommitment()).isTrue();
    }

    @Test
    void a_job_that_can_not_remember_more_shares_takes_no_more() {
        JobBook.Entry entry = easy();
        for (int i = 0; i < SeenShares.LIMIT; i++) {
            entry.seen().add(CandidateFixtures.hash(i, 55));
        }
        assertThat(reason(judge(entry, share(VERSION, NOW, 1)))).contains(RejectReason.OVERLOADED);
    }

    private Job next(long id, int height) {
        BlockCandidate candidate = workshop.poolWork(Workshop.tip(height, Workshop.HARD), 0);
        return new Job(id, candidate, candidate.committed(CoinbaseClass.BLANK, ProofOfTarget.ONE), Target.EASIEST,
                new ShareDifficulty(0), Target.EASIEST, VERSION, VersionMask.BIP320, Bytes.hex("01020304"),
                Target.EASIEST);
    }

    private int sweep(JobBook.Entry entry, Predicate<BlockHash> wanted) {
        HeaderForge forge = new HeaderForge();
        for (int nonce = 0;; nonce++) {
            if (wanted.test(BlockHash.of(forge.hash(entry.job(), share(VERSION, NOW, nonce)), 0))) {
                return nonce;
            }
        }
    }

    private Judgement judge(JobBook.Entry entry, Share share) {
        return judge.judge(entry, share, Optional.empty(), "somebody");
    }

    private static Share share(int version, long nTime, int nonce) {
        return new Share(version, nTime, nonce, Bytes.hex("0000000000000000"));
    }

    private static AcceptedShare accepted(Judgement judgement) {
        return ((ShareVerdict.Accepted) judgement.verdict()).share();
    }

    private static Optional<RejectReason> reason(Judgement judgement) {
        return judgement.verdict() instanceof ShareVerdict.Rejected(var reason)
                ? Optional.of(reason)
                : Optional.empty();
    }
}
