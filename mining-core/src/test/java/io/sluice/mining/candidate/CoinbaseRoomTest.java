package io.sluice.mining.candidate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.sluice.mining.bitcoin.TxOutput;
import io.sluice.mining.testing.CandidateFixtures;
import io.sluice.wire.type.Bytes;

/** Which payouts fit into a coinbase, and that no block ever outgrows its limits (DATUM section 7.5). */
class CoinbaseRoomTest {

    private static final long VALUE = CandidateFixtures.SUBSIDY;
    private static final Bytes COMMITMENT = CandidateFixtures.emptyTemplate().witnessCommitment();
    private static final BlockRoom WIDE = new BlockRoom(0, 0, 0, 0, 4_000_000, 4_000_000, 80_000);

    @Test
    void however_tight_the_weight_the_block_stays_within_it_and_wastes_less_than_a_payout() {
        List<TxOutput> payouts = IntStream.range(0, 60).mapToObj(i -> new TxOutput(1000, CandidateFixtures.p2wpkh(i)))
                .toList();
        int exactFits = 0;
        for (int free = 1200; free < 6000; free++) {
            BlockRoom room = new BlockRoom(3000, 1_500_000, 3_990_000, 0, 4_000_000, 3_990_000 + free, 80_000);
            BuiltCoinbase built = builder(payouts, room).build(CoinbaseClass.LARGE);

            assertThat(room.fits(built.parts().size())).as("%d weight units free", free).isTrue();
            if (!room.fits(built.parts().size() + 1)) {
                exactFits++;
            }
            assertThat(room.fits(built.parts().size() + 31 + 30))
                    .as("%d weight units free, %d payouts", free, built.payouts().size()).isFalse();
        }
        assertThat(exactFits).as("the limit was really reached").isPositive();
    }

    @Test
    void however_tight_the_size_the_block_stays_within_it() {
        List<TxOutput> payouts = IntStream.range(0, 60).mapToObj(i -> new TxOutput(1000, CandidateFixtures.p2tr(i)))
                .toList();
        for (int free = 330; free < 2500; free++) {
            // The weight is tight too, and would allow more: it must not override the size.
            BlockRoom room = new BlockRoom(1, 1_500_000, 3_990_000, 0, 1_500_000 + free, 4_000_000, 80_000);
            BuiltCoinbase built = builder(payouts, room).build(CoinbaseClass.LARGE);

            assertThat(room.fits(built.parts().size())).as("%d bytes free", free).isTrue();
        }
    }

    @Test
    void any_list_in_any_room_gives_a_coinbase_that_fits_and_pays_in_order() {
        long seed = 20_260_103;
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        for (int round = 0; round < 3000; round++) {
            List<TxOutput> payouts = randomPayouts(random);
            BlockRoom room = new BlockRoom(random.nextInt(16_384), 3_000_000, 3_900_000, 79_000,
                    3_000_400 + random.nextInt(20_000), 3_901_400 + random.nextInt(80_000),
                    79_000 + random.nextInt(500));
            CoinbaseBuilder builder = builder(payouts, room);
            for (CoinbaseClass coinbaseClass : CoinbaseClass.values()) {
                BuiltCoinbase built = builder.build(coinbaseClass);
                String what = "seed " + seed + ", round " + round + ", " + coinbaseClass;

                assertThat(room.fits(built.parts().size())).as(what).isTrue();
                assertThat(built.totalValue()).as(what).isEqualTo(VALUE);
                assertThat(isSubsequence(built.payouts(), payouts)).as(what).isTrue();
                assertThat(built.parts().size()).as(what)
                        .isLessThanOrEqualTo(Math.max(300, coinbaseClass.sizeLimit() + 5));
            }
        }
    }

    @Test
    void a_template_that_leaves_no_room_pays_the_pool_alone_in_every_class() {
        BlockRoom none = new BlockRoom(3000, 1_500_000, 3_999_000, 0, 4_000_000, 4_000_000, 80_000);
        CoinbaseBuilder builder = builder(CandidateFixtures.payouts(1, 12).payouts(), none);

        for (CoinbaseClass coinbaseClass : CoinbaseClass.values()) {
            assertThat(builder.build(coinbaseClass)).isEqualTo(builder.build(CoinbaseClass.BLANK));
        }
    }

    @Test
    void payouts_never_cost_more_sigops_than_the_block_has_left() {
        List<TxOutput> payouts = new ArrayList<>(
                IntStream.range(0, 50).mapToObj(i -> new TxOutput(1000, CandidateFixtures.p2pkh(i))).toList());
        TxOutput free = new TxOutput(999, CandidateFixtures.p2tr(1));
        payouts.add(free);
        BlockRoom room = new BlockRoom(3000, 1_000_000, 3_000_000, 79_957, 4_000_000, 4_000_000, 80_000);

        BuiltCoinbase built = builder(payouts, room).build(CoinbaseClass.LARGE);

        assertThat(built.payouts()).hasSize(11).endsWith(free).startsWith(payouts.get(0), payouts.get(1));
    }

    @Test
    void the_base_scripts_own_sigops_are_counted_first() {
        List<TxOutput> payouts = List.of(new TxOutput(1000, CandidateFixtures.p2pkh(1)));
        BlockRoom room = new BlockRoom(0, 0, 0, 79_996, 4_000_000, 4_000_000, 80_000);

        assertThat(builder(payouts, room).build(CoinbaseClass.LARGE).payouts()).hasSize(1);
        CoinbaseRecipe legacyPool = recipe(payouts, CandidateFixtures.p2pkh(7));
        assertThat(new CoinbaseBuilder(legacyPool, room, COMMITMENT).build(CoinbaseClass.LARGE).payouts()).isEmpty();
    }

    @Test
    void a_payout_beyond_the_value_is_skipped_and_later_ones_are_taken() {
        TxOutput most = new TxOutput(VALUE - 100, CandidateFixtures.p2tr(1));
        TxOutput tooMuch = new TxOutput(101, CandidateFixtures.p2tr(2));
        TxOutput absurd = new TxOutput(TxOutput.MAX_MONEY, CandidateFixtures.p2tr(3));
        TxOutput some = new TxOutput(60, CandidateFixtures.p2tr(4));

        BuiltCoinbase built = builder(List.of(most, tooMuch, absurd, some), WIDE).build(CoinbaseClass.LARGE);

        assertThat(built.payouts()).containsExactly(most, some);
        assertThat(built.remainder()).isEqualTo(40);
    }

    @Test
    void a_dead_output_stands_for_a_remainder_of_nothing() {
        BuiltCoinbase built = builder(List.of(new TxOutput(VALUE, CandidateFixtures.p2tr(1))), WIDE)
                .build(CoinbaseClass.DEFAULT);

        assertThat(built.outputs()).extracting(BuiltCoinbase.Output::purpose).containsExactly(
                BuiltCoinbase.Purpose.PAYOUT, BuiltCoinbase.Purpose.EXTRANONCE, BuiltCoinbase.Purpose.DEAD,
                BuiltCoinbase.Purpose.WITNESS_COMMITMENT);
        assertThat(built.remainder()).isZero();
        assertThat(built.parts().suffix().toHex()).startsWith("0000000000000000036a0100");
    }

    @Test
    void in_the_default_class_the_first_payout_too_long_for_the_prefix_sends_all_later_ones_behind_the_extranonce() {
        // 75 bytes are left before the extranonce.
        TxOutput first = new TxOutput(900, CandidateFixtures.p2wpkh(1));
        TxOutput tooLong = new TxOutput(800, Bytes.hex("51".repeat(36)));
        TxOutput shortAgain = new TxOutput(700, CandidateFixtures.p2wpkh(2));

        BuiltCoinbase built = builder(List.of(first, tooLong, shortAgain), WIDE).build(CoinbaseClass.DEFAULT);

        assertThat(built.payouts()).containsExactly(first, tooLong, shortAgain);
        assertThat(built.outputs().get(1).purpose()).isEqualTo(BuiltCoinbase.Purpose.EXTRANONCE);
        assertThat(builder(List.of(first, shortAgain, tooLong), WIDE).build(CoinbaseClass.DEFAULT).outputs().get(2)
                .purpose())
                .isEqualTo(BuiltCoinbase.Purpose.EXTRANONCE);
    }

    private static CoinbaseBuilder builder(List<TxOutput> payouts, BlockRoom room) {
        return new CoinbaseBuilder(recipe(payouts, CandidateFixtures.POOL_SCRIPT), room, COMMITMENT);
    }

    private static CoinbaseRecipe recipe(List<TxOutput> payouts, Bytes baseScript) {
        return new CoinbaseRecipe(900_123, Bytes.utf8("TESTPOOL"), Bytes.utf8("Sluice"), 4242, OptionalLong.of(7),
                0xb10c,
                baseScript, VALUE, new CoinbaseOutputs(1, payouts));
    }

    private static List<TxOutput> randomPayouts(RandomGenerator random) {
        return IntStream.range(0, random.nextInt(600)).mapToObj(i -> {
            byte[] script = new byte[2 + random.nextInt(63)];
            random.nextBytes(script);
            return new TxOutput(random.nextLong(random.nextBoolean() ? 100_000 : VALUE), Bytes.adopt(script));
        }).toList();
    }

    private static boolean isSubsequence(List<TxOutput> part, List<TxOutput> whole) {
        int found = 0;
        for (TxOutput each : whole) {
            if (found < part.size() && part.get(found).equals(each)) {
                found++;
            }
        }
        return found == part.size();
    }
}
