package io.sluice.wire.mining;

import io.sluice.wire.MalformedMessage;
import io.sluice.wire.WireReader;
import io.sluice.wire.WireWriter;
import io.sluice.wire.type.Str255;

/**
 * Refuses an {@link UpdateChannel}; an accepted one has no answer; server to client, type 0x17.
 *
 * <pre>
 * offset  size    field       type
 *      0  4       channel_id  U32
 *      4  1..256  error_code  STR0_255
 * </pre>
 *
 * @param errorCode printable ASCII; clients must not depend on it
 * @see <a href="https://stratumprotocol.org/specification/05-mining-protocol/">SV2 5.3.8</a>
 */
public record UpdateChannelError(long channelId, Str255 errorCode) implements MiningMessage {

    public static final Str255 INVALID_CHANNEL_ID = Str255.of("invalid-channel-id");
    public static final Str255 INVALID_NOMINAL_HASHRATE = Str255.of("invalid-nominal-hashrate");

    static UpdateChannelError read(WireReader in) throws MalformedMessage {
        return new UpdateChannelError(in.u32(), in.str0_255());
    }

    @Override
    public void write(WireWriter out) {
        out.u32(channelId).str0_255(errorCode);
    }

    @Override
    public MiningMessageType type() {
        return MiningMessageType.UPDATE_CHANNEL_ERROR;
    }
}
