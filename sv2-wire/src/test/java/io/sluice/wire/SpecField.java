package io.sluice.wire;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import io.sluice.wire.testing.Vectors;
import io.sluice.wire.type.Bytes;
import io.sluice.wire.type.Str255;
import io.sluice.wire.type.U256;

/**
 * A field as the specification and the vectors know it, by name and type: makes values and encodes them without the help of
 * the code under test.
 */
record SpecField(String name, String type) {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** The fields of a message, in wire order. */
    static List<SpecField> of(JsonNode vector) {
        return StreamSupport.stream(vector.required("fields").spliterator(), false)
                .map(field -> new SpecField(field.required("name").textValue(), field.required("type").textValue()))
                .toList();
    }

    /** The values of a message, in wire order. */
    static List<JsonNode> valuesOf(JsonNode vector) {
        return StreamSupport.stream(vector.required("fields").spliterator(), false)
                .map(field -> field.required("value")).toList();
    }

    /** The name of the record component: {@code min_ntime} becomes {@code minNtime}. */
    String componentName() {
        StringBuilder component = new StringBuilder();
        for (String word : name.split("_", -1)) {
            component.append(component.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
        }
        return component.toString();
    }

    /** What the record component holds when the vector says {@code value}. */
    Object componentValue(JsonNode value) {
        return switch (type) {
            case "BOOL" -> value.booleanValue();
            case "U8", "U16" -> value.intValue();
            case "U32" -> value.longValue();
            case "U64" -> Long.parseUnsignedLong(value.textValue());
            case "F32" -> Float.intBitsToFloat(Integer.parseUnsignedInt(value.textValue(), 16));
            case "U256" -> U256.hex(value.textValue());
            case "STR0_255" -> Str255.of(value.textValue());
            case "B0_32", "B0_255", "B0_64K" -> Bytes.hex(value.textValue());
            case "OPTION[U32]" -> value.isNull() ? OptionalLong.empty() : OptionalLong.of(value.longValue());
            case "SEQ0_255[U256]" -> elements(value).stream().map(element -> U256.hex(element.textValue())).toList();
            case "SEQ0_64K[U16]" -> elements(value).stream().map(JsonNode::intValue).toList();
            case "SEQ0_64K[U32]" -> elements(value).stream().map(JsonNode::longValue).toList();
            case "SEQ0_64K[U256]" -> elements(value).stream().map(element -> U256.hex(element.textValue())).toList();
            case "SEQ0_64K[B0_16M]" -> elements(value).stream().map(element -> Bytes.hex(element.textValue())).toList();
            default -> throw new IllegalArgumentException(type);
        };
    }

    /** A value, any that the type allows; long variable parts are rare. */
    JsonNode randomValue(RandomGenerator random) {
        return switch (type) {
            case "BOOL" -> JSON.booleanNode(random.nextBoolean());
            case "U8" -> JSON.numberNode(random.nextInt(0x100));
            case "U16" -> JSON.numberNode(random.nextInt(0x1_0000));
            case "U32" -> JSON.numberNode(random.nextLong(0x1_0000_0000L));
            case "U64" -> JSON.textNode(Long.toUnsignedString(random.nextLong()));
            case "F32" -> JSON.textNode("%08x".formatted(random.nextInt()));
            case "U256" -> hexOf(random, 32);
            case "STR0_255" -> JSON.textNode("ü✓x".repeat(random.nextInt(256 / 6)));
            case "B0_32" -> hexOf(random, random.nextInt(33));
            case "B0_255" -> hexOf(random, random.nextInt(256));
            case "B0_64K" -> hexOf(random, random.nextInt(20) == 0 ? random.nextInt(0x1_0000) : random.nextInt(300));
            case "B0_16M" -> hexOf(random, random.nextInt(100) == 0 ? random.nextInt(0x2_0000) : random.nextInt(300));
            case "OPTION[U32]" -> random.nextBoolean() ? JSON.nullNode() : randomOf("U32", random);
            case "SEQ0_255[U256]" -> sequenceOf("U256", random.nextInt(256), random);
            case "SEQ0_64K[U16]" -> sequenceOf("U16", random.nextInt(600), random);
            case "SEQ0_64K[U32]" -> sequenceOf("U32", random.nextInt(600), random);
            case "SEQ0_64K[U256]" -> sequenceOf("U256", random.nextInt(300), random);
            case "SEQ0_64K[B0_16M]" -> sequenceOf("B0_16M", random.nextInt(20), random);
            default -> throw new IllegalArgumentException(type);
        };
    }

    /** The bytes of {@code value} on the wire. */
    byte[] encode(JsonNode value) {
        return switch (type) {
            case "BOOL" -> littleEndian(value.booleanValue() ? 1 : 0, 1);
            case "U8" -> littleEndian(value.longValue(), 1);
            case "U16" -> littleEndian(value.longValue(), 2);
            case "U32" -> littleEndian(value.longValue(), 4);
            case "U64" -> littleEndian(new BigInteger(value.textValue()).longValue(), 8);
            case "F32" -> littleEndian(Long.parseLong(value.textValue(), 16), 4);
            case "U256" -> Vectors.bytes(value.textValue());
            case "STR0_255" -> prefixed(1, Bytes.utf8(value.textValue()).toArray());
            case "B0_32", "B0_255" -> prefixed(1, Vectors.bytes(value.textValue()));
            case "B0_64K" -> prefixed(2, Vectors.bytes(value.textValue()));
            case "B0_16M" -> prefixed(3, Vectors.bytes(value.textValue()));
            case "OPTION[U32]" -> value.isNull()
                    ? new byte[]{0}
                    : join(List.of(new byte[]{1}, new SpecField(name, "U32").encode(value)));
            case "SEQ0_255[U256]" -> sequence(1, "U256", value);
            case "SEQ0_64K[U16]" -> sequence(2, "U16", value);
            case "SEQ0_64K[U32]" -> sequence(2, "U32", value);
            case "SEQ0_64K[U256]" -> sequence(2, "U256", value);
            case "SEQ0_64K[B0_16M]" -> sequence(2, "B0_16M", value);
            default -> throw new IllegalArgumentException(type);
        };
    }

    /** The most bytes that a value has on the wire. */
    long longest() {
        return switch (type) {
            case "BOOL", "U8" -> 1;
            case "U16" -> 2;
            case "U32", "F32" -> 4;
            case "U64" -> 8;
            case "U256" -> 32;
            case "STR0_255", "B0_255" -> 1 + 255;
            case "B0_32" -> 1 + 32;
            case "B0_64K" -> 2 + 65535;
            case "OPTION[U32]" -> 1 + 4;
            case "SEQ0_255[U256]" -> 1 + 255 * 32;
            case "SEQ0_64K[U16]" -> 2 + 65535 * 2;
            case "SEQ0_64K[U32]" -> 2 + 65535 * 4;
            case "SEQ0_64K[U256]" -> 2 + 65535 * 32;
            case "SEQ0_64K[B0_16M]" -> 2 + 65535 * (3 + 0xff_ffffL);
            default -> throw new IllegalArgumentException(type);
        };
    }

    static byte[] join(List<byte[]> parts) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        parts.forEach(joined::writeBytes);
        return joined.toByteArray();
    }

    private static JsonNode randomOf(String type, RandomGenerator random) {
        return new SpecField("element", type).randomValue(random);
    }

    private static JsonNode hexOf(RandomGenerator random, int length) {
        byte[] content = new byte[length];
        random.nextBytes(content);
        return JSON.textNode(Vectors.hex(content));
    }

    private static JsonNode sequenceOf(String type, int count, RandomGenerator random) {
        ArrayNode sequence = JSON.arrayNode();
        for (int i = 0; i < count; i++) {
            sequence.add(randomOf(type, random));
        }
        return sequence;
    }

    private static List<JsonNode> elements(JsonNode sequence) {
        List<JsonNode> elements = new ArrayList<>();
        sequence.forEach(elements::add);
        return elements;
    }

    private static byte[] sequence(int prefixSize, String type, JsonNode value) {
        List<byte[]> parts = new ArrayList<>();
        parts.add(littleEndian(value.size(), prefixSize));
        elements(value).forEach(element -> parts.add(new SpecField("element", type).encode(element)));
        return join(parts);
    }

    private static byte[] prefixed(int prefixSize, byte[] content) {
        return join(List.of(littleEndian(content.length, prefixSize), content));
    }

    private static byte[] littleEndian(long value, int size) {
        byte[] eight = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array();
        return Arrays.copyOf(eight, size);
    }
}
