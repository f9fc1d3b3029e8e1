package io.sluice.app.node;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

import io.sluice.wire.type.Bytes;

/** {@link Directory} of a real file system. */
public final class PathDirectory implements Directory {

    private final Path directory;

    public PathDirectory(Path directory) {
        this.directory = directory;
    }

    @Override
    public String place() {
        return directory.toString();
    }

    @Override
    public void write(String name, Bytes content) throws IOException {
        Files.createDirectories(directory);
        try (FileChannel out = FileChannel.open(directory.resolve(name), StandardOpenOption.CREATE,
                StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer rest = content.asReadOnlyBuffer();
            while (rest.hasRemaining()) {
                out.write(rest);
            }
        }
    }

    @Override
    public void force(String name) throws IOException {
        try (FileChannel file = FileChannel.open(directory.resolve(name), StandardOpenOption.WRITE)) {
            file.force(true);
        }
    }

    @Override
    public void move(String from, String to) throws IOException {
        Files.move(directory.resolve(from), directory.resolve(to), StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void forceNames() {
        // Not every system lets a directory be opened for it.
        try (FileChannel names = FileChannel.open(directory, StandardOpenOption.READ)) {
            names.force(true);
        } catch (IOException unsupported) {
            // The files themselves are on disk; on such systems the names follow by themselves within seconds.
        }
    }

    @Override
    public List<String> names() throws IOException {
        if (!Files.exists(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(Files::isRegularFile).map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Override
    public Bytes read(String name, int most) throws IOException {
        try (InputStream in = Files.newInputStream(directory.resolve(name))) {
            return Bytes.adopt(in.readNBytes(most));
        }
    }
}
