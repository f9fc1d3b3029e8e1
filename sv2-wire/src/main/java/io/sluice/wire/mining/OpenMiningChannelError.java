package io.sluice.wire.mining;

import io.sluice.wire.MalformedMessage;
import io.sluice.wire.WireReader;
import io.sluice.wire.WireWriter;
import io.sluice.wire.type.Str255;

/**
 * Refuses a channel of either kind; server to client, type 0x12.
 *
 * <pre>
 * offset  size    field       type
 *      0  4       request_id  U32
 *      4  1..256  error_code  STR0_255
 * </pre>
 *
 * @param requestId from the request
 * @param errorCode printable ASCII; clients must not depend on it
 * @see <a href="https://stratumprotocol.org/specification/05-mining-protocol/">SV2 5.3.6</a>
 */
public record OpenMiningChannelError(long requestId, Str255 errorCode) implements MiningMessage {

    public static final Str255 UNKNOWN_USER = Str255.of("unknown-user");
    public static final Str255 INVALID_USER_IDENTITY = Str255.of("invalid-user-identity");
    public static final Str255 INVALID_NOMINAL_HASHRATE = Str255.of("invalid-nominal-hashrate");
    public static final Str255 MAX_TARGET_OUT_OF_RANGE = Str255.of("max-target-out-of-range");
    public static final Str255 MIN_EXTRANONCE_SIZE_TOO_LARGE = Str255.of("min-extranonce-size-too-large");
    public static final Str255 UNSUPPORTED_MIN_EXTRANONCE_SIZE = Str255.of("unsupported-min-extranonce-size");
    public static final Str255 STANDARD_CHANNELS_NOT_SUPPORTED_FOR_CUSTOM_WORK = Str255
            .of("standard-channels-not-supported-for-custom-work");
    public static final Str255 EXTENDED_CHANNELS_NOT_SUPPORTED_FOR_STANDARD_JOBS = Str255
            .of("extended-channels-not-supported-for-standard-jobs");
    public static final Str255 CHANNEL_CAPACITY_EXHAUSTED = Str255.of("channel-capacity-exhausted");

    static OpenMiningChannelError read(WireReader in) throws MalformedMessage {
        return new OpenMiningChannelError(in.u32(), in.str0_255());
    }

    @Override
    public void write(WireWriter out) {
        out.u32(requestId).str0_255(errorCode);
    }

    @Override
    public MiningMessageType type() {
        return MiningMessageType.OPEN_MINING_CHANNEL_ERROR;
    }
}
