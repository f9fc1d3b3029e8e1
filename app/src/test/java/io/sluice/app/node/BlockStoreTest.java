package io.sluice.app.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.sluice.mining.bitcoin.Block;
import io.sluice.mining.bitcoin.BlockHash;
import io.sluice.mining.bitcoin.BlockHeader;
import io.sluice.mining.bitcoin.CompactTarget;
import io.sluice.mining.bitcoin.HeightPush;
import io.sluice.mining.bitcoin.Transaction;
import io.sluice.mining.bitcoin.TxInput;
import io.sluice.mining.bitcoin.TxOutput;
import io.sluice.wire.type.Bytes;

/** A block that was found survives whatever happens before it is submitted. */
class BlockStoreTest {

    @TempDir
    private Path parent;
    private Path directory;
    private BlockStore store;

    @BeforeEach
    void open() {
        directory = parent.resolve("blocks");
        store = new BlockStore(new BlockFolder(new PathDirectory(directory)));
    }

    @Test
    void a_saved_block_is_there_at_the_next_start_with_height_and_time() {
        Block block = block(900_123, 5);
        assertThat(store.save(block.header().hash(), block.serialize()))
                .isEqualTo(new DiskAnswer.Done<>(block.header().hash() + ".hex"));

        assertThat(new BlockStore(new BlockFolder(new PathDirectory(directory))).unsubmitted())
                .isEqualTo(new BlockStore.Unsubmitted(List.of(new StoredBlock(
                        block.header().hash(), 900_123, 1_763_900_000L, block.serialize())), List.of()));
    }

    @Test
    void a_saved_file_can_be_submitted_by_hand() throws Exception {
        Block block = block(7, 1);
        save(block);
        assertThat(directory.resolve(block.header().hash() + ".hex")).hasContent(block.serialize().toHex());
        assertThat(files()).containsExactly(block.header().hash() + ".hex");
    }

    @Test
    void a_submitted_block_stays_on_disk_and_is_not_submitted_again() throws Exception {
        Block first = block(7, 1);
        Block second = block(8, 2);
        save(first);
        save(second);
        assertThat(store.markSubmitted(first.header().hash())).isInstanceOf(DiskAnswer.Done.class);

        assertThat(store.unsubmitted().blocks()).extracting(StoredBlock::hash).containsExactly(second.header().hash());
        assertThat(files()).contains(first.header().hash() + ".submitted.hex");
    }

    @Test
    void saving_twice_is_harmless() {
        Block block = block(7, 1);
        save(block);
        save(block);
        assertThat(store.unsubmitted().blocks()).hasSize(1);
    }

    @Test
    void before_the_first_block_there_is_nothing_and_no_complaint() {
        assertThat(store.unsubmitted()).isEqualTo(new BlockStore.Unsubmitted(List.of(), List.of()));
        assertThat(directory).doesNotExist();
    }

    @Test
    void a_half_written_file_and_files_of_others_are_left_alone() throws Exception {
        Files.createDirectories(directory.resolve("folder.hex"));
        Files.writeString(directory.resolve("00.hex.part"), "0000");
        Files.writeString(directory.resolve("notes.txt"), "mine");
        assertThat(store.unsubmitted()).isEqualTo(new BlockStore.Unsubmitted(List.of(), List.of()));
    }

    @Test
    void a_block_cut_at_any_digit_is_complained_about_and_the_good_ones_are_kept() throws Exception {
        Block good = block(7, 1);
        save(good);
        Block damaged = block(8, 2);
        String hex = damaged.serialize().toHex();
        Path file = directory.resolve(damaged.header().hash() + ".hex");
        for (int digits = 0; digits < hex.length(); digits++) {
            Files.writeString(file, hex.substring(0, digits));
            BlockStore.Unsubmitted found = store.unsubmitted();
            assertThat(found.blocks()).extracting(StoredBlock::hash).containsExactly(good.header().hash());
            assertThat(found.complaints()).as("cut to %d digits", digits).singleElement().asString()
                    .startsWith("The file " + file.getFileName() + " is not the block that its name says");
        }
    }

    @Test
    void a_block_under_the_name_of_another_is_complained_about() throws Exception {
        Block block = block(7, 1);
        Files.createDirectories(directory);
        Files.writeString(directory.resolve(BlockHash.ZERO + ".hex"), block.serialize().toHex());
        assertThat(store.unsubmitted().complaints()).singleElement().asString()
                .contains("it holds the block " + block.header().hash());
    }

    @Test
    void a_file_too_long_for_a_block_is_not_read() throws Exception {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve(BlockHash.ZERO + ".hex"), "0".repeat(8_000_010));
        assertThat(store.unsubmitted().complaints()).singleElement().asString()
                .contains("it has more than 8000002 bytes");
    }

    @Test
    void a_disk_that_fails_is_a_sentence_and_no_exception() throws Exception {
        Files.writeString(directory, "a file where the folder should be");
        Block block = block(7, 1);
        assertThat(store.save(block.header().hash(), block.serialize())).isInstanceOfSatisfying(DiskAnswer.Failed.class,
                failed -> assertThat(failed.sentence()).startsWith("Can not write the block file ")
                        .contains(directory.toString()).endsWith("that Sluice may write there."));
        assertThat(store.markSubmitted(block.header().hash())).isInstanceOf(DiskAnswer.Failed.class);
        assertThat(store.unsubmitted().blocks()).isEmpty();
        assertThat(store.unsubmitted().complaints()).hasSize(1);
    }

    private void save(Block block) {
        assertThat(store.save(block.header().hash(), block.serialize())).isInstanceOf(DiskAnswer.Done.class);
    }

    private List<String> files() throws Exception {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static Block block(int height, int nonce) {
        Transaction coinbase = new Transaction(1,
                List.of(new TxInput(BlockHash.ZERO, TxInput.NO_OUTPUT, HeightPush.of(height).concat(Bytes.hex("00")), 0,
                        List.of())),
                List.of(new TxOutput(1, Bytes.hex("51"))), 0);
        return new Block(new BlockHeader(4, BlockHash.ZERO, coinbase.txid(), 1_763_900_000L,
                CompactTarget.fromDisplay("207fffff"), nonce), List.of(coinbase));
    }
}
