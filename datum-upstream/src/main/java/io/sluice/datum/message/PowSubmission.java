package io.sluice.datum.message;

import java.util.Optional;

import io.sluice.wire.type.Bytes;

/**
 * A share; gateway to pool, subcommand 0x27 (section 4.3).
 *
 * <pre>
 * offset   size  field
 *      0      1  0x27
 *      1      1  job slot
 *      2      1  coinbase id
 *      3      1  flags: bit 0 is a block, bit 1 subsidy-only, bit 2 quickdiff
 *      4      1  target byte in the mined coinbase
 *      5      4  nTime, u32
 *      9      4  nonce
 *     13      4  version
 *     17      1  E, always 12
 *     18      E  extranonce
 *   18+E    U+1  user name and a zero byte
 * 19+E+U      4  zero
 * 23+E+U      …  optional {@link JobSection}, then optional {@link CoinbaseSection}
 *      …      1  0xfe
 *      …  1..80  padding
 * </pre>
 *
 * The record can say all that the wire can, so that a pool reads a share it has to reject and can name the reason.
 *
 * @param slot 0 to 7
 * @param coinbaseId 0 to 5, or {@link #SUBSIDY_ONLY_COINBASE}
 * @param block whether the hash meets the network's target
 * @param subsidyOnly whether the block holds nothing but its coinbase
 * @param quickdiff whether the job prefix in the mined coinbase was replaced (section 7.3)
 * @param targetByte exponent of the difficulty that the mined coinbase commits to
 * @param nTime Unix seconds, u32
 * @param nonce unsigned in an int
 * @param version of the block, rolled bits included
 * @param extranonce {@value #EXTRANONCE_SIZE} bytes from any honest gateway, 0 to 255 on the wire
 * @param username at most {@value #LONGEST_USERNAME} bytes and none of them zero
 */
public record PowSubmission(
        int slot, int coinbaseId, boolean block, boolean subsidyOnly, boolean quickdiff, int targetByte,
        long nTime, int nonce, int version, Bytes extranonce, Bytes username,
        Optional<JobSection> job, Optional<CoinbaseSection> coinbase)
        implements
            MiningCommandMessage {

    /** Job slots of a connection. */
    public static final int SLOTS = 8;
    /** Coinbase id of subsidy-only work. */
    public static final int SUBSIDY_ONLY_COINBASE = 0xff;
    /** Bytes of extranonce between the halves of a coinbase. */
    public static final int EXTRANONCE_SIZE = 12;
    /** Longest user name. */
    public static final int LONGEST_USERNAME = 384;

    private static final int BLOCK = 1;
    private static final int SUBSIDY_ONLY = 1 << 1;
    private static final int QUICKDIFF = 1 << 2;
    private static final int RESERVED_SIZE = 4;
    private static final int END = 0xfe;
    private static final int LONGEST_PADDING = 80;

    public PowSubmission {
        Fields.u8(slot, "slot");
        Fields.u8(coinbaseId, "coinbase id");
        Fields.u8(targetByte, "target byte");
        Fields.u32(nTime, "nTime");
        Fields.u8(extranonce.length(), "extranonce length");
        Fields.text(username, LONGEST_USERNAME, "user name");
    }

    static PowSubmission read(DatumReader in) throws MalformedDatumMessage {
        int slot = in.u8();
        int coinbaseId = in.u8();
        int flags = in.u8();
        int targetByte = in.u8();
        long nTime = in.u32();
        int nonce = in.bits32();
        int version = in.bits32();
        Bytes extranonce = in.bytes(in.u8());
        Bytes username = in.untilNul(LONGEST_USERNAME);
        in.bytes(RESERVED_SIZE);
        Optional<JobSection> job = in.peek() == JobSection.MARK ? Optional.of(JobSection.read(in)) : Optional.empty();
        Optional<CoinbaseSection> coinbase = in.peek() == CoinbaseSection.MARK
                ? Optional.of(CoinbaseSection.read(in))
                : Optional.empty();
        in.expect(END);
        return new PowSubmission(
                slot, coinbaseId, (flags & BLOCK) != 0, (flags & SUBSIDY_ONLY) != 0, (flags & QUICKDIFF) != 0,
                targetByte, nTime, nonce, version, extranonce, username, job, coinbase);
    }

    @Override
    public int subcommand() {
        return MiningCommand.POW_SUBMISSION.code();
    }

    @Override
    public void write(DatumWriter out, Padding padding) {
        int flags = (block ? BLOCK : 0) | (subsidyOnly ? SUBSIDY_ONLY : 0) | (quickdiff ? QUICKDIFF : 0);
        out.u8(subcommand()).u8(slot).u8(coinbaseId).u8(flags).u8(targetByte)
                .u32(nTime).u32(nonce).u32(version)
                .u8(extranonce.length()).bytes(extranonce)
                .bytes(username).u8(0)
                .fill(RESERVED_SIZE, 0);
        if (job.isPresent()) {
            job.get().write(out);
        }
        if (coinbase.isPresent()) {
            coinbase.get().write(out);
        }
        out.u8(END);
        padding.write(out, LONGEST_PADDING);
    }
}
