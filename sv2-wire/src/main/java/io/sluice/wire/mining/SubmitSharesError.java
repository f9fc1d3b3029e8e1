package io.sluice.wire.mining;

import io.sluice.wire.MalformedMessage;
import io.sluice.wire.WireReader;
import io.sluice.wire.WireWriter;
import io.sluice.wire.type.Str255;

/**
 * Refuses one share; server to client, type 0x1d.
 *
 * <pre>
 * offset  size    field            type
 *      0  4       channel_id       U32
 *      4  4       sequence_number  U32
 *      8  1..256  error_code       STR0_255
 * </pre>
 *
 * @param sequenceNumber of the refused share
 * @param errorCode printable ASCII; clients must not depend on it
 * @see <a href="https://stratumprotocol.org/specification/05-mining-protocol/">SV2 5.3.14</a>
 */
public record SubmitSharesError(long channelId, long sequenceNumber, Str255 errorCode) implements MiningMessage {

    public static final Str255 INVALID_CHANNEL_ID = Str255.of("invalid-channel-id");
    public static final Str255 INVALID_JOB_ID = Str255.of("invalid-job-id");
    public static final Str255 STALE_SHARE = Str255.of("stale-share");
    public static final Str255 DIFFICULTY_TOO_LOW = Str255.of("difficulty-too-low");
    public static final Str255 DUPLICATE_SHARE = Str255.of("duplicate-share");
    public static final Str255 BAD_EXTRANONCE_SIZE = Str255.of("bad-extranonce-size");
    public static final Str255 INVALID_SHARE = Str255.of("invalid-share");
    public static final Str255 VERSION_ROLLING_NOT_ALLOWED = Str255.of("version-rolling-not-allowed");
    public static final Str255 INVALID_NON_ROLLABLE_VERSION_BIT = Str255.of("invalid-non-rollable-version-bit");

    static SubmitSharesError read(WireReader in) throws MalformedMessage {
        return new SubmitSharesError(in.u32(), in.u32(), in.str0_255());
    }

    @Override
    public void write(WireWriter out) {
        out.u32(channelId).u32(sequenceNumber).str0_255(errorCode);
    }

    @Override
    public MiningMessageType type() {
        return MiningMessageType.SUBMIT_SHARES_ERROR;
    }
}
