package io.sluice.mining.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.sluice.wire.type.Bytes;

/** What keeps the work of two channels apart. */
class PrefixAllocatorTest {

    @Test
    void threads_that_ask_at_the_same_time_never_get_the_same_prefix() throws Exception {
        PrefixAllocator prefixes = new PrefixAllocator(new SplittableRandom(1));
        Set<ExtranoncePrefix> seen = ConcurrentHashMap.newKeySet();
        List<Thread> threads = IntStream.range(0, 4).mapToObj(_ -> Thread.ofPlatform().start(() -> {
            for (int i = 0; i < 5_000; i++) {
                seen.add(prefixes.allocate());
            }
        })).toList();
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(seen).hasSize(20_000);
    }

    @Test
    void two_gateways_begin_at_different_places() {
        assertThat(new PrefixAllocator(new SplittableRandom(1)).allocate())
                .isNotEqualTo(new PrefixAllocator(new SplittableRandom(2)).allocate());
    }

    @Test
    void a_prefix_is_four_bytes_most_significant_first() {
        assertThat(new ExtranoncePrefix(0x01020384).bytes()).isEqualTo(Bytes.hex("01020384"));
        assertThat(new ExtranoncePrefix(-1)).hasToString("ffffffff");
        assertThat(new ExtranoncePrefix(7)).hasToString("00000007");
    }
}
