package io.sluice.mining.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;

import io.sluice.mining.bitcoin.BlockHash;
import io.sluice.wire.type.Bytes;

/** Duplicate detection, compared with a plain set. */
class SeenSharesTest {

    private final SeenShares seen = new SeenShares();

    @Test
    void what_was_added_is_in_and_nothing_else_is() {
        SplittableRandom random = new SplittableRandom(11);
        Set<BlockHash> model = new HashSet<>();
        for (int i = 0; i < 5_000; i++) {
            BlockHash hash = hash(random.nextLong());
            assertThat(contains(hash)).as("before share %d", i).isEqualTo(model.contains(hash));
            seen.add(hash);
            model.add(hash);
            assertThat(contains(hash)).isTrue();
        }
        assertThat(model).allMatch(this::contains);
        for (int i = 0; i < 5_000; i++) {
            assertThat(contains(hash(random.nextLong()))).isFalse();
        }
    }

    @Test
    void fingerprints_that_fall_on_one_place_are_told_apart() {
        for (int i = 1; i < 200; i++) {
            long fingerprint = (long) i << 40;
            assertThat(contains(hash(fingerprint))).isFalse();
            seen.add(hash(fingerprint));
        }
        for (int i = 1; i < 200; i++) {
            assertThat(contains(hash((long) i << 40))).isTrue();
        }
    }

    @Test
    void a_fingerprint_of_zero_is_one_too() {
        assertThat(contains(hash(0))).isFalse();
        seen.add(hash(0));
        assertThat(contains(hash(0))).isTrue();
    }

    @Test
    void the_end_that_proof_of_work_makes_zero_is_not_looked_at() {
        byte[] hash = new byte[64];
        hash[32] = 5;
        seen.add(BlockHash.of(hash, 32));
        hash[63] = 1;
        assertThat(seen.contains(hash, 32)).as("the same random end").isTrue();
        hash[32] = 6;
        assertThat(seen.contains(hash, 32)).isFalse();
    }

    @Test
    void it_says_when_it_is_full_and_then_takes_no_more() {
        for (int i = 0; i < SeenShares.LIMIT; i++) {
            assertThat(seen.isFull()).isFalse();
            seen.add(hash(i + 1));
        }
        assertThat(seen.isFull()).isTrue();
        assertThatThrownBy(() -> seen.add(hash(-1))).isInstanceOf(IllegalStateException.class);
        assertThat(contains(hash(77))).isTrue();
        assertThat(contains(hash(-1))).isFalse();
    }

    @Test
    void one_added_twice_takes_one_place() {
        for (int i = 0; i < 2 * SeenShares.LIMIT; i++) {
            seen.add(hash(42));
        }
        assertThat(seen.isFull()).isFalse();
    }

    private boolean contains(BlockHash hash) {
        return seen.contains(hash.internal().toArray(), 0);
    }

    /** A hash whose random end is this number. */
    private static BlockHash hash(long fingerprint) {
        byte[] bytes = new byte[32];
        for (int i = 0; i < 8; i++) {
            bytes[i] = (byte) (fingerprint >>> 8 * i);
        }
        return new BlockHash(Bytes.adopt(bytes));
    }
}
