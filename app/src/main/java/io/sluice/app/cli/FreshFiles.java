package io.sluice.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Files that a command makes: all of them, or none. */
final class FreshFiles {

    private final List<Path> files;
    /** Those that have to be made as well; one inside another comes after it. */
    private final SortedSet<Path> folders = new TreeSet<>();

    /** Refuses where one of them is there already. */
    FreshFiles(List<Path> files) throws Trouble {
        this.files = List.copyOf(files);
        for (Path file : files) {
            if (Files.exists(file)) {
                throw new Trouble(
                        file + " is there already and is left as it is; choose another folder, or move it away");
            }
            for (Path folder = file.getParent(); folder != null && !Files.exists(folder); folder = folder.getParent()) {
                folders.add(folder);
            }
        }
    }

    /** Makes the files. */
    interface Making<T> {
        T make() throws IOException;
    }

    /** Lets them be made; where that fails, what was made of them is removed again. */
    <T> T make(Making<T> making) throws Trouble {
        try {
            return making.make();
        } catch (IOException e) {
            List<Path> left = remove();
            throw new Trouble(Trouble.sentence(e) + (left.isEmpty()
                    ? ". Nothing was made"
                    : ". Remove what was made before that: "
                            + left.stream().map(Path::toString).collect(Collectors.joining(", "))));
        }
    }

    /** What can not be removed. */
    private List<Path> remove() {
        List<Path> left = new ArrayList<>();
        Stream.concat(files.stream(), folders.reversed().stream()).forEach(path -> {
            try {
                Files.deleteIfExists(path);
            } catch (IOException e) {
                if (Files.exists(path)) {
                    left.add(path);
                }
            }
        });
        return left;
    }
}
