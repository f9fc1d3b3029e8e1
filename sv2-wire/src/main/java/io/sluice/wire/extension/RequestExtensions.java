package io.sluice.wire.extension;

import java.util.List;

import io.sluice.wire.MalformedMessage;
import io.sluice.wire.WireReader;
import io.sluice.wire.WireWriter;

/**
 * Asks which of these extensions the server speaks; client to server, type 0x00.
 *
 * <pre>
 * offset  size       field                 type
 *      0  2          request_id            U16
 *      2  2..131072  requested_extensions  SEQ0_64K[U16]
 * </pre>
 *
 * @param requestId pairs request and answer; the client's choice
 * @see <a href="https://github.com/stratum-mining/sv2-spec/blob/main/extensions/0x0001-extensions-negotiation.md">SV2 extension 0x0001</a>
 */
public record RequestExtensions(int requestId, List<Integer> requestedExtensions) implements NegotiationMessage {

    public RequestExtensions {
        requestedExtensions = List.copyOf(requestedExtensions);
    }

    static RequestExtensions read(WireReader in) throws MalformedMessage {
        return new RequestExtensions(in.u16(), in.seq0_64kU16());
    }

    @Override
    public void write(WireWriter out) {
        out.u16(requestId).seq0_64kU16(requestedExtensions);
    }

    @Override
    public NegotiationMessageType type() {
        return NegotiationMessageType.REQUEST_EXTENSIONS;
    }
}
