package io.sluice.datum.message;

/** "There is a new block: ask your node"; pool to gateway, subcommand 0xf9, nothing but that byte (section 4.6). */
public record BlockNotify() implements MiningCommandMessage {

    static BlockNotify read(DatumReader in) {
        in.rest();
        return new BlockNotify();
    }

    @Override
    public int subcommand() {
        return MiningCommand.BLOCK_NOTIFY.code();
    }

    @Override
    public void write(DatumWriter out, Padding padding) {
        out.u8(subcommand());
    }
}
