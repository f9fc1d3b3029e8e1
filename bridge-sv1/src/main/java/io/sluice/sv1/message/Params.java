package io.sluice.sv1.message;

import java.util.List;
import java.util.Optional;

import io.sluice.mining.bitcoin.Sv1Difficulty;
import io.sluice.sv1.jsonrpc.Json;
import io.sluice.wire.type.Bytes;

/**
 * The params of a call, by position. One that is missing and one that is {@code null} are the same.
 *
 * @param items in the order of the line
 */
record Params(List<Json> items) {

    private static final int MAX_WORD_DIGITS = 8;
    private static final int HEX = 16;

    static Params of(Json params) throws InvalidParams {
        return switch (params) {
            case Json.Null _ -> new Params(List.of());
            case Json.Array(var items) -> new Params(items);
            default -> throw new InvalidParams("params are a list");
        };
    }

    Json at(int index) {
        return index < items.size() ? items.get(index) : Json.Null.NULL;
    }

    /** A text; a number counts as the text it is written with; everything else is the empty text. */
    String text(int index) {
        return switch (at(index)) {
            case Json.Text(var text) -> text;
            case Json.Numeral(var literal) -> literal;
            default -> "";
        };
    }

    /** A difficulty, as a number or as a text that is one. */
    Optional<Sv1Difficulty> difficulty(int index) {
        return Sv1Difficulty.parse(text(index));
    }

    /** Bytes in hexadecimal of either case. */
    Bytes hex(int index) throws InvalidParams {
        if (!(at(index) instanceof Json.Text(var digits))) {
            throw new InvalidParams("parameter " + index + " is hexadecimal");
        }
        try {
            return Bytes.hex(digits);
        } catch (IllegalArgumentException notHex) {
            throw new InvalidParams("parameter " + index + " is hexadecimal, two digits a byte");
        }
    }

    /** 32 bits: up to eight hexadecimal digits, most significant first, or a whole JSON number. */
    int word(int index) throws InvalidParams {
        return word(at(index)).orElseThrow(
                () -> new InvalidParams("parameter " + index + " is a number of up to eight hexadecimal digits"));
    }

    /** As {@link #word(int)}, of any value. */
    static Optional<Integer> word(Json value) {
        return switch (value) {
            case Json.Text(var digits) when digits.length() <= MAX_WORD_DIGITS && isUnsigned(digits, HEX) -> Optional
                    .of(Integer.parseUnsignedInt(digits, HEX));
            case Json.Numeral(var literal) when literal.length() <= 10 && isUnsigned(literal, 10)
                    && Long.parseLong(literal) <= 0xffff_ffffL ->
                Optional.of((int) Long.parseLong(literal));
            default -> Optional.empty();
        };
    }

    /** Digits and nothing else: the JDK's parsers take a sign too, and digits of every script. */
    private static boolean isUnsigned(String digits, int radix) {
        return !digits.isEmpty() && digits.chars().allMatch(c -> c < 0x80 && Character.digit(c, radix) >= 0);
    }
}
