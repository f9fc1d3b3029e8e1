package io.sluice.mining.share;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.sluice.mining.bitcoin.BlockHash;
import io.sluice.mining.bitcoin.BlockHeader;
import io.sluice.mining.bitcoin.CoinbaseParts;
import io.sluice.mining.bitcoin.DifficultyOne;
import io.sluice.mining.bitcoin.ProofOfTarget;
import io.sluice.mining.bitcoin.Sha256d;
import io.sluice.mining.bitcoin.Target;
import io.sluice.mining.bitcoin.VersionMask;
import io.sluice.mining.candidate.BlockCandidate;
import io.sluice.mining.candidate.CoinbaseClass;
import io.sluice.mining.job.Job;
import io.sluice.mining.job.JobBook;
import io.sluice.mining.testing.CandidateFixtures;
import io.sluice.mining.testing.Workshop;
import io.sluice.mining.vardiff.ShareDifficulty;
import io.sluice.wire.type.Bytes;

/** Headers of shares, compared with a recomputation that is as plain as can be. */
class ShareArithmeticTest {

    private final Workshop workshop = new Workshop();
    private final ShareJudge judge = new ShareJudge(workshop.clock());
    private final SplittableRandom random = new SplittableRandom(3);

    @ParameterizedTest
    @EnumSource(CoinbaseClass.class)
    void a_share_hashes_to_what_its_parts_say_for_every_class_and_split(CoinbaseClass coinbaseClass) {
        for (int transactions : new int[]{0, 1, 5, 40}) {
            BlockCandidate candidate = workshop.poolWork(
                    CandidateFixtures.template(Workshop.tip(900_000, Workshop.HARD), transactions), 60,
                    ProofOfTarget.ONE);
            for (int fixed : new int[]{0, 4, 11, 12}) {
                ProofOfTarget commitment = new ProofOfTarget(random.nextInt(64));
                JobBook.Entry entry = remembered(job(candidate, coinbaseClass, commitment, noise(fixed)));
                for (int i = 0; i < 5; i++) {
                    Share share = new Share(random.nextInt(), 1_763_905_000L + random.nextInt(5_000), random.nextInt(),
                            noise(12 - fixed));
                    agrees(entry, share, commitment);
                }
            }
        }
    }

    @Test
    void the_root_kept_from_the_share_before_is_never_taken_for_another_one() {
        BlockCandidate one = workshop.poolWork(Workshop.tip(900_000, Workshop.HARD), 5);
        BlockCandidate two = workshop.poolWork(Workshop.tip(900_001, Workshop.MINEABLE), 1);
        List<JobBook.Entry> entries = new ArrayList<>();
        for (BlockCandidate candidate : List.of(one, two)) {
            for (CoinbaseClass coinbaseClass : List.of(CoinbaseClass.BLANK, CoinbaseClass.LARGE)) {
                for (int exponent : new int[]{0, 3}) {
                    entries.add(remembered(
                            job(candidate, coinbaseClass, new ProofOfTarget(exponent), Bytes.hex("01020304"))));
                }
            }
        }
        List<Bytes> extranonces = List.of(noise(8), noise(8), noise(8));
        for (int i = 0; i < 2_000; i++) {
            JobBook.Entry entry = entries.get(random.nextInt(entries.size()));
            Share share = new Share(random.nextInt(), 1_763_905_000L, random.nextInt(),
                    extranonces.get(random.nextInt(extranonces.size())));
            agrees(entry, share, entry.job().commitment());
        }
    }

    @Test
    void the_root_of_a_standard_job_is_the_one_its_shares_are_judged_by() {
        BlockCandidate candidate = workshop.poolWork(Workshop.tip(900_000, Workshop.HARD), 5);
        Job job = job(candidate, CoinbaseClass.DEFAULT, ProofOfTarget.ONE, noise(12));
        Share share = new Share(0x2000_0000, 1_763_905_000L, 5, Bytes.EMPTY);

        BlockHeader header = new BlockHeader(share.version(), candidate.tip().prevHash(),
                job.merkleRoot().orElseThrow(), share.nTime(), candidate.tip().nBits(), share.nonce());

        assertThat(hashOf(remembered(job), share)).isEqualTo(header.hash());
    }

    /** Judges with a target that every hash meets, so that the verdict shows the hash. */
    private void agrees(JobBook.Entry entry, Share share, ProofOfTarget commitment) {
        Job job = entry.job();
        CoinbaseParts parts = job.candidate().coinbase(job.coinbase().coinbaseClass()).parts();
        byte[] prefix = parts.prefix().toArray();
        prefix[parts.targetByteIndex()] = (byte) commitment.exponent();
        Bytes coinbase = Bytes.adopt(prefix).concat(job.fixedExtranonce()).concat(share.extranonce())
                .concat(parts.suffix());
        BlockHash root = job.candidate().template().merklePath().root(new BlockHash(Sha256d.hash(coinbase)));
        BlockHeader header = new BlockHeader(share.version(), job.candidate().tip().prevHash(), root, share.nTime(),
                job.candidate().tip().nBits(), share.nonce());

        Judgement judgement = judge.judge(entry, share, Optional.empty(), "somebody");

        AcceptedShare accepted = ((ShareVerdict.Accepted) judgement.verdict()).share();
        assertThat(accepted.hash()).isEqualTo(header.hash());
        assertThat(accepted.extranonce()).isEqualTo(job.fixedExtranonce().concat(share.extranonce()));
        SolvedBlock block = judgement.block().orElseThrow();
        assertThat(block.header()).isEqualTo(header.serialize());
        assertThat(block.coinbase()).isEqualTo(coinbase);
        assertThat(block.hash()).isEqualTo(header.hash());
        assertThat(accepted.meetsCommitment()).isEqualTo(job.commitmentTarget().isMetBy(header.hash()));
    }

    private BlockHash hashOf(JobBook.Entry entry, Share share) {
        return ((ShareVerdict.Accepted) judge.judge(entry, share, Optional.empty(), "").verdict()).share().hash();
    }

    private static Job job(BlockCandidate candidate, CoinbaseClass coinbaseClass, ProofOfTarget commitment,
            Bytes fixed) {
        return new Job(1, candidate, candidate.committed(coinbaseClass, commitment), Target.EASIEST,
                new ShareDifficulty(0), DifficultyOne.STANDARD.targetOf(commitment), 0, new VersionMask(-1), fixed,
                Target.EASIEST);
    }

    private static JobBook.Entry remembered(Job job) {
        JobBook book = new JobBook();
        book.add(job);
        return book.active().orElseThrow();
    }

    private Bytes noise(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return Bytes.adopt(bytes);
    }
}
