package io.sluice.datum.message;

import io.sluice.mining.bitcoin.TxOutput;
import io.sluice.wire.type.Bytes;

/** The range checks and text rules that the records of this package share. */
final class Fields {

    private Fields() {}

    static void u8(int value, String name) {
        range(value, 0xff, name);
    }

    static void u16(int value, String name) {
        range(value, 0xffff, name);
    }

    static void u32(long value, String name) {
        range(value, 0xffff_ffffL, name);
    }

    static void money(long value, String name) {
        range(value, TxOutput.MAX_MONEY, name);
    }

    static boolean isMoney(long value) {
        return value >= 0 && value <= TxOutput.MAX_MONEY;
    }

    static void range(long value, long largest, String name) {
        if (value < 0 || value > largest) {
            throw new IllegalArgumentException(name + " out of range: " + value);
        }
    }

    static void text(Bytes text, int longest, String name) {
        if (text.length() > longest) {
            throw new IllegalArgumentException(name + " has " + text.length() + " bytes, at most " + longest);
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.at(i) == 0) {
                throw new IllegalArgumentException(name + " holds a zero byte, which would end it");
            }
        }
    }

    /** What comes before the first zero byte, or everything: how the original reads the texts of others. */
    static Bytes untilZero(Bytes text) {
        int end = 0;
        while (end < text.length() && text.at(end) != 0) {
            end++;
        }
        return text.slice(0, end);
    }

    /**
     * A stranger's text as it may stand in a log: cut at {@code longest} characters and without control characters, so
     * that it can neither flood nor forge lines.
     */
    static String readable(Bytes text, int longest) {
        var kept = new StringBuilder();
        text.toUtf8().codePoints().limit(longest)
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '?' : c)
                .forEach(kept::appendCodePoint);
        return kept.toString();
    }

    /** A stranger's name for a log: printable ASCII, with a question mark for every byte that is none. */
    static String ascii(Bytes text) {
        var kept = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            int c = text.at(i);
            kept.append(c >= ' ' && c <= '~' ? (char) c : '?');
        }
        return kept.toString();
    }
}
