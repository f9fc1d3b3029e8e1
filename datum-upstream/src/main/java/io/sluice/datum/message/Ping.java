package io.sluice.datum.message;

/** A sign of life from the pool; no answer, and whatever it carries means nothing (section 3, command 1). */
public record Ping() implements DatumMessage {

    static Ping read(DatumReader in) {
        in.rest();
        return new Ping();
    }

    @Override
    public int command() {
        return DatumCommand.PING.code();
    }

    @Override
    public void write(DatumWriter out, Padding padding) {
        // One byte, so that nobody has to cope with an empty body.
        out.u8(0);
    }
}
