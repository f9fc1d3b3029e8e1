package io.sluice.wire.extension;

import java.util.List;

import io.sluice.wire.MalformedMessage;
import io.sluice.wire.WireReader;
import io.sluice.wire.WireWriter;

/**
 * Names the requested extensions that are in force from now on; server to client, type 0x01.
 *
 * <pre>
 * offset  size       field                 type
 *      0  2          request_id            U16
 *      2  2..131072  supported_extensions  SEQ0_64K[U16]
 * </pre>
 *
 * @param requestId from the request
 * @param supportedExtensions at least one of those requested
 * @see <a href="https://github.com/stratum-mining/sv2-spec/blob/main/extensions/0x0001-extensions-negotiation.md">SV2 extension 0x0001</a>
 */
public record RequestExtensionsSuccess(int requestId, List<Integer> supportedExtensions) implements NegotiationMessage {

    public RequestExtensionsSuccess {
        supportedExtensions = List.copyOf(supportedExtensions);
    }

    static RequestExtensionsSuccess read(WireReader in) throws MalformedMessage {
        return new RequestExtensionsSuccess(in.u16(), in.seq0_64kU16());
    }

    @Override
    public void write(WireWriter out) {
        out.u16(requestId).seq0_64kU16(supportedExtensions);
    }

    @Override
    public NegotiationMessageType type() {
        return NegotiationMessageType.REQUEST_EXTENSIONS_SUCCESS;
    }
}
