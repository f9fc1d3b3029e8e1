package io.sluice.datum.message;

import io.sluice.wire.type.Bytes;

/**
 * A line from the pool for the gateway's log (section 3, command 7): text, then a zero byte, which readers forgive.
 *
 * @param text without control characters, at most {@value #LONGEST} characters when read; empty means nothing
 */
public record PoolInfo(String text) implements DatumMessage {

    /** What is kept of a longer text. */
    public static final int LONGEST = 511;

    static PoolInfo read(DatumReader in) {
        return new PoolInfo(Fields.readable(Fields.untilZero(in.rest()), LONGEST));
    }

    @Override
    public int command() {
        return DatumCommand.INFO.code();
    }

    @Override
    public void write(DatumWriter out, Padding padding) {
        out.bytes(Bytes.utf8(text)).u8(0);
    }
}
