package io.sluice.mining.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

import org.junit.jupiter.api.Test;

import io.sluice.mining.bitcoin.BlockHash;
import io.sluice.mining.bitcoin.BlockHeader;
import io.sluice.mining.bitcoin.ProofOfTarget;
import io.sluice.mining.bitcoin.Sha256d;
import io.sluice.mining.bitcoin.Target;
import io.sluice.mining.bitcoin.VersionMask;
import io.sluice.mining.candidate.BlockCandidate;
import io.sluice.mining.candidate.CoinbaseClass;
import io.sluice.mining.job.Job;
import io.sluice.mining.job.JobBook;
import io.sluice.mining.job.SeenShares;
import io.sluice.mining.ledger.ShareFate;
import io.sluice.mining.port.ShareGate.Admission;
import io.sluice.mining.share.AcceptedShare;
import io.sluice.mining.share.RejectReason;
import io.sluice.mining.share.Share;
import io.sluice.mining.testing.CandidateFixtures;
import io.sluice.mining.testing.Workshop;
import io.sluice.mining.vardiff.ShareDifficulty;
import io.sluice.wire.type.Bytes;

/** A channel without any protocol: what its jobs are, and what becomes of shares. */
class MiningChannelTest {

    private final Workshop workshop = new Workshop();
    private final MiningChannel channel = extended(0);

    private MiningChannel extended(int startExponent) {
        return new ExtendedChannel(workshop.tools(), opening(startExponent));
    }

    private static ChannelOpening opening(int startExponent) {
        return new ChannelOpening("account.worker", CoinbaseClass.DEFAULT, Target.EASIEST,
                new ShareDifficulty(startExponent));
    }

    private BlockCandidate candidate(int minimumExponent) {
        return workshop.poolWork(CandidateFixtures.template(Workshop.tip(900_000, Workshop.HARD), 3), 20,
                new ProofOfTarget(minimumExponent));
    }

    @Test
    void a_job_commits_to_its_difficulty() {
        Job job = extended(5).cut(candidate(0), 1);

        assertThat(job.target()).isEqualTo(Workshop.ONE.targetOf(new ProofOfTarget(5)));
        assertThat(job.commitment()).isEqualTo(new ProofOfTarget(5));
        assertThat(job.commitmentTarget()).isEqualTo(job.target());
        assertThat(job.difficulty()).isEqualTo(new ShareDifficulty(5));
        assertThat(job.coinbase().coinbaseClass()).isEqualTo(CoinbaseClass.DEFAULT);
    }

    @Test
    void a_job_of_a_pool_lets_bits_13_to_28_be_rolled_and_one_of_our_own_more() {
        assertThat(channel.cut(candidate(0), 1).versionMask()).isEqualTo(VersionMask.BIP320);
        assertThat(channel.cut(workshop.soloWork(Workshop.tip(900_000, Workshop.HARD), 0), 2).versionMask())
                .isEqualTo(VersionMask.BIP323);
    }

    @Test
    void a_miner_that_is_nearly_fast_enough_is_raised_to_the_pools_minimum() {
        // Two shares a minute at the minimum, which is enough.
        Job job = extended(5).cut(candidate(7), 1);

        assertThat(job.target()).isEqualTo(Workshop.ONE.targetOf(new ProofOfTarget(7)));
        assertThat(job.commitment()).isEqualTo(new ProofOfTarget(7));
    }

    @Test
    void a_small_miner_keeps_its_easy_target_but_its_coinbase_commits_to_the_minimum() {
        Job job = extended(4).cut(candidate(7), 1);

        assertThat(job.target()).isEqualTo(Workshop.ONE.targetOf(new ProofOfTarget(4)));
        assertThat(job.commitment()).isEqualTo(new ProofOfTarget(7));
    }

    @Test
    void only_those_shares_of_a_small_miner_that_meet_the_commitment_go_to_the_pool() {
        Job job = channel.cut(candidate(3), 1);
        Share easy = mine(job, hash -> job.target().isMetBy(hash) && !job.commitmentTarget().isMetBy(hash));
        Share hard = mine(job, job.commitmentTarget()::isMetBy);

        assertThat(channel.submit(1, easy, Optional.empty()).accepted()).isTrue();
        assertThat(channel.submit(1, hard, Optional.empty()).accepted()).isTrue();
        assertThat(workshop.gate().admitted()).extracting(AcceptedShare::meetsCommitment).containsExactly(false, true);
        assertThat(workshop.ledger().total().of(ShareFate.LOCAL)).isEqualTo(1);
        assertThat(workshop.ledger().total().of(ShareFate.QUEUED)).isEqualTo(1);
    }

    @Test
    void a_target_between_two_powers_commits_to_the_easier_one() {
        Target odd = Target.of(Workshop.ONE.target().toBigInteger().divide(BigInteger.valueOf(6)));
        channel.takesAtEasiest(odd);
        Job job = channel.cut(candidate(0), 1);

        assertThat(job.target()).isEqualTo(odd);
        assertThat(job.commitment()).isEqualTo(new ProofOfTarget(2));
        assertThat(job.commitmentTarget()).isGreaterThanOrEqualTo(odd);
        assertThat(job.difficulty()).isEqualTo(new ShareDifficulty(2));
    }

    @Test
    void the_same_candidate_at_the_same_commitment_would_not_differ() {
        BlockCandidate one = candidate(0);
        assertThat(channel.wouldDiffer(one)).isTrue();
        channel.cut(one, 1);
        assertThat(channel.wouldDiffer(one)).isFalse();
        channel.vardiff().suggest(new ShareDifficulty(3));
        assertThat(channel.wantsAnotherDifficulty(one)).isTrue();
        assertThat(channel.wouldDiffer(one)).isTrue();
        channel.cut(one, 2);
        assertThat(channel.wantsAnotherDifficulty(one)).isFalse();
        channel.vardiff().suggest(new ShareDifficulty(0));
        assertThat(channel.wouldDiffer(one)).as("back again").isFalse();
        channel.vardiff().suggest(new ShareDifficulty(-2));
        assertThat(channel.wantsAnotherDifficulty(one)).isTrue();
        assertThat(channel.wouldDiffer(one)).as("below one nothing is committed").isFalse();
        assertThat(channel.wouldDiffer(candidate(0))).isTrue();
    }

    @Test
    void a_candidate_that_does_not_differ_gives_the_very_same_headers() {
        BlockCandidate one = candidate(0);
        Job first = channel.cut(one, 1);
        channel.vardiff().suggest(new ShareDifficulty(-2));
        Job second = channel.cut(one, 2);
        assertThat(root(second, Bytes.hex("0000000000000000"))).isEqualTo(root(first, Bytes.hex("0000000000000000")));
    }

    @Test
    void no_two_jobs_of_any_channels_share_a_merkle_root() {
        Set<BlockHash> roots = new HashSet<>();
        BlockCandidate one = candidate(0);
        List<StandardChannel> channels = List.of(new StandardChannel(workshop.tools(), opening(0)),
                new StandardChannel(workshop.tools(), opening(0)), new StandardChannel(workshop.tools(), opening(3)));
        for (int i = 0; i < 100; i++) {
            for (StandardChannel standard : channels) {
                assertThat(standard.wouldDiffer(one)).isTrue();
                roots.add(standard.cut(one, i).merkleRoot().orElseThrow());
            }
        }
        assertThat(roots).hasSize(300);
    }

    @Test
    void a_standard_job_never_has_the_extranonce_that_was_told_at_opening() {
        StandardChannel standard = new StandardChannel(workshop.tools(), opening(0));
        Bytes told = standard.extranonceAtOpening();
        assertThat(told.length()).isEqualTo(12);
        for (int i = 1; i <= 300; i++) {
            Job job = standard.cut(candidate(0), i);
            assertThat(job.fixedExtranonce()).isNotEqualTo(told);
            assertThat(job.fixedExtranonce().slice(0, 4)).isEqualTo(standard.prefix().bytes());
            assertThat(job.rollableSize()).isZero();
        }
        assertThat(standard.jobs().active().orElseThrow().job().fixedExtranonce().slice(4, 12))
                .isEqualTo(Bytes.hex("000000000000012c"));
    }

    @Test
    void an_accepted_share_is_worth_the_difficulty_of_its_own_job() {
        BlockCandidate one = candidate(0);
        Job hard = extendedJob(3, one);
        Share share = mine(hard, hard.target()::isMetBy);
        channel.cut(candidate(0), 2);

        assertThat(channel.submit(1, share, Optional.empty()).difficulty()).isEqualTo(8);
    }

    @Test
    void a_share_of_a_worker_is_booked_under_its_name() {
        Job job = channel.cut(candidate(0), 1);
        channel.submit(1, mine(job, job.target()::isMetBy), Optional.empty(), "account.rig7");

        assertThat(workshop.gate().admitted().getFirst().userIdentity()).isEqualTo("account.rig7");
        assertThat(workshop.ledger().byWorker()).containsOnlyKeys("account.rig7");
    }

    @Test
    void what_is_refused_reaches_neither_gate_nor_books() {
        Job job = channel.cut(candidate(0), 1);
        Share good = mine(job, job.target()::isMetBy);
        Share weak = mine(job, hash -> !job.target().isMetBy(hash));

        assertThat(reason(channel.submit(9, good, Optional.empty()))).contains(RejectReason.UNKNOWN_JOB);
        assertThat(reason(channel.submit(1, weak, Optional.empty()))).contains(RejectReason.LOW_DIFFICULTY);
        assertThat(reason(channel.submit(1, good, Optional.of(RejectReason.UNAUTHORIZED))))
                .contains(RejectReason.UNAUTHORIZED);
        assertThat(workshop.gate().admitted()).isEmpty();
        assertThat(workshop.ledger().total().accepted()).isZero();
        assertThat(channel.submit(1, good, Optional.empty()).accepted()).as("still good").isTrue();
    }

    @Test
    void a_share_that_the_gate_turned_away_may_come_again() {
        Job job = channel.cut(candidate(0), 1);
        Share good = mine(job, job.target()::isMetBy);
        workshop.gate().answer(Admission.STALE);
        assertThat(reason(channel.submit(1, good, Optional.empty()))).contains(RejectReason.STALE);
        workshop.gate().answer(Admission.ADMITTED);
        assertThat(channel.submit(1, good, Optional.empty()).accepted()).isTrue();
        assertThat(reason(channel.submit(1, good, Optional.empty()))).contains(RejectReason.DUPLICATE);
    }

    @Test
    void too_many_shares_raise_the_difficulty_one_step_for_each_job() {
        Job job = channel.cut(candidate(0), 1);
        workshop.gate().answer(Admission.OVERLOADED);
        for (int i = 0; i < 5; i++) {
            assertThat(reason(channel.submit(1, mine(job, job.target()::isMetBy), Optional.empty())))
                    .contains(RejectReason.OVERLOADED);
        }
        assertThat(channel.vardiff().wish()).isEqualTo(new ShareDifficulty(1));
        Job next = channel.cut(candidate(0), 2);
        channel.submit(2, mine(next, next.target()::isMetBy), Optional.empty());
        assertThat(channel.vardiff().wish()).isEqualTo(new ShareDifficulty(2));
    }

    @Test
    void a_job_whose_memory_is_full_raises_the_difficulty_and_takes_nothing_unseen() {
        Job job = channel.cut(candidate(0), 1);
        SeenShares seen = channel.jobs().find(1).orElseThrow().seen();
        for (int i = 0; i < SeenShares.LIMIT; i++) {
            seen.add(CandidateFixtures.hash(i, 77));
        }
        assertThat(reason(channel.submit(1, mine(job, job.target()::isMetBy), Optional.empty())))
                .contains(RejectReason.OVERLOADED);
        assertThat(workshop.gate().admitted()).isEmpty();
        assertThat(channel.vardiff().wish()).isEqualTo(new ShareDifficulty(1));
    }

    @Test
    void a_job_may_have_a_smaller_coinbase_than_the_channels() {
        Job job = channel.cut(candidate(0), 1, CoinbaseClass.BLANK);
        assertThat(job.coinbase().coinbaseClass()).isEqualTo(CoinbaseClass.BLANK);
        assertThat(channel.coinbaseClass()).isEqualTo(CoinbaseClass.DEFAULT);
        assertThat(channel.jobs().find(1).orElseThrow().state()).isEqualTo(JobBook.State.ACTIVE);
    }

    @Test
    void a_fixed_template_version_has_no_bits_that_miners_roll() {
        assertThat(channel.cut(candidate(0), 1).version() & VersionMask.BIP320.bits()).isZero();
    }

    private Job extendedJob(int exponent, BlockCandidate candidate) {
        channel.vardiff().suggest(new ShareDifficulty(exponent));
        return channel.cut(candidate, 1);
    }

    private static Optional<RejectReason> reason(SubmitOutcome outcome) {
        return outcome.rejection();
    }

    private int nextNonce;

    private Share mine(Job job, Predicate<BlockHash> wanted) {
        Bytes extranonce = Bytes.adopt(new byte[job.rollableSize()]);
        BlockHash root = root(job, extranonce);
        while (true) {
            int nonce = nextNonce++;
            BlockHeader header = new BlockHeader(job.version(), job.candidate().tip().prevHash(), root,
                    job.startNtime(), job.candidate().tip().nBits(), nonce);
            if (wanted.test(header.hash())) {
                return new Share(job.version(), job.startNtime(), nonce, extranonce);
            }
        }
    }

    private static BlockHash root(Job job, Bytes extranonce) {
        Bytes coinbase = job.coinbase().prefix().concat(job.fixedExtranonce()).concat(extranonce)
                .concat(job.coinbase().suffix());
        return job.candidate().template().merklePath().root(new BlockHash(Sha256d.hash(coinbase)));
    }
}
