package io.sluice.datum.message;

import java.util.Optional;

/**
 * The pool's verdict on a share; pool to gateway, subcommand 0x8f (section 4.4). A pool answers every share.
 *
 * <pre>
 * offset  size  field
 *      0     1  0x8f
 *      1     1  status
 *      2     2  reason, u16
 *      4     4  nonce of the share
 *      8     1  target byte of the share
 *      9     1  job slot
 * </pre>
 *
 * More bytes are ignored.
 *
 * @param reasonCode 0 when accepted; see {@link #reason}
 * @param nonce unsigned in an int
 * @param targetByte exponent of the share's difficulty; {@value #TARGET_UNKNOWN} in a reject means unknown
 * @param slot 0 to 7, as the share named it
 */
public record ShareResponse(Status status, int reasonCode, int nonce, int targetByte, int slot)
        implements
            MiningCommandMessage {

    /** The target byte of a share whose difficulty the pool could not tell. */
    public static final int TARGET_UNKNOWN = 0xff;

    /** What became of the share. */
    public enum Status {
        /** Counted. */
        ACCEPTED(0x50),
        /** Counted for now: the pool has not checked everything yet. */
        TENTATIVE(0x55),
        /** Not counted. */
        REJECTED(0x66);

        private final int code;

        Status(int code) {
            this.code = code;
        }

        /** The number on the wire. */
        public int code() {
            return code;
        }

        static Status read(DatumReader in) throws MalformedDatumMessage {
            int code = in.u8();
            return switch (code) {
                case 0x50 -> ACCEPTED;
                case 0x55 -> TENTATIVE;
                case 0x66 -> REJECTED;
                default -> throw new MalformedDatumMessage(
                        String.format("a share response has status %02x, which means nothing", code));
            };
        }
    }

    public ShareResponse {
        Fields.u16(reasonCode, "reason");
        Fields.u8(targetByte, "target byte");
        Fields.u8(slot, "slot");
    }

    /** "The share counts." */
    public static ShareResponse accepted(PowSubmission share) {
        return new ShareResponse(Status.ACCEPTED, 0, share.nonce(), share.targetByte(), share.slot());
    }

    /** "The share counts unless its block turns out to be bad." */
    public static ShareResponse tentative(PowSubmission share) {
        return new ShareResponse(Status.TENTATIVE, 0, share.nonce(), share.targetByte(), share.slot());
    }

    /** "The share does not count." */
    public static ShareResponse rejected(PowSubmission share, ShareReason reason) {
        return new ShareResponse(Status.REJECTED, reason.code(), share.nonce(), share.targetByte(), share.slot());
    }

    static ShareResponse read(DatumReader in) throws MalformedDatumMessage {
        return new ShareResponse(Status.read(in), in.u16(), in.bits32(), in.u8(), in.u8());
    }

    /** The reason, where it is one we have words for. */
    public Optional<ShareReason> reason() {
        return ShareReason.of(reasonCode);
    }

    @Override
    public int subcommand() {
        return MiningCommand.SHARE_RESPONSE.code();
    }

    @Override
    public void write(DatumWriter out, Padding padding) {
        out.u8(subcommand()).u8(status.code()).u16(reasonCode).u32(nonce).u8(targetByte).u8(slot);
    }
}
