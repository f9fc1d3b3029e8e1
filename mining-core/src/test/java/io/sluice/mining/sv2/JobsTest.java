package io.sluice.mining.sv2;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.sluice.mining.bitcoin.BlockHash;
import io.sluice.mining.bitcoin.ProofOfTarget;
import io.sluice.mining.candidate.BlockCandidate;
import io.sluice.mining.candidate.BlockTemplate;
import io.sluice.mining.candidate.CoinbaseClass;
import io.sluice.mining.port.Effect;
import io.sluice.mining.testing.CandidateFixtures;
import io.sluice.mining.testing.Workshop;
import io.sluice.wire.Sv2Frame;
import io.sluice.wire.Sv2Message;
import io.sluice.wire.mining.NewExtendedMiningJob;
import io.sluice.wire.mining.NewMiningJob;
import io.sluice.wire.mining.SetNewPrevHash;
import io.sluice.wire.type.Bytes;

/** SV2 5.3.15 to 5.3.17: how work reaches miners. */
class JobsTest {

    private final Talk talk = Talk.begin().setUp();
    private final Workshop workshop = talk.workshop();

    @Test
    void a_new_tip_is_a_future_job_and_its_start_for_every_channel() {
        TestMiner one = talk.extendedMiner();
        TestMiner two = talk.standardMiner();

        List<Effect<Sv2Message>> effects = work(workshop.poolWork(Workshop.tip(900_001, Workshop.HARD), 0));

        assertThat(Talk.replies(effects)).hasExactlyElementsOfTypes(
                NewExtendedMiningJob.class, SetNewPrevHash.class, NewMiningJob.class, SetNewPrevHash.class);
        assertThat(one.hearsEffects(effects).currentWork().start().prevHash())
                .isEqualTo(Workshop.tip(900_001, Workshop.HARD).prevHash());
        assertThat(two.hearsEffects(effects).currentWork().start()).isEqualTo(one.currentWork().start());
    }

    @Test
    void more_work_on_the_same_tip_is_an_active_job() {
        TestMiner one = talk.extendedMiner();
        TestMiner two = talk.standardMiner();

        List<Effect<Sv2Message>> effects = work(workshop.poolWork(Workshop.tip(900_000, Workshop.HARD), 1));

        assertThat(Talk.replies(effects)).hasExactlyElementsOfTypes(NewExtendedMiningJob.class, NewMiningJob.class);
        assertThat(one.hearsEffects(effects).currentWork().nTime()).isEqualTo(1_763_905_000L);
        assertThat(two.hearsEffects(effects).currentWork().nTime()).isEqualTo(1_763_905_000L);
    }

    @Test
    void work_of_another_pool_session_begins_anew_even_on_the_same_tip() {
        talk.extendedMiner();

        List<Effect<Sv2Message>> effects = work(
                workshop.poolWorkOfSession(2, Workshop.tip(900_000, Workshop.HARD), 1));
        List<Effect<Sv2Message>> update = work(
                workshop.poolWorkOfSession(2, Workshop.tip(900_000, Workshop.HARD), 2));

        assertThat(Talk.replies(effects)).hasExactlyElementsOfTypes(NewExtendedMiningJob.class, SetNewPrevHash.class);
        assertThat(Talk.replies(update)).hasExactlyElementsOfTypes(NewExtendedMiningJob.class);
    }

    @Test
    void solo_work_after_pool_work_begins_anew_even_on_the_same_tip() {
        talk.extendedMiner();

        List<Effect<Sv2Message>> effects = work(workshop.soloWork(Workshop.tip(900_000, Workshop.HARD), 1));

        assertThat(Talk.replies(effects)).hasExactlyElementsOfTypes(NewExtendedMiningJob.class, SetNewPrevHash.class);
    }

    @Test
    void no_two_jobs_of_a_standard_channel_have_the_same_merkle_root_or_id() {
        TestMiner miner = talk.standardMiner();
        Set<BlockHash> roots = new HashSet<>(Set.of(miner.currentWork().merkleRoot()));
        int jobs = 1;
        for (int i = 0; i < 20; i++) {
            workshop.advanceMillis(56_000);
            // The miner checks that no id comes twice.
            miner.hearsEffects(talk.connection().tick());
            roots.add(miner.currentWork().merkleRoot());
            jobs++;
            if (i % 5 == 0) {
                miner.hearsEffects(
                        work(workshop.poolWork(Workshop.tip(900_000 + i, Workshop.HARD), 3)));
                roots.add(miner.currentWork().merkleRoot());
                jobs++;
            }
        }
        assertThat(roots).hasSize(jobs);
    }

    @ParameterizedTest
    @CsvSource({"1e12, 55000", "5e12, 28147", "100e12, 1407", "500e12, 281", "1e18, 100"})
    void a_standard_channel_gets_a_new_job_before_half_of_one_is_used_up(float rate, long period) {
        TestMiner miner = TestMiner.on(talk, Talk.openStandard("fast", rate));
        BlockHash first = miner.currentWork().merkleRoot();

        assertThat(talk.connection().untilNextTick())
                .isEqualTo(Duration.ofMillis(Math.min(1000, period)));
        workshop.advanceMillis(period - 1);
        assertThat(Talk.replies(NewMiningJob.class, talk.connection().tick())).isEmpty();
        workshop.advanceMillis(1);
        List<Effect<Sv2Message>> effects = talk.connection().tick();

        NewMiningJob job = Talk.reply(NewMiningJob.class, effects);
        assertThat(job.minNtime()).isPresent();
        assertThat(miner.hearsEffects(effects).currentWork().merkleRoot()).isNotEqualTo(first);
    }

    @Test
    void an_extended_channel_never_gets_the_same_work_twice() {
        // Its miner would begin with the same extranonce again, and one share could count for two jobs.
        talk.extendedMiner();
        workshop.advanceMillis(56_000);
        assertThat(Talk.replies(talk.connection().tick())).isEmpty();
    }

    @Test
    void job_ids_begin_anywhere_and_are_never_zero() {
        JobIds ids = new JobIds(-2);

        assertThat(List.of(ids.take(), ids.take(), ids.take(), ids.take())).containsExactly(
                0xffff_fffeL, 0xffff_ffffL, 1L, 2L);
    }

    @ParameterizedTest
    @CsvSource({
        "bitaxe, BM1370, BYTES_2250",
        "SRI, Translator Proxy, MEDIUM",
        "'', Translator Proxy, MEDIUM",
        "SRI, '', MEDIUM",
        "'', '', DEFAULT",
        "Somebody, Something, DEFAULT",
        "Braiins, S21, BYTES_2250",
        "NerdQAxe, BM1370, BYTES_2250",
        "NerdMiner, ESP32, BLANK",
        "NiceHash, '', SMALL",
        "whatsminer, M50, MEDIUM"})
    void the_coinbase_is_as_large_as_the_miners_kind_takes(String vendor, String hardware, CoinbaseClass expected) {
        BlockCandidate candidate = workshop.poolWork(
                CandidateFixtures.template(Workshop.tip(900_000, Workshop.HARD), 5), 400, ProofOfTarget.ONE);
        Talk known = Talk.begin(workshop, candidate).setUp(0, vendor, hardware);

        assertThat(coinbase(known.extendedMiner())).isEqualTo(
                coinbase(candidate, expected));
    }

    @Test
    void a_job_that_would_be_too_long_gets_a_smaller_coinbase() {
        BlockTemplate template = CandidateFixtures.template(Workshop.tip(900_000, Workshop.HARD), 2000);
        BlockCandidate candidate = workshop.poolWork(template, 500, ProofOfTarget.ONE);
        assertThat(candidate.coinbase(CoinbaseClass.LARGE).parts().size()).isGreaterThan(8192);
        Talk large = Talk.begin(workshop, candidate).setUp(0, "ePIC", "PowerPlay-BM");

        List<Effect<Sv2Message>> effects = large.say(Talk.openExtended("a", Talk.RATE));

        NewExtendedMiningJob job = Talk.reply(NewExtendedMiningJob.class, effects);
        assertThat(Sv2Frame.of(job).payload().length()).isLessThan(8192);
        assertThat(job.coinbaseTxPrefix().concat(job.coinbaseTxSuffix()))
                .isEqualTo(coinbase(candidate, CoinbaseClass.MEDIUM));
    }

    @Test
    void the_reckoned_payload_is_the_real_one() {
        for (CoinbaseClass coinbaseClass : CoinbaseClass.values()) {
            BlockCandidate candidate = workshop.poolWork(
                    CandidateFixtures.template(Workshop.tip(900_000, Workshop.HARD), 100), 500, ProofOfTarget.ONE);
            int halves = coinbase(candidate, coinbaseClass).length();
            assertThat(JobMessages.fitting(candidate, coinbaseClass)).isEqualTo(
                    23 + 7 * 32 + halves < 8192 ? coinbaseClass : CoinbaseClass.MEDIUM);
        }
        // The miner hears a job with min_ntime: the longer form.
        talk.extendedMiner();
        NewExtendedMiningJob active = Talk.reply(NewExtendedMiningJob.class,
                work(workshop.poolWork(Workshop.tip(900_000, Workshop.HARD), 100)));
        assertThat(Sv2Frame.of(active).payload().length()).isEqualTo(
                23 + 7 * 32 + active.coinbaseTxPrefix().length() + active.coinbaseTxSuffix().length());
    }

    private List<Effect<Sv2Message>> work(BlockCandidate candidate) {
        return talk.connection().work(candidate);
    }

    private static Bytes coinbase(TestMiner miner) {
        return miner.currentWork().coinbaseTxPrefix().concat(miner.currentWork().coinbaseTxSuffix());
    }

    private static Bytes coinbase(BlockCandidate candidate, CoinbaseClass coinbaseClass) {
        return candidate.committed(coinbaseClass, ProofOfTarget.ONE).prefix()
                .concat(candidate.committed(coinbaseClass, ProofOfTarget.ONE).suffix());
    }
}
