package io.sluice.datum.message;

import io.sluice.wire.type.Bytes;

/**
 * The two halves of a coinbase, sent with its first share in a job on a connection (section 4.3). The 12 bytes of
 * extranonce go between them.
 *
 * <pre>
 * offset  size  field
 *      0     1  0x02
 *      1     1  coinbase id
 *      2     2  c1, u16
 *      4     2  c2, u16
 *      6    c1  coinb1
 *   6+c1    c2  coinb2
 * </pre>
 *
 * @param coinbaseId {@link PowSubmission#SUBSIDY_ONLY_COINBASE} for subsidy-only work
 * @param coinb1 as built: 0xff in place of the target byte, the plain job prefix at its end; at most 65535 bytes
 * @param coinb2 at most 65535 bytes
 */
public record CoinbaseSection(int coinbaseId, Bytes coinb1, Bytes coinb2) {

    static final int MARK = 0x02;

    public CoinbaseSection {
        Fields.u8(coinbaseId, "coinbase id");
        Fields.u16(coinb1.length(), "coinb1 length");
        Fields.u16(coinb2.length(), "coinb2 length");
    }

    static CoinbaseSection read(DatumReader in) throws MalformedDatumMessage {
        in.expect(MARK);
        int coinbaseId = in.u8();
        int firstLength = in.u16();
        int secondLength = in.u16();
        return new CoinbaseSection(coinbaseId, in.bytes(firstLength), in.bytes(secondLength));
    }

    void write(DatumWriter out) {
        out.u8(MARK).u8(coinbaseId).u16(coinb1.length()).u16(coinb2.length()).bytes(coinb1).bytes(coinb2);
    }
}
