package io.sluice.wire.type;

/**
 * A Stratum V2 {@code STR0_255}: at most 255 bytes that are usually, but not certainly, UTF-8. The bytes are kept as
 * they came, so that whatever a miner calls itself goes round unchanged.
 *
 * <p>Safe on any thread.
 *
 * @param raw 0 to 255 bytes
 */
public record Str255(Bytes raw) {

    /** The most bytes that the length prefix can announce. */
    public static final int MAX_LENGTH = 255;

    /** The string without a byte. */
    public static final Str255 EMPTY = new Str255(Bytes.EMPTY);

    public Str255 {
        if (raw.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("a STR0_255 has at most 255 bytes, not " + raw.length());
        }
    }

    /**
     * The string whose bytes are the UTF-8 form of {@code text}.
     *
     * @throws IllegalArgumentException when that form is longer than 255 bytes
     */
    public static Str255 of(String text) {
        return new Str255(Bytes.utf8(text));
    }

    public boolean isEmpty() {
        return raw.isEmpty();
    }

    /** The bytes read as UTF-8; malformed parts become replacement characters. May hold control characters. */
    public String text() {
        return raw.toUtf8();
    }

    /** The text fit for a log line: characters that could move the cursor or hide others become U+FFFD. */
    @Override
    public String toString() {
        StringBuilder shown = new StringBuilder(raw.length());
        text().codePoints().map(character -> isVisible(character) ? character : 0xfffd).forEach(shown::appendCodePoint);
        return shown.toString();
    }

    private static boolean isVisible(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED ->
                false;
            default -> true;
        };
    }
}
