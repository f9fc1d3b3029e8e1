package io.sluice.mining.port;

/**
 * Makes what miners say of themselves fit to be shown, logged, compared and kept in books. Whatever a conversation reports or hands on
 * as a name went through here.
 */
public final class MinerText {

    /** Characters of a name at most: what a Bitaxe's form takes, and what the text of a Stratum V2 message can hold. */
    public static final int MAX_NAME = 255;

    private static final char INSTEAD = '?';

    private MinerText() {}

    /** A name, cut to {@link #MAX_NAME} characters. */
    public static String name(String text) {
        return printable(text, MAX_NAME);
    }

    /** The beginning of a text with a question mark for every character that does not print; most texts stay as they are. */
    public static String printable(String text, int maxLength) {
        String start = text.length() <= maxLength ? text : text.substring(0, maxLength);
        return start.codePoints().allMatch(MinerText::prints)
                ? start
                : start.codePoints().map(c -> prints(c) ? c : INSTEAD)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    }

    /** Control characters end log lines, formatting ones turn them around, half surrogates can not be encoded. */
    private static boolean prints(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                false;
            default -> true;
        };
    }
}
