package io.sluice.app.node;

import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

import io.sluice.mining.bitcoin.BlockHash;
import io.sluice.wire.type.Bytes;

/**
 * Reads the fields of a JSON object and takes nothing but the type and range that is asked for.
 *
 * @param object whose fields are read
 * @param place what to call it in errors; ends with a dot, or empty
 */
record Fields(JsonNode object, String place) {

    static Fields of(JsonNode result) throws MalformedAnswer {
        return of(result, "");
    }

    static Fields of(JsonNode object, String place) throws MalformedAnswer {
        if (!object.isObject()) {
            throw new MalformedAnswer((place.isEmpty() ? "the result" : place) + " is no object");
        }
        return new Fields(object, place.isEmpty() ? "" : place + ".");
    }

    boolean has(String name) {
        return object.hasNonNull(name);
    }

    long number(String name, long least, long most) throws MalformedAnswer {
        JsonNode value = object.path(name);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new MalformedAnswer(place + name + (value.isMissingNode() ? " is missing" : " is no whole number"));
        }
        long number = value.longValue();
        if (number < least || number > most) {
            throw new MalformedAnswer(place + name + " is " + number + ", not from " + least + " to " + most);
        }
        return number;
    }

    /** A whole number from one on that an int can hold. */
    int count(String name) throws MalformedAnswer {
        return (int) number(name, 1, Integer.MAX_VALUE);
    }

    String text(String name) throws MalformedAnswer {
        JsonNode value = object.path(name);
        if (!value.isTextual()) {
            throw new MalformedAnswer(place + name + (value.isMissingNode() ? " is missing" : " is no text"));
        }
        return value.textValue();
    }

    Optional<String> optionalText(String name) throws MalformedAnswer {
        return has(name) ? Optional.of(text(name)) : Optional.empty();
    }

    boolean flag(String name) {
        return object.path(name).asBoolean(false);
    }

    JsonNode array(String name) throws MalformedAnswer {
        JsonNode value = object.path(name);
        if (!value.isArray()) {
            throw new MalformedAnswer(place + name + (value.isMissingNode() ? " is missing" : " is no list"));
        }
        return value;
    }

    /** Hexadecimal of so many bytes. */
    Bytes bytes(String name, int least, int most) throws MalformedAnswer {
        String hex = text(name);
        if (hex.length() % 2 != 0 || hex.length() < 2L * least || hex.length() > 2L * most) {
            throw new MalformedAnswer(place + name + " has " + hex.length() + " hexadecimal digits");
        }
        try {
            return Bytes.hex(hex);
        } catch (IllegalArgumentException notHexadecimal) {
            throw new MalformedAnswer(place + name + " is not hexadecimal");
        }
    }

    /** A hash in display order. */
    BlockHash hash(String name) throws MalformedAnswer {
        return new BlockHash(bytes(name, BlockHash.SIZE, BlockHash.SIZE).reversed());
    }
}
