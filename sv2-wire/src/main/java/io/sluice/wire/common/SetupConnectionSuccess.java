package io.sluice.wire.common;

import io.sluice.wire.MalformedMessage;
import io.sluice.wire.WireReader;
import io.sluice.wire.WireWriter;

/**
 * The connection is open; server to client, type 0x01.
 *
 * <pre>
 * offset  size  field         type
 *      0  2     used_version  U16
 *      2  4     flags         U32
 * </pre>
 *
 * @param usedVersion a version within the range the client offered
 * @param flags what the server requires: a set of its own, never the client's flags sent back
 * @see <a href="https://stratumprotocol.org/specification/03-protocol-overview/">SV2 3.6.2</a>
 */
public record SetupConnectionSuccess(int usedVersion, long flags) implements CommonMessage {

    static SetupConnectionSuccess read(WireReader in) throws MalformedMessage {
        return new SetupConnectionSuccess(in.u16(), in.u32());
    }

    @Override
    public void write(WireWriter out) {
        out.u16(usedVersion).u32(flags);
    }

    @Override
    public CommonMessageType type() {
        return CommonMessageType.SETUP_CONNECTION_SUCCESS;
    }
}
