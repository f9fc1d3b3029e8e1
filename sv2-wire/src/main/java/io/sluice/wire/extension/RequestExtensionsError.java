package io.sluice.wire.extension;

import java.util.List;

import io.sluice.wire.MalformedMessage;
import io.sluice.wire.WireReader;
import io.sluice.wire.WireWriter;

/**
 * Agrees to no extension; server to client, type 0x02.
 *
 * <pre>
 * offset  size       field                   type
 *      0  2          request_id              U16
 *      2  2..131072  unsupported_extensions  SEQ0_64K[U16]
 *         2..131072  required_extensions     SEQ0_64K[U16]
 * </pre>
 *
 * @param requestId from the request
 * @param unsupportedExtensions those requested that the server does not speak
 * @param requiredExtensions those that the server insists on and nobody requested
 * @see <a href="https://github.com/stratum-mining/sv2-spec/blob/main/extensions/0x0001-extensions-negotiation.md">SV2 extension 0x0001</a>
 */
public record RequestExtensionsError(int requestId, List<Integer> unsupportedExtensions,
        List<Integer> requiredExtensions) implements NegotiationMessage {

    public RequestExtensionsError {
        unsupportedExtensions = List.copyOf(unsupportedExtensions);
        requiredExtensions = List.copyOf(requiredExtensions);
    }

    static RequestExtensionsError read(WireReader in) throws MalformedMessage {
        return new RequestExtensionsError(in.u16(), in.seq0_64kU16(), in.seq0_64kU16());
    }

    @Override
    public void write(WireWriter out) {
        out.u16(requestId).seq0_64kU16(unsupportedExtensions).seq0_64kU16(requiredExtensions);
    }

    @Override
    public NegotiationMessageType type() {
        return NegotiationMessageType.REQUEST_EXTENSIONS_ERROR;
    }
}
