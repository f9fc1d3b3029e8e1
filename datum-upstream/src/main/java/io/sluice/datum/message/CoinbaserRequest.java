package io.sluice.datum.message;

import io.sluice.mining.bitcoin.BlockHash;

/**
 * "Who is paid how much of this?"; gateway to pool, subcommand 0x10 (section 4.2). At most one is open at a time.
 *
 * <pre>
 * offset   size  field
 *      0      1  0x10
 *      1      8  value, u64
 *      9     32  previous block hash
 *     41      1  0xfe
 *     42  1..80  padding
 * </pre>
 *
 * @param value satoshi that the template's coinbase may spend
 * @param prevHash the block that the template builds on
 */
public record CoinbaserRequest(long value, BlockHash prevHash) implements MiningCommandMessage {

    private static final int LONGEST_PADDING = 80;

    public CoinbaserRequest {
        Fields.money(value, "value");
    }

    static CoinbaserRequest read(DatumReader in) throws MalformedDatumMessage {
        var request = new CoinbaserRequest(in.satoshi(), in.hash());
        in.expect(0xfe);
        return request;
    }

    @Override
    public int subcommand() {
        return MiningCommand.COINBASER_REQUEST.code();
    }

    @Override
    public void write(DatumWriter out, Padding padding) {
        out.u8(subcommand()).u64(value).hash(prevHash).u8(0xfe);
        padding.write(out, LONGEST_PADDING);
    }
}
