package io.sluice.pool.share;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Optional;
import java.util.Random;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.sluice.datum.message.ClientConfiguration;
import io.sluice.datum.message.CoinbaseSection;
import io.sluice.datum.message.PowSubmission;
import io.sluice.pool.testing.HandMadeWork;
import io.sluice.wire.type.Bytes;

/** Whatever stands in the halves of a coinbase, judging it ends in a verdict, and damage is never accepted. */
class DamagedCoinbasesTest {

    /** Takes every sixteenth hash as work, so that the coinbase is looked at. */
    private final Bench bench = new Bench(new ShareRules(HandMadeWork.NETWORK, new ClientConfiguration(
            HandMadeWork.POOL_SCRIPT, HandMadeWork.PRIME_ID, HandMadeWork.TAG, 1), UsernamePolicy.VISIBLE));
    private final HandMadeWork work = new HandMadeWork();

    /** The verdict on the first of some nonces that makes it work, or on the last of them. */
    private Judgement.Verdict verdict(Bytes coinb1, Bytes coinb2) {
        int nonce = 0;
        Judgement judgement = judge(nonce, coinb1, coinb2);
        while (judgement.work().isEmpty() && nonce < 100) {
            judgement = judge(++nonce, coinb1, coinb2);
        }
        return judgement.verdict();
    }

    private Judgement judge(int nonce, Bytes coinb1, Bytes coinb2) {
        return bench.judge(new PowSubmission(work.slot, work.coinbaseId, false, false, false, 0, work.nTime, nonce,
                work.version, work.extranonce, work.username, Optional.of(work.job()),
                Optional.of(new CoinbaseSection(work.coinbaseId, coinb1, coinb2))));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2})
    void halves_cut_at_every_byte_are_rejected(int coinbaseId) {
        work.coinbaseId = coinbaseId;
        Bytes first = work.coinb1();
        Bytes second = work.coinb2();
        for (int cut = 0; cut < first.length(); cut++) {
            assertThat(verdict(first.slice(0, cut), second)).as("coinb1 cut at %d", cut)
                    .isInstanceOf(Judgement.Verdict.Rejected.class);
        }
        for (int cut = 0; cut < second.length(); cut++) {
            assertThat(verdict(first, second.slice(0, cut))).as("coinb2 cut at %d", cut)
                    .isInstanceOf(Judgement.Verdict.Rejected.class);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2})
    void a_flipped_bit_in_what_is_paid_is_rejected(int coinbaseId) {
        work.coinbaseId = coinbaseId;
        Bytes second = work.coinb2();
        int sequence = coinbaseId == 2 ? 0 : 4;
        int commitment = second.length() - 4 - 32;
        for (int at = sequence; at < commitment; at++) {
            byte[] damaged = second.toArray();
            damaged[at] ^= (byte) (1 << at % 8);
            assertThat(verdict(work.coinb1(), Bytes.of(damaged))).as("byte %d of coinb2", at)
                    .isInstanceOf(Judgement.Verdict.Rejected.class);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void random_halves_are_rejected(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < 200; i++) {
            byte[] first = new byte[random.nextInt(300)];
            byte[] second = new byte[random.nextInt(300)];
            random.nextBytes(first);
            random.nextBytes(second);
            byte[] begun = work.coinb1().toArray();
            System.arraycopy(begun, 0, first, 0, Math.min(first.length, random.nextInt(begun.length)));
            assertThat(verdict(Bytes.of(first), Bytes.of(second)))
                    .as("seed %d, round %d: %s", seed, i, Arrays.toString(first))
                    .isInstanceOf(Judgement.Verdict.Rejected.class);
        }
    }
}
