package io.sluice.wire.testing;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * Reads the vector files that a module keeps under {@code src/test/resources/vectors}.
 *
 * <p>Safe on any thread. A module that uses it needs {@code jackson-databind} in test scope.
 */
public final class Vectors {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Vectors() {}

    /**
     * The content of one file.
     *
     * @param path below {@code vectors/} on the class path, such as {@code sv2/messages_mining.json}
     */
    public static JsonNode load(String path) {
        String resource = "/vectors/" + path;
        try (InputStream in = Vectors.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new FileNotFoundException(resource + " is not on the class path");
            }
            return JSON.readTree(in);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /**
     * The elements of one array of a file, as a method source for parameterised tests.
     *
     * @param path  as for {@link #load}
     * @param array the name of the array, such as {@code cases}; it must exist and hold something, or a test would pass
     *              without having looked at anything
     */
    public static Stream<JsonNode> cases(String path, String array) {
        JsonNode cases = load(path).path(array);
        if (!cases.isArray() || cases.isEmpty()) {
            throw new IllegalArgumentException(path + " has no cases in an array called " + array);
        }
        return StreamSupport.stream(cases.spliterator(), false);
    }

    /** The bytes of a field that holds hexadecimal; the field must exist. */
    public static byte[] bytes(JsonNode owner, String field) {
        return bytes(owner.required(field).textValue());
    }

    /** The bytes that hexadecimal of either case stands for. */
    public static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    /** Lower-case hexadecimal. */
    public static String hex(byte[] content) {
        return HexFormat.of().formatHex(content);
    }
}
