package io.sluice.sv1.jsonrpc;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * A JSON value. Numbers keep the spelling they arrived in, because an id must go back as it came and a difficulty must not pass
 * through floating point.
 */
public sealed interface Json {

    /** A string. */
    record Text(String value) implements Json {}

    /**
     * A number.
     *
     * @param literal as it stands in the line; valid JSON
     */
    record Numeral(String literal) implements Json {}

    /** {@code true} or {@code false}. */
    record Bool(boolean value) implements Json {}

    /** {@code null}. */
    enum Null implements Json {
        NULL
    }

    /** A list of values. */
    record Array(List<Json> items) implements Json {

        public Array {
            items = List.copyOf(items);
        }
    }

    /** An object; of members with the same name the last one counts. */
    record Members(SequencedMap<String, Json> byName) implements Json {

        public Members {
            byName = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(byName));
        }

        /** The member of this name, {@link Null} when there is none: miners do not tell the two apart. */
        public Json get(String name) {
            return byName.getOrDefault(name, Null.NULL);
        }
    }

    static Json of(String text) {
        return new Text(text);
    }

    static Json of(long number) {
        return new Numeral(Long.toString(number));
    }

    static Json of(boolean value) {
        return new Bool(value);
    }

    static Json array(Json... items) {
        return new Array(List.of(items));
    }

    /** An object of these members, in the order of the map. */
    static Json members(Map<String, Json> byName) {
        return new Members(new LinkedHashMap<>(byName));
    }

    /** Whether this may stand as an id: a string, a number, {@code null} or, from odd clients, a boolean. */
    default boolean isScalar() {
        return !(this instanceof Array) && !(this instanceof Members);
    }
}
