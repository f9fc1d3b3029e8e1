package io.sluice.app.config;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/**
 * Reads keys out of one TOML file and collects what is wrong with them, so that the operator hears everything at once. A wrong
 * value reads as its default; {@link #finish} then refuses the whole file. Keys that nobody asked for are wrong too: mostly they
 * are typing errors.
 *
 * <p>Belongs to one thread.
 */
final class ConfigReader {

    private final String file;
    private final TomlParseResult toml;
    private final List<ConfigProblem> problems = new ArrayList<>();
    private final Set<String> known = new HashSet<>();

    private ConfigReader(String file, TomlParseResult toml) {
        this.file = file;
        this.toml = toml;
    }

    /** @throws BadConfiguration when the file can not be read at all */
    static ConfigReader open(Path path) throws BadConfiguration {
        String name = path.toString();
        try {
            return of(name, Files.readString(path));
        } catch (IOException e) {
            throw new ConfigPlace(name, 0, "").refuse(switch (e) {
                case NoSuchFileException _ -> "does not exist. Write one with: sluice init DIR";
                case AccessDeniedException _ -> "may not be read by the user that runs Sluice";
                case CharacterCodingException _ -> "is no text in UTF-8; save it as such";
                default -> "can not be read: " + e.getMessage();
            });
        }
    }

    /** @throws BadConfiguration when it is no TOML; nothing else is told then, for half of it would be read wrongly */
    static ConfigReader of(String name, String content) throws BadConfiguration {
        TomlParseResult toml = Toml.parse(content);
        if (toml.hasErrors()) {
            throw new BadConfiguration(toml.errors().stream()
                    .map(error -> new ConfigProblem(
                            name, error.position().line(), "", "not valid TOML: " + error.getMessage()))
                    .toList());
        }
        return new ConfigReader(name, toml);
    }

    boolean has(String key) {
        known.add(key);
        return toml.contains(key);
    }

    /** Text, or the default when the key is absent. */
    String text(String key, String absent) {
        return typed(key, String.class, "a text in quotes").orElse(absent);
    }

    /** Text that must be there and not be empty. */
    String requiredText(String key, String example) {
        Optional<String> value = typed(key, String.class, "a text in quotes, for example \"" + example + "\"");
        if (value.isEmpty() && !toml.contains(key)) {
            problem(key, "is missing; for example " + lastPart(key) + " = \"" + example + "\"");
        } else if (value.isPresent() && value.get().isBlank()) {
            problem(key, "is empty; for example \"" + example + "\"");
        }
        return value.orElse("");
    }

    /** An address, of whatever network; it must be there. */
    PayoutAddress payoutAddress(String key) {
        return new PayoutAddress(requiredText(key, "bc1q..."), place(key));
    }

    /** Where an entry of this list of tables stands. */
    ConfigPlace place(String list, int index) {
        TomlArray array = toml.getArray(list);
        @Nullable
        TomlPosition position = array == null ? null : array.inputPositionOf(index);
        return position == null ? place(list) : new ConfigPlace(file, position.line(), list);
    }

    /** Where the value of this key stands. */
    ConfigPlace place(String key) {
        return new ConfigPlace(file, lineOf(key), key);
    }

    boolean flag(String key, boolean absent) {
        return typed(key, Boolean.class, "true or false, without quotes").orElse(absent);
    }

    /** A whole number from {@code min} to {@code max}. */
    long number(String key, long absent, long min, long max) {
        Optional<Long> value = typed(key, Long.class, "a whole number without quotes");
        if (value.isPresent() && (value.get() < min || value.get() > max)) {
            problem(key, "is " + value.get() + ", but must be from " + min + " to " + max);
            return absent;
        }
        return value.orElse(absent);
    }

    /** A number above zero and at most {@code max}, whole or not. */
    double positive(String key, double absent, double max) {
        known.add(key);
        Object value = toml.get(key);
        if (value == null) {
            return absent;
        }
        if (!(value instanceof Number number)) {
            problem(key, "must be a number without quotes");
            return absent;
        }
        double asDouble = number.doubleValue();
        if (!(asDouble > 0) || asDouble > max) {
            problem(key, "is " + value + ", but must be above 0 and at most " + max);
            return absent;
        }
        return asDouble;
    }

    /** A list of texts; empty when the key is absent. */
    List<String> texts(String key) {
        Optional<TomlArray> array = typed(key, TomlArray.class, "a list of texts, as in [\"a\", \"b\"]");
        List<String> texts = new ArrayList<>();
        array.ifPresent(list -> list.toList().forEach(item -> {
            if (item instanceof String text) {
                texts.add(text);
            } else {
                problem(key, "holds " + item + ", but all its items must be texts in quotes");
            }
        }));
        return texts;
    }

    /** Names of the tables in a list of tables, as indexes: {@code [[key]]}. */
    int tables(String key) {
        known.add(key);
        Object value = toml.get(key);
        if (value == null) {
            return 0;
        }
        if (!(value instanceof TomlArray array) || !containsTables(array)) {
            problem(key, "must be written as a table of its own for each entry: [[" + key + "]]");
            return 0;
        }
        return array.size();
    }

    /** A text of one table in a list of tables. */
    Optional<Object> inTable(String list, int index, String key) {
        known.add(list);
        TomlArray array = toml.getArray(list);
        TomlTable table = array == null ? null : array.getTable(index);
        return table == null ? Optional.empty() : Optional.ofNullable(table.get(key));
    }

    /** HOST:PORT to listen on; port 0 takes any free one. */
    InetSocketAddress address(String key, String absent) {
        return parsed(key, absent, text -> hostAndPort(text, "0.0.0.0:3333"));
    }

    /**
     * A text made into something else.
     *
     * @param parse throws {@link IllegalArgumentException} with a sentence that says what is wrong and what would be right
     */
    <T> T parsed(String key, String absent, Function<String, T> parse) {
        String text = text(key, absent);
        try {
            return parse.apply(text);
        } catch (IllegalArgumentException e) {
            problem(key, String.valueOf(e.getMessage()));
            return parse.apply(absent);
        }
    }

    /** As {@link #parsed}, for a key without a default; empty when it is absent or wrong. */
    <T> Optional<T> parsedIfPresent(String key, Function<String, T> parse) {
        Optional<String> text = typed(key, String.class, "a text in quotes");
        try {
            return text.filter(value -> !value.isEmpty()).map(parse);
        } catch (IllegalArgumentException e) {
            problem(key, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /** Something is wrong with the value of this key. */
    void problem(String key, String what) {
        problem(place(key), what);
    }

    /** As {@link #problem(String, String)}, for what has a place of its own. */
    void problem(ConfigPlace place, String what) {
        problems.add(new ConfigProblem(place.file(), place.line(), place.key(), what));
    }

    /** To be called when all keys have been asked for: refuses the file if anything was wrong. */
    void finish() throws BadConfiguration {
        for (String key : toml.dottedKeySet()) {
            if (known.stream().noneMatch(asked -> key.equals(asked) || key.startsWith(asked + "."))) {
                problem(key, "is not a key that Sluice knows" + nearest(key)
                        .map(near -> "; did you mean " + near + "?").orElse("; remove it"));
            }
        }
        if (!problems.isEmpty()) {
            problems.sort(Comparator.comparingInt(ConfigProblem::line));
            throw new BadConfiguration(problems);
        }
    }

    /** HOST:PORT, or [V6]:PORT. */
    static InetSocketAddress hostAndPort(String text, String example) {
        int colon = text.lastIndexOf(':');
        try {
            if (colon > 0) {
                int port = Integer.parseInt(text.substring(colon + 1));
                String host = text.substring(0, colon).replaceAll("^\\[|]$", "");
                return InetSocketAddress.createUnresolved(host, port);
            }
        } catch (IllegalArgumentException e) {
            // Told below: whatever is wrong, the right form is the same.
        }
        throw new IllegalArgumentException("\"" + text + "\" is not HOST:PORT, as in \"" + example + "\"");
    }

    private <T> Optional<T> typed(String key, Class<T> type, String expected) {
        known.add(key);
        Object value = toml.get(key);
        if (value == null) {
            return Optional.empty();
        }
        if (!type.isInstance(value)) {
            problem(key, "must be " + expected);
            return Optional.empty();
        }
        return Optional.of(type.cast(value));
    }

    private static boolean containsTables(TomlArray array) {
        return array.toList().stream().allMatch(TomlTable.class::isInstance);
    }

    private int lineOf(String key) {
        @Nullable
        TomlPosition position = toml.inputPositionOf(key);
        if (position != null) {
            return position.line();
        }
        // A missing key belongs to its section, if that is there.
        int dot = key.lastIndexOf('.');
        return dot < 0 ? 0 : lineOf(key.substring(0, dot));
    }

    private Optional<String> nearest(String key) {
        return known.stream()
                .filter(candidate -> distance(key, candidate) <= Math.max(2, key.length() / 4))
                .min(Comparator.comparingInt(candidate -> distance(key, candidate)));
    }

    private static String lastPart(String key) {
        return key.substring(key.lastIndexOf('.') + 1);
    }

    /** Edits from one text to the other (Levenshtein). */
    private static int distance(String one, String other) {
        int[] above = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int[] row = new int[other.length() + 1];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int replaced = above[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, Math.min(above[j], row[j - 1]) + 1);
            }
            above = row;
        }
        return above[other.length()];
    }
}
