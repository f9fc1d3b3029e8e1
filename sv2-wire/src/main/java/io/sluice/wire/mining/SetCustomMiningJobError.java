package io.sluice.wire.mining;

import io.sluice.wire.MalformedMessage;
import io.sluice.wire.WireReader;
import io.sluice.wire.WireWriter;
import io.sluice.wire.type.Str255;

/**
 * Refuses a custom job; server to client, type 0x24.
 *
 * <pre>
 * offset  size    field       type
 *      0  4       channel_id  U32
 *      4  4       request_id  U32
 *      8  1..256  error_code  STR0_255
 * </pre>
 *
 * @param requestId from the request
 * @param errorCode printable ASCII; clients must not depend on it
 * @see <a href="https://stratumprotocol.org/specification/05-mining-protocol/">SV2 5.3.20</a>
 */
public record SetCustomMiningJobError(long channelId, long requestId, Str255 errorCode) implements MiningMessage {

    public static final Str255 JD_NOT_SUPPORTED = Str255.of("jd-not-supported");
    public static final Str255 INVALID_CHANNEL_ID = Str255.of("invalid-channel-id");
    public static final Str255 INVALID_MINING_JOB_TOKEN = Str255.of("invalid-mining-job-token");
    public static final Str255 JOB_NOT_YET_VALIDATED = Str255.of("job-not-yet-validated");
    public static final Str255 STALE_CHAIN_TIP = Str255.of("stale-chain-tip");

    static SetCustomMiningJobError read(WireReader in) throws MalformedMessage {
        return new SetCustomMiningJobError(in.u32(), in.u32(), in.str0_255());
    }

    @Override
    public void write(WireWriter out) {
        out.u32(channelId).u32(requestId).str0_255(errorCode);
    }

    @Override
    public MiningMessageType type() {
        return MiningMessageType.SET_CUSTOM_MINING_JOB_ERROR;
    }
}
