package io.sluice.mining.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.sluice.mining.bitcoin.ProofOfTarget;
import io.sluice.mining.bitcoin.VersionMask;
import io.sluice.mining.candidate.BlockCandidate;
import io.sluice.mining.candidate.CoinbaseClass;
import io.sluice.mining.job.JobBook.State;
import io.sluice.mining.testing.Workshop;
import io.sluice.mining.vardiff.ShareDifficulty;
import io.sluice.wire.type.Bytes;

/** The life of jobs: active, past, stale, forgotten. */
class JobBookTest {

    private final Workshop workshop = new Workshop();
    private final JobBook book = new JobBook();

    @Test
    void at_first_there_is_no_job() {
        assertThat(book.active()).isEmpty();
        assertThat(book.find(0)).isEmpty();
    }

    @Test
    void the_next_job_on_the_same_tip_makes_the_one_before_past() {
        book.add(job(1, candidate(900_000)));
        book.add(job(2, candidate(900_000)));
        book.add(job(3, candidate(900_000)));

        assertThat(states(1, 2, 3)).containsExactly(State.PAST, State.PAST, State.ACTIVE);
        assertThat(book.active().orElseThrow().job().id()).isEqualTo(3);
    }

    @Test
    void a_job_on_another_tip_makes_all_before_stale() {
        book.add(job(1, candidate(900_000)));
        book.add(job(2, candidate(900_000)));
        book.add(job(3, candidate(900_001)));

        assertThat(states(1, 2, 3)).containsExactly(State.STALE, State.STALE, State.ACTIVE);
    }

    @Test
    void what_is_stale_stays_stale_even_when_its_tip_comes_back() {
        book.add(job(1, candidate(900_000)));
        book.add(job(2, candidate(900_001)));
        book.add(job(3, candidate(900_000)));
        book.add(job(4, candidate(900_000)));

        assertThat(states(1, 2, 3, 4)).containsExactly(State.STALE, State.STALE, State.PAST, State.ACTIVE);
    }

    @Test
    void an_id_that_is_remembered_is_not_given_again() {
        book.add(job(1, candidate(900_000)));
        assertThatThrownBy(() -> book.add(job(1, candidate(900_000)))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void of_the_jobs_of_one_candidate_the_oldest_are_forgotten_above_the_limit() {
        BlockCandidate candidate = candidate(900_000);
        for (int id = 0; id < JobBook.LIMIT + 3; id++) {
            book.add(job(id, candidate));
        }
        assertThat(book.find(2)).isEmpty();
        assertThat(book.find(3)).isPresent();
        book.add(job(1, candidate));
        assertThat(book.find(1)).as("an id of a forgotten job is free again").isPresent();
    }

    @Test
    void no_more_candidates_are_kept_alive_than_allowed() {
        for (int id = 0; id < 5 * JobBook.CANDIDATES; id++) {
            BlockCandidate candidate = candidate(900_000 + id % 3);
            book.add(job(10L * id, candidate));
            book.add(job(10L * id + 1, candidate));
            int first = id;
            assertThat(IntStream.range(0, 10 * id + 2).filter(known -> book.find(known).isPresent()).count())
                    .as("after %d candidates", first + 1)
                    .isEqualTo(2L * Math.min(id + 1, JobBook.CANDIDATES));
        }
        assertThat(book.active().orElseThrow().state()).isEqualTo(State.ACTIVE);
    }

    @Test
    void a_job_knows_its_times_and_what_is_left_to_the_miner() {
        Job job = job(1, candidate(900_000));
        assertThat(job.minNtime()).isEqualTo(1_763_900_000L);
        assertThat(job.startNtime()).isEqualTo(1_763_905_000L);
        assertThat(job.rollableSize()).isEqualTo(8);
        assertThat(job.merkleRoot()).isEmpty();
        assertThat(job.commitment()).isEqualTo(ProofOfTarget.ONE);
    }

    private List<State> states(long... ids) {
        return IntStream.range(0, ids.length).mapToObj(i -> book.find(ids[i]).orElseThrow().state()).toList();
    }

    private BlockCandidate candidate(int height) {
        return workshop.poolWork(Workshop.tip(height, Workshop.HARD), 0);
    }

    private static Job job(long id, BlockCandidate candidate) {
        return new Job(id, candidate, candidate.committed(CoinbaseClass.BLANK, ProofOfTarget.ONE),
                Workshop.ONE.target(), new ShareDifficulty(0), Workshop.ONE.target(), 0x2000_0000, VersionMask.BIP320,
                Bytes.hex("01020304"), candidate.tip().nBits().toTarget());
    }
}
