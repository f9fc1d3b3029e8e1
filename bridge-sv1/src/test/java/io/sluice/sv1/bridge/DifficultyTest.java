package io.sluice.sv1.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.sluice.mining.bitcoin.Network;
import io.sluice.mining.bitcoin.ProofOfTarget;
import io.sluice.mining.vardiff.ShareDifficulty;
import io.sluice.mining.vardiff.VardiffPolicy;
import io.sluice.sv1.testing.Gateway;
import io.sluice.sv1.testing.MinedJob;
import io.sluice.sv1.testing.Talk;
import io.sluice.sv1.testing.Work;

/** Wishes, changes and what they do to jobs: checklist 9, 10, 13. */
class DifficultyTest {

    private final Gateway gateway = Gateway.usual();
    private final Work work = new Work(Work.RARE_BLOCKS);
    private final Talk talk = new Talk(gateway);

    DifficultyTest() {
        talk.work(work.newBlock());
    }

    @ParameterizedTest
    @CsvSource({"1000, 1024", "1500, 2048", "131072, 131072", "0.00015, 0.0001220703125", "\"4096\", 4096", "1e-6, "
            + "0.00000095367431640625",
        "1.0, 1"})
    void a_wish_is_followed_to_the_nearest_power_of_two(String wish, BigDecimal difficulty) {
        talk.open("x");
        assertThat(talk.difficulty()).isEqualByComparingTo("16384");
        List<String> said = talk.say("{\"id\":4,\"method\":\"mining.suggest_difficulty\",\"params\":[" + wish + "]}");
        assertThat(said).hasSize(3);
        assertThat(said.getFirst()).isEqualTo("{\"id\":4,\"result\":true,\"error\":null}");
        assertThat(said.get(1)).contains("mining.set_difficulty");
        assertThat(talk.difficulty()).isEqualByComparingTo(difficulty);
        assertThat(talk.job().clean()).isTrue();
    }

    @Test
    void whole_difficulties_are_written_as_integers() {
        talk.open("x");
        talk.say("{\"id\":4,\"method\":\"mining.suggest_difficulty\",\"params\":[65536.0]}");
        assertThat(talk.lines).contains("{\"id\":null,\"method\":\"mining.set_difficulty\",\"params\":[65536]}");
    }

    @Test
    void only_the_first_suggestion_counts_and_repeating_it_as_a_keep_alive_makes_no_jobs() {
        talk.open("NerdMinerV2/V1.8.3");
        talk.say("{\"id\":4,\"method\":\"mining.suggest_difficulty\",\"params\":[0.00015]}");
        int jobs = talk.jobs.size();
        for (int i = 0; i < 5; i++) {
            gateway.clock.advanceSeconds(30);
            assertThat(talk.say("{\"id\":4,\"method\":\"mining.suggest_difficulty\",\"params\":[0.00015]}"))
                    .containsExactly("{\"id\":4,\"result\":true,\"error\":null}");
        }
        assertThat(talk.say("{\"id\":4,\"method\":\"mining.suggest_difficulty\",\"params\":[9]}")).hasSize(1);
        assertThat(talk.jobs).hasSize(jobs);
    }

    @Test
    void a_wish_before_subscribe_is_what_the_miner_begins_with() {
        talk.say("{\"id\":4,\"method\":\"mining.suggest_difficulty\",\"params\":[2048]}");
        talk.open("bitaxe/BM1368");
        assertThat(talk.difficulty()).isEqualByComparingTo("2048");
        assertThat(talk.jobs).hasSize(1);
    }

    @Test
    void a_wish_in_the_password_outweighs_what_the_firmware_suggests() {
        talk.say("{\"id\":1,\"method\":\"mining.subscribe\",\"params\":[\"bitaxe/BM1370/v2.15.0\"]}");
        talk.say("{\"id\":4,\"method\":\"mining.suggest_difficulty\",\"params\":[512]}");
        assertThat(talk.difficulty()).isEqualByComparingTo("512");
        List<String> said = talk.say("{\"id\":3,\"method\":\"mining.authorize\",\"params\":[\"alice\",\"x,d=4096\"]}");
        assertThat(said.getFirst()).isEqualTo("{\"id\":3,\"result\":true,\"error\":null}");
        assertThat(talk.difficulty()).isEqualByComparingTo("4096");

        Talk other = new Talk(gateway);
        other.work(work.update());
        other.say("{\"id\":3,\"method\":\"mining.authorize\",\"params\":[\"alice\",\"d=4096\"]}");
        other.say("{\"id\":4,\"method\":\"mining.suggest_difficulty\",\"params\":[512]}");
        other.open("bitaxe/BM1370/v2.15.0");
        assertThat(other.difficulty()).isEqualByComparingTo("4096");
    }

    @ParameterizedTest
    @CsvSource({"x", "d=", "d=much", "id=4096", "d=0", "d=-1", "''"})
    void other_passwords_are_no_wish(String password) {
        talk.say("{\"id\":1,\"method\":\"mining.subscribe\",\"params\":[\"x\"]}");
        assertThat(talk.say("{\"id\":3,\"method\":\"mining.authorize\",\"params\":[\"alice\",\"" + password + "\"]}"))
                .hasSize(1);
    }

    @Test
    void a_wish_goes_no_further_than_the_operator_allows() {
        Gateway narrow = new Gateway(
                Gateway.policy(new ShareDifficulty(14), new ShareDifficulty(8), new ShareDifficulty(16)),
                Network.MAINNET);
        Talk low = new Talk(narrow);
        low.work(work.update());
        low.open("x");
        low.say("{\"id\":4,\"method\":\"mining.suggest_difficulty\",\"params\":[0.001]}");
        assertThat(low.difficulty()).isEqualByComparingTo("256");
        Talk high = new Talk(narrow);
        high.work(work.update());
        high.open("NiceHash/1.0.0");
        assertThat(high.difficulty()).isEqualByComparingTo("524288");
    }

    @Test
    void nicehash_never_hears_less_than_its_floor() {
        talk.open("NiceHash/1.0.0");
        assertThat(talk.difficulty()).isEqualByComparingTo("524288");
        talk.say("{\"id\":4,\"method\":\"mining.suggest_difficulty\",\"params\":[1]}");
        assertThat(talk.difficulty()).isEqualByComparingTo("524288");
    }

    @Test
    void on_the_sandbox_numbers_mean_the_same_as_everywhere() {
        Gateway sandbox = sandbox(4);
        Talk other = new Talk(sandbox);
        other.work(work.update());
        other.open("cpuminer/2.5.1");
        assertThat(other.difficulty()).isEqualByComparingTo("0.00390625");
        assertThat(other.jobs.getFirst().target().bitLength()).isEqualTo(232);
        Talk unknown = new Talk(sandbox);
        unknown.work(work.update());
        unknown.open("x");
        // 2^4 of a difficulty one that is 2^16 times easier.
        assertThat(unknown.difficulty()).isEqualByComparingTo("0.000244140625");
    }

    @Test
    void every_share_is_judged_by_the_difficulty_of_its_own_job() {
        Gateway free = sandbox(-4);
        Talk other = new Talk(free);
        other.work(work.update());
        MinedJob easy = other.open("x");
        MinedJob.MinedShare before = easy.mine();
        other.say("{\"id\":4,\"method\":\"mining.suggest_difficulty\",\"params\":[1]}");
        assertThat(other.job().id()).isNotEqualTo(easy.id());
        assertThat(other.ask(before.submit(5, "alice.rig")).get("result").booleanValue()).isTrue();
        assertThat(other.ask(other.job().mine("0000000000000000", easy.nTime(), 0, false).submit(5, "alice.rig"))
                .get("error").get(0).intValue()).isEqualTo(23);
    }

    @Test
    void a_fast_miner_is_raised_at_once_and_the_difficulty_goes_right_before_its_job() {
        Gateway free = sandbox(-2);
        Talk fast = new Talk(free);
        fast.work(work.update());
        MinedJob first = fast.open("x");
        for (int i = 0; i < 16; i++) {
            free.clock.advanceMillis(200);
            fast.say(first.mine("000000000000000" + Integer.toHexString(i), first.nTime(), 0, true).submit(5,
                    "alice.rig"));
        }
        assertThat(fast.difficulty()).isGreaterThan(first.difficulty());
        assertThat(fast.job().clean()).isTrue();
        assertDifficultiesStandBeforeJobs(fast.lines);
    }

    @Test
    void a_slow_miner_is_lowered_by_the_tick() {
        talk.open("x");
        int jobs = talk.jobs.size();
        gateway.clock.advance(Duration.ofMinutes(3));
        talk.tick();
        assertThat(talk.jobs).hasSize(jobs + 1);
        assertThat(talk.difficulty()).isLessThan(new BigDecimal(16384));
        assertDifficultiesStandBeforeJobs(talk.lines);
    }

    /** Below the pool's minimum the commitment is the same, and so would be the work: the change waits for the next candidate. */
    @Test
    void a_change_that_would_repeat_the_same_headers_waits_for_other_work() {
        Talk small = new Talk(gateway);
        small.work(work.forPool(new ProofOfTarget(20), 0));
        small.open("x");
        small.say("{\"id\":4,\"method\":\"mining.suggest_difficulty\",\"params\":[256]}");
        assertThat(small.jobs).hasSize(1);
        small.work(work.forPool(new ProofOfTarget(20), 0));
        assertThat(small.jobs).hasSize(2);
        assertThat(small.difficulty()).isEqualByComparingTo("256");
    }

    @Test
    void no_two_jobs_describe_the_same_headers() {
        talk.open("x");
        talk.say("{\"id\":4,\"method\":\"mining.suggest_difficulty\",\"params\":[64]}");
        for (int i = 0; i < 200; i++) {
            gateway.clock.advanceSeconds(20);
            if (i % 3 == 0) {
                talk.work(i % 12 == 0 ? work.newBlock() : work.update());
            }
            talk.tick();
        }
        Set<String> contents = new HashSet<>();
        Set<String> ids = new HashSet<>();
        for (MinedJob job : talk.jobs) {
            assertThat(contents.add(job.content() + job.nTime())).as(job.content()).isTrue();
            assertThat(ids.add(job.id())).isTrue();
        }
        assertThat(talk.jobs).hasSizeGreaterThan(60);
        assertDifficultiesStandBeforeJobs(talk.lines);
    }

    /** Where a test can mine at difficulties that coinbases can commit to. */
    private static Gateway sandbox(int start) {
        return new Gateway(new VardiffPolicy(Network.SANDBOX.difficultyOne(), 8, new ShareDifficulty(start),
                ShareDifficulty.EASIEST, ShareDifficulty.HARDEST, true), Network.SANDBOX);
    }

    private static void assertDifficultiesStandBeforeJobs(List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains("mining.set_difficulty\",\"params")) {
                assertThat(lines.get(i + 1)).contains("\"mining.notify\",\"params");
            }
        }
    }
}
