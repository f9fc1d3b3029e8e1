package io.sluice.datum.message;

import java.util.List;

import io.sluice.mining.bitcoin.TxOutput;
import io.sluice.wire.type.Bytes;

/**
 * The pool's payout list for one value; pool to gateway, subcommand 0x11 (section 4.2).
 *
 * <pre>
 * offset  size  field
 *      0     1  0x11
 *      1     8  value, u64
 *      9     4  B, 1 to 32767
 *     13     B  blob, see {@link PayoutList}
 * </pre>
 *
 * The blob stays bytes here: a list that has to be refused is still an answer, and the message around it is sound.
 *
 * @param value satoshi, the one thing by which an answer finds its request
 * @param blob 1 to {@value #LONGEST_BLOB} bytes
 */
public record CoinbaserResponse(long value, Bytes blob) implements MiningCommandMessage {

    /** Longest blob. */
    public static final int LONGEST_BLOB = 32767;

    public CoinbaserResponse {
        Fields.money(value, "value");
        Fields.range(blob.length() - 1L, LONGEST_BLOB - 1L, "blob length less one");
    }

    /** The answer that pays {@code payouts}, under {@code coinbaserId}, out of {@code value}. */
    public static CoinbaserResponse of(long value, int coinbaserId, List<TxOutput> payouts) {
        return new CoinbaserResponse(value, PayoutList.blob(coinbaserId, payouts));
    }

    static CoinbaserResponse read(DatumReader in) throws MalformedDatumMessage {
        long value = in.satoshi();
        long length = in.u32();
        if (length < 1 || length > LONGEST_BLOB) {
            throw new MalformedDatumMessage("a payout list has 1 to " + LONGEST_BLOB + " bytes, not " + length);
        }
        return new CoinbaserResponse(value, in.bytes((int) length));
    }

    /** Reads the list by the protocol's rules, against this answer's own value. */
    public PayoutList payouts() {
        return PayoutList.read(blob, value);
    }

    @Override
    public int subcommand() {
        return MiningCommand.COINBASER_RESPONSE.code();
    }

    @Override
    public void write(DatumWriter out, Padding padding) {
        out.u8(subcommand()).u64(value).u32(blob.length()).bytes(blob);
    }
}
