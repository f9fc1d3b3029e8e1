package io.sluice.wire.common;

import io.sluice.wire.MalformedMessage;
import io.sluice.wire.WireReader;
import io.sluice.wire.WireWriter;
import io.sluice.wire.type.Str255;

/**
 * The client is asked to move to another server of the same authority; server to client, type 0x04.
 *
 * <pre>
 * offset  size    field     type
 *      0  1..256  new_host  STR0_255
 *         2       new_port  U16
 * </pre>
 *
 * @param newHost empty: the same host as now
 * @param newPort 0: the same port as now
 * @see <a href="https://stratumprotocol.org/specification/03-protocol-overview/">SV2 3.6.5</a>
 */
public record Reconnect(Str255 newHost, int newPort) implements CommonMessage {

    static Reconnect read(WireReader in) throws MalformedMessage {
        return new Reconnect(in.str0_255(), in.u16());
    }

    @Override
    public void write(WireWriter out) {
        out.str0_255(newHost).u16(newPort);
    }

    @Override
    public CommonMessageType type() {
        return CommonMessageType.RECONNECT;
    }
}
