package io.sluice.datum.message;

import io.sluice.wire.type.Bytes;

/**
 * A mining subcommand that this version does not know. It is authentic, and to be ignored with a line in the log.
 *
 * @param subcommand the first byte
 * @param body what follows it
 */
public record UnknownMiningCommand(int subcommand, Bytes body) implements MiningCommandMessage {

    public UnknownMiningCommand {
        Fields.u8(subcommand, "subcommand");
    }

    @Override
    public void write(DatumWriter out, Padding padding) {
        out.u8(subcommand).bytes(body);
    }
}
