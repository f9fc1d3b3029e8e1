package io.sluice.sv1.jsonrpc;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonWriteFeature;

import io.sluice.sv1.jsonrpc.MalformedLine.Fault;

/**
 * Reads and writes lines. Reading is strict about JSON and about limits, and tolerant about everything that real miners do with
 * it: spaces, any order of keys, unknown keys, {@code "jsonrpc"}, missing or null params, ids of any scalar type.
 *
 * <p>Safe on any thread.
 */
public final class LineCodec {

    /** Bytes of a line at most, without its end. Real requests have less than a thousand. */
    public static final int MAX_LENGTH = 16 * 1024;
    /** Objects and arrays within each other at most, the line's own object included. */
    public static final int MAX_NESTING = 8;

    private final JsonFactory json = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_NESTING).build())
            // Names come from strangers: a table of all that were ever seen would be theirs to fill.
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            // A string may hold half a surrogate pair; escaped it survives the way back.
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .build();

    /**
     * Reads one line.
     *
     * @param length bytes of the line without its end, from {@code offset} on
     */
    public Line decode(byte[] bytes, int offset, int length) throws MalformedLine {
        if (length > MAX_LENGTH) {
            throw new MalformedLine(Fault.OVERLONG, "a line has at most " + MAX_LENGTH + " bytes, not " + length);
        }
        for (int i = offset; i < offset + length; i++) {
            // No JSON in UTF-8 has a zero byte; Jackson would take one for a sign of UTF-16.
            if (bytes[i] == 0) {
                throw new MalformedLine(Fault.NOT_JSON, "a line has no zero bytes");
            }
        }
        try (JsonParser parser = json.createParser(bytes, offset, length)) {
            return line(parser);
        } catch (IOException notJson) {
            // Jackson's own words quote the line; they stay out of the log.
            throw new MalformedLine(Fault.NOT_JSON, "a line is one JSON value, nested at most " + MAX_NESTING
                    + " deep");
        }
    }

    private static Line line(JsonParser parser) throws IOException, MalformedLine {
        JsonToken first = parser.nextToken();
        if (first == null) {
            throw new MalformedLine(Fault.NOT_JSON, "the line is blank");
        }
        Json whole = value(parser);
        if (parser.nextToken() != null) {
            throw new MalformedLine(Fault.NOT_JSON, "a line holds one JSON value, not more");
        }
        if (!(whole instanceof Json.Members members)) {
            throw new MalformedLine(Fault.NOT_AN_OBJECT, "a line is a JSON object");
        }
        return line(members);
    }

    private static Line line(Json.Members members) throws MalformedLine {
        Json id = members.get("id");
        if (!id.isScalar()) {
            throw new MalformedLine(Fault.NOT_A_CALL, "an id is neither an array nor an object");
        }
        return switch (members.get("method")) {
            case Json.Null _ -> new Response(id, members.get("result"), members.get("error"), Response.Pace.AT_ONCE);
            case Json.Text(var method) -> members.byName().containsKey("id")
                    ? new Request(id, method, members.get("params"))
                    : new Notification(method, members.get("params"));
            default -> throw new MalformedLine(Fault.NOT_A_CALL, "a method is a string");
        };
    }

    /** The value whose first token the parser stands on. The recursion is as deep as the nesting limit. */
    private static Json value(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        return switch (token) {
            case VALUE_STRING -> new Json.Text(parser.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Json.Numeral(parser.getText());
            case VALUE_TRUE -> Json.of(true);
            case VALUE_FALSE -> Json.of(false);
            case VALUE_NULL -> Json.Null.NULL;
            case START_ARRAY -> array(parser);
            case START_OBJECT -> members(parser);
            default -> throw new IOException("no value begins with " + token);
        };
    }

    private static Json array(JsonParser parser) throws IOException {
        List<Json> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value(parser));
        }
        return new Json.Array(items);
    }

    private static Json members(JsonParser parser) throws IOException {
        SequencedMap<String, Json> byName = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            byName.put(name, value(parser));
        }
        return new Json.Members(byName);
    }

    /** Writes one line, compact, in ASCII, its end included. */
    public byte[] encode(Line line) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = json.createGenerator(bytes, JsonEncoding.UTF8)) {
            out.writeStartObject();
            switch (line) {
                case Request(var id, var method, var params) -> writeCall(out, id, method, params);
                case Notification(var method, var params) -> writeCall(out, Json.Null.NULL, method, params);
                case Response(var id, var result, var error, var _) -> {
                    writeMember(out, "id", id);
                    writeMember(out, "result", result);
                    writeMember(out, "error", error);
                }
            }
            out.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory does not fail to take bytes", impossible);
        }
        bytes.write('\n');
        return bytes.toByteArray();
    }

    private static void writeCall(JsonGenerator out, Json id, String method, Json params) throws IOException {
        writeMember(out, "id", id);
        out.writeStringField("method", method);
        writeMember(out, "params", params);
    }

    private static void writeMember(JsonGenerator out, String name, Json value) throws IOException {
        out.writeFieldName(name);
        write(out, value);
    }

    private static void write(JsonGenerator out, Json value) throws IOException {
        switch (value) {
            case Json.Text(var text) -> out.writeString(text);
            case Json.Numeral(var literal) -> out.writeNumber(literal);
            case Json.Bool(var bool) -> out.writeBoolean(bool);
            case Json.Null _ -> out.writeNull();
            case Json.Array(var items) -> {
                out.writeStartArray();
                for (Json item : items) {
                    write(out, item);
                }
                out.writeEndArray();
            }
            case Json.Members(var byName) -> {
                out.writeStartObject();
                for (var member : byName.entrySet()) {
                    writeMember(out, member.getKey(), member.getValue());
                }
                out.writeEndObject();
            }
        }
    }
}
