package io.sluice.sv1.bridge;

/** Makes texts of miners fit to be shown, logged and compared. */
final class MinerText {

    private static final char INSTEAD = '?';

    private MinerText() {}

    /** The beginning of a text with a question mark for every character that does not print; most texts stay as they are. */
    static String printable(String text, int maxLength) {
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
