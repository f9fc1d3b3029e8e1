package io.sluice.simulation.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.sluice.simulation.time.Chance;
import io.sluice.simulation.time.ProcessDied;
import io.sluice.simulation.time.VirtualProcess;
import io.sluice.simulation.time.VirtualTime;
import io.sluice.simulation.trace.Happening;
import io.sluice.wire.type.Bytes;

/** A disk over deaths and power losses. */
class VirtualDirectoryTest {

    private static final int SEEDS = 50;
    private static final Bytes CONTENT = Bytes.utf8("the whole content");

    private final List<Happening> seen = new ArrayList<>();

    @Test
    void what_was_forced_with_its_name_survives_every_power_loss() throws IOException {
        for (long seed = 0; seed < SEEDS; seed++) {
            VirtualDirectory disk = disk(seed);
            store(disk, "file");
            disk.losePower();
            assertThat(disk.names()).as("seed %s", seed).containsExactly("file");
            assertThat(disk.read("file", 1000)).as("seed %s", seed).isEqualTo(CONTENT);
        }
    }

    @Test
    void a_name_that_was_not_forced_may_be_the_old_one_again() throws IOException {
        Set<List<String>> outcomes = new HashSet<>();
        for (long seed = 0; seed < SEEDS; seed++) {
            VirtualDirectory disk = disk(seed);
            store(disk, "old");
            disk.move("old", "new");
            disk.losePower();
            outcomes.add(disk.names());
            assertThat(disk.read(disk.names().getFirst(), 1000)).isEqualTo(CONTENT);
        }
        assertThat(outcomes).containsExactlyInAnyOrder(List.of("old"), List.of("new"));
    }

    @Test
    void content_that_was_not_forced_is_torn_at_any_byte_or_gone() throws IOException {
        Set<Integer> lengths = new HashSet<>();
        for (long seed = 0; seed < SEEDS; seed++) {
            VirtualDirectory disk = disk(seed);
            disk.write("file", CONTENT);
            disk.forceNames();
            disk.losePower();
            Bytes left = disk.read("file", 1000);
            assertThat(left).as("seed %s", seed).isEqualTo(CONTENT.slice(0, left.length()));
            lengths.add(left.length());
        }
        assertThat(lengths).hasSizeGreaterThan(5).contains(0).doesNotContain(CONTENT.length());
    }

    @Test
    void what_a_power_loss_left_stays_as_it_is_at_the_next_one() throws IOException {
        for (long seed = 0; seed < SEEDS; seed++) {
            VirtualDirectory disk = disk(seed);
            disk.write("file", CONTENT);
            disk.losePower();
            List<String> names = disk.names();
            Bytes left = names.isEmpty() ? Bytes.EMPTY : disk.read("file", 1000);
            disk.losePower();
            assertThat(disk.names()).as("seed %s", seed).isEqualTo(names);
            assertThat(names.isEmpty() ? Bytes.EMPTY : disk.read("file", 1000)).isEqualTo(left);
        }
    }

    @Test
    void the_death_of_a_process_loses_nothing() throws IOException {
        VirtualDirectory disk = disk(1);
        VirtualProcess process = process();
        disk.usedBy(process);
        disk.write("file", CONTENT);
        process.kill();
        disk.usedBy(process());

        assertThat(disk.read("file", 1000)).isEqualTo(CONTENT);
    }

    @Test
    void a_process_can_die_between_two_operations() throws IOException {
        VirtualDirectory disk = disk(1);
        VirtualProcess process = process();
        disk.usedBy(process);
        disk.killAfter(1);
        disk.write("file", CONTENT);
        assertThat(process.isAlive()).isTrue();

        assertThatExceptionOfType(ProcessDied.class).isThrownBy(() -> disk.move("file", "other"));
        assertThat(process.isAlive()).isFalse();
        assertThatExceptionOfType(ProcessDied.class).isThrownBy(() -> disk.write("file", Bytes.EMPTY));
        disk.usedBy(process());
        assertThat(disk.names()).containsExactly("file");
        assertThat(disk.read("file", 1000)).isEqualTo(CONTENT);
    }

    @Test
    void a_full_disk_says_so_and_may_have_kept_a_part() throws IOException {
        Set<Integer> lengths = new HashSet<>();
        for (long seed = 0; seed < SEEDS; seed++) {
            VirtualDirectory disk = disk(seed);
            disk.full(true);
            assertThat(disk.isInTrouble()).isTrue();
            assertThatIOException().isThrownBy(() -> disk.write("file", CONTENT)).withMessageContaining("space");
            lengths.add(disk.read("file", 1000).length());
            disk.full(false);
            disk.write("file", CONTENT);
            assertThat(disk.read("file", 1000)).isEqualTo(CONTENT);
        }
        assertThat(lengths).hasSizeGreaterThan(5);
    }

    @Test
    void a_disk_that_does_not_force_says_so_and_keeps_nothing_for_sure() throws IOException {
        VirtualDirectory disk = disk(1);
        disk.write("file", CONTENT);
        disk.failing(true);
        assertThat(disk.isInTrouble()).isTrue();
        assertThatIOException().isThrownBy(() -> disk.force("file"));
        disk.failing(false);
        disk.force("file");
        assertThat(disk.isInTrouble()).isFalse();
    }

    @Test
    void what_is_not_there_can_not_be_read_forced_or_moved() {
        VirtualDirectory disk = disk(1);
        assertThatExceptionOfType(FileNotFoundException.class).isThrownBy(() -> disk.read("none", 1));
        assertThatExceptionOfType(FileNotFoundException.class).isThrownBy(() -> disk.force("none"));
        assertThatExceptionOfType(FileNotFoundException.class).isThrownBy(() -> disk.move("none", "other"));
    }

    @Test
    void a_block_is_told_of_once_and_only_when_its_name_is_on_disk() throws IOException {
        VirtualDirectory disk = disk(1);
        String name = "ab".repeat(32) + ".hex";
        disk.write("part", CONTENT);
        disk.move("part", name);
        assertThat(seen).isEmpty();
        disk.forceNames();
        disk.forceNames();

        assertThat(seen).singleElement().isInstanceOf(Happening.BlockStored.class);
    }

    private VirtualDirectory disk(long seed) {
        return new VirtualDirectory("machine", new Chance(seed), seen::add);
    }

    private static void store(VirtualDirectory disk, String name) throws IOException {
        disk.write(name, CONTENT);
        disk.force(name);
        disk.forceNames();
    }

    private static VirtualProcess process() {
        return new VirtualProcess("process", new VirtualTime(new Chance(1)), new Chance(1), (_, mistake) -> {
            throw new AssertionError(mistake);
        });
    }
}
