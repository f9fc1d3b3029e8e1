package io.sluice.app.node;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

import io.sluice.wire.type.Bytes;

/** {@link BlockFolder} in a directory of a file system; the directory is made when it is missing. */
public final class PathBlockFolder implements BlockFolder {

    private static final String UNFINISHED = ".part";

    private final Path directory;

    public PathBlockFolder(Path directory) {
        this.directory = directory;
    }

    @Override
    public DiskAnswer<String> write(String name, Bytes content) {
        return attempt("write the block file " + name, () -> {
            Files.createDirectories(directory);
            Path unfinished = directory.resolve(name + UNFINISHED);
            try (FileChannel out = FileChannel.open(unfinished, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
                    StandardOpenOption.TRUNCATE_EXISTING)) {
                ByteBuffer rest = content.asReadOnlyBuffer();
                while (rest.hasRemaining()) {
                    out.write(rest);
                }
                out.force(true);
            }
            return move(unfinished, name);
        });
    }

    @Override
    public DiskAnswer<String> rename(String from, String to) {
        return attempt("rename the block file " + from, () -> move(directory.resolve(from), to));
    }

    @Override
    public DiskAnswer<List<String>> names() {
        return attempt("list block files", () -> {
            if (!Files.exists(directory)) {
                return List.of();
            }
            try (Stream<Path> files = Files.list(directory)) {
                return files.filter(Files::isRegularFile).map(file -> file.getFileName().toString())
                        .filter(name -> !name.endsWith(UNFINISHED)).sorted().toList();
            }
        });
    }

    @Override
    public DiskAnswer<Bytes> read(String name, int most) {
        return attempt("read the block file " + name, () -> {
            try (InputStream in = Files.newInputStream(directory.resolve(name))) {
                byte[] content = in.readNBytes(most + 1);
                if (content.length > most) {
                    throw new IOException("it has more than " + most + " bytes");
                }
                return Bytes.adopt(content);
            }
        });
    }

    private String move(Path from, String to) throws IOException {
        Files.move(from, directory.resolve(to), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        forceNames();
        return to;
    }

    /** Names survive a power loss only when the directory is on disk too. Not every system lets a directory be opened for it. */
    private void forceNames() {
        try (FileChannel names = FileChannel.open(directory, StandardOpenOption.READ)) {
            names.force(true);
        } catch (IOException unsupported) {
            // The file itself is on disk; on such systems the name follows by itself within seconds.
        }
    }

    private interface Work<T> {
        T run() throws IOException;
    }

    private <T> DiskAnswer<T> attempt(String what, Work<T> work) {
        try {
            return new DiskAnswer.Done<>(work.run());
        } catch (IOException failure) {
            return new DiskAnswer.Failed<>("Can not " + what + " in " + directory + " (" + why(failure)
                    + "): check that the disk has room and that Sluice may write there.");
        }
    }

    private static String why(IOException failure) {
        String reason = failure instanceof FileSystemException file ? file.getReason() : failure.getMessage();
        return reason != null ? reason : failure.getClass().getSimpleName();
    }
}
