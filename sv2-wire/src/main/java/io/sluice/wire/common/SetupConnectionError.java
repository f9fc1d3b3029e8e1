package io.sluice.wire.common;

import io.sluice.wire.MalformedMessage;
import io.sluice.wire.WireReader;
import io.sluice.wire.WireWriter;
import io.sluice.wire.type.Str255;

/**
 * The connection is refused and will be closed; server to client, type 0x02.
 *
 * <pre>
 * offset  size    field       type
 *      0  4       flags       U32
 *      4  1..256  error_code  STR0_255
 * </pre>
 *
 * @param flags all of the client's flags that the server does not support; 0 when the reason is another
 * @param errorCode printable ASCII; clients must not depend on it
 * @see <a href="https://stratumprotocol.org/specification/03-protocol-overview/">SV2 3.6.3</a>
 */
public record SetupConnectionError(long flags, Str255 errorCode) implements CommonMessage {

    public static final Str255 UNSUPPORTED_FEATURE_FLAGS = Str255.of("unsupported-feature-flags");
    public static final Str255 UNSUPPORTED_PROTOCOL = Str255.of("unsupported-protocol");
    public static final Str255 PROTOCOL_VERSION_MISMATCH = Str255.of("protocol-version-mismatch");

    static SetupConnectionError read(WireReader in) throws MalformedMessage {
        return new SetupConnectionError(in.u32(), in.str0_255());
    }

    @Override
    public void write(WireWriter out) {
        out.u32(flags).str0_255(errorCode);
    }

    @Override
    public CommonMessageType type() {
        return CommonMessageType.SETUP_CONNECTION_ERROR;
    }
}
