package io.sluice.app.node;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.List;

import io.sluice.wire.type.Bytes;

/** Small files that are there as a whole or not at all, and survive a power loss. Calls may block; any thread. */
public final class BlockFolder {

    private static final String UNFINISHED = ".part";

    private final Directory directory;

    public BlockFolder(Directory directory) {
        this.directory = directory;
    }

    /**
     * Writes a file so that it is there as a whole or not at all, and survives a power loss once this returns. One of the same name
     * is replaced.
     *
     * @return the name
     */
    DiskAnswer<String> write(String name, Bytes content) {
        return attempt("write the block file " + name, () -> {
            String unfinished = name + UNFINISHED;
            directory.write(unfinished, content);
            directory.force(unfinished);
            return move(unfinished, name);
        });
    }

    /**
     * Gives a file another name, replacing what had it.
     *
     * @return the new name
     */
    DiskAnswer<String> rename(String from, String to) {
        return attempt("rename the block file " + from, () -> move(from, to));
    }

    /** Names of all files that are there as a whole. */
    DiskAnswer<List<String>> names() {
        return attempt("list block files",
                () -> directory.names().stream().filter(name -> !name.endsWith(UNFINISHED)).sorted().toList());
    }

    /** The content of a file; one of more than {@code most} bytes is a failure. */
    DiskAnswer<Bytes> read(String name, int most) {
        return attempt("read the block file " + name, () -> {
            Bytes content = directory.read(name, most + 1);
            if (content.length() > most) {
                throw new IOException("it has more than " + most + " bytes");
            }
            return content;
        });
    }

    private String move(String from, String to) throws IOException {
        directory.move(from, to);
        // A name survives a power loss only when the directory is on disk too.
        directory.forceNames();
        return to;
    }

    private interface Work<T> {
        T run() throws IOException;
    }

    private <T> DiskAnswer<T> attempt(String what, Work<T> work) {
        try {
            return new DiskAnswer.Done<>(work.run());
        } catch (IOException failure) {
            return new DiskAnswer.Failed<>("Can not " + what + " in " + directory.place() + " (" + why(failure)
                    + "): check that the disk has room and that Sluice may write there.");
        }
    }

    private static String why(IOException failure) {
        String reason = failure instanceof FileSystemException file ? file.getReason() : failure.getMessage();
        return reason != null ? reason : failure.getClass().getSimpleName();
    }
}
