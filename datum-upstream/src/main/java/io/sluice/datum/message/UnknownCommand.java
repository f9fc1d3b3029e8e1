package io.sluice.datum.message;

import io.sluice.wire.type.Bytes;

/**
 * A top-level command that this version does not know. It is authentic, and to be ignored with a line in the log.
 *
 * @param command 0 to 31
 * @param body everything the frame held
 */
public record UnknownCommand(int command, Bytes body) implements DatumMessage {

    public UnknownCommand {
        Fields.range(command, DatumCommand.LARGEST, "command");
    }

    @Override
    public void write(DatumWriter out, Padding padding) {
        out.bytes(body);
    }
}
