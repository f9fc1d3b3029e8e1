package io.sluice.sv1.bridge;

import java.util.HexFormat;
import java.util.Optional;

/** How job ids are spelled: eight hexadecimal digits. */
final class JobIdText {

    private static final int DIGITS = 8;

    private JobIdText() {}

    static String of(long jobId) {
        return HexFormat.of().toHexDigits((int) jobId);
    }

    /** The job id that a miner sent back, if it is one at all. */
    static Optional<Long> parse(String text) {
        return text.length() == DIGITS && text.chars().allMatch(HexFormat::isHexDigit)
                ? Optional.of(HexFormat.fromHexDigitsToLong(text))
                : Optional.empty();
    }
}
