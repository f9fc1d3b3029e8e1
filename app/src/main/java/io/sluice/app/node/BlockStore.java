package io.sluice.app.node;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import io.sluice.mining.bitcoin.BlockHash;
import io.sluice.mining.bitcoin.MalformedTransaction;
import io.sluice.wire.type.Bytes;

/**
 * Keeps every block that was found, so that not even a crash between finding and submitting loses one.
 *
 * <pre>
 * HASH.hex             found, and no node has answered yet
 * HASH.submitted.hex   a node has answered, whatever it said
 * </pre>
 *
 * A file is the block in hexadecimal and a line end, so that it can be submitted by hand:
 * {@code bitcoin-cli -stdin submitblock < HASH.hex}. Nothing is ever deleted.
 *
 * <p>Calls may block on the disk; any thread.
 */
public final class BlockStore {

    private static final String FOUND = ".hex";
    private static final String SUBMITTED = ".submitted.hex";
    private static final int LARGEST_FILE = 2 * 4_000_000 + 2;

    private final BlockFolder folder;

    public BlockStore(BlockFolder folder) {
        this.folder = folder;
    }

    /** What stands in the folder and no node has answered to. */
    public record Unsubmitted(List<StoredBlock> blocks, List<String> complaints) {

        public Unsubmitted {
            blocks = List.copyOf(blocks);
            complaints = List.copyOf(complaints);
        }
    }

    /**
     * Writes a block. Once this is done it survives a crash and a power loss.
     *
     * @return the name of its file
     */
    public DiskAnswer<String> save(BlockHash hash, Bytes block) {
        return folder.write(hash.toDisplay() + FOUND, Bytes.utf8(block.toHex() + "\n"));
    }

    /** Notes that a node has answered, so that the block is not submitted again at the next start. */
    public DiskAnswer<String> markSubmitted(BlockHash hash) {
        return folder.rename(hash.toDisplay() + FOUND, hash.toDisplay() + SUBMITTED);
    }

    /** The blocks to submit at start-up; about each file that can not be used there is a sentence for the operator. */
    public Unsubmitted unsubmitted() {
        List<StoredBlock> blocks = new ArrayList<>();
        List<String> complaints = new ArrayList<>();
        switch (folder.names()) {
            case DiskAnswer.Failed(String sentence) -> complaints.add(sentence);
            case DiskAnswer.Done(List<String> names) -> {
                for (String name : names) {
                    if (name.endsWith(FOUND) && !name.endsWith(SUBMITTED)) {
                        switch (load(name)) {
                            case DiskAnswer.Done(StoredBlock block) -> blocks.add(block);
                            case DiskAnswer.Failed(String sentence) -> complaints.add(sentence);
                        }
                    }
                }
            }
        }
        return new Unsubmitted(blocks, complaints);
    }

    private DiskAnswer<StoredBlock> load(String name) {
        return switch (folder.read(name, LARGEST_FILE)) {
            case DiskAnswer.Failed(String sentence) -> new DiskAnswer.Failed<>(sentence);
            case DiskAnswer.Done(Bytes content) -> parse(name, content);
        };
    }

    private static DiskAnswer<StoredBlock> parse(String name, Bytes content) {
        try {
            StoredBlock block = StoredBlock.read(
                    Bytes.hex(new String(content.toArray(), StandardCharsets.US_ASCII).strip()));
            if (name.equals(block.hash().toDisplay() + FOUND)) {
                return new DiskAnswer.Done<>(block);
            }
            return unusable(name, "it holds the block " + block.hash());
        } catch (MalformedTransaction malformed) {
            return unusable(name, String.valueOf(malformed.getMessage()));
        } catch (IllegalArgumentException notHexadecimal) {
            return unusable(name, "it is not hexadecimal");
        }
    }

    private static DiskAnswer<StoredBlock> unusable(String name, String why) {
        return new DiskAnswer.Failed<>("The file " + name + " is not the block that its name says (" + why
                + "): it is left as it is and not submitted; move it away to silence this.");
    }
}
