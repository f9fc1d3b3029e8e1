package io.sluice.wire.template;

import io.sluice.wire.MalformedMessage;
import io.sluice.wire.WireReader;
import io.sluice.wire.WireWriter;

/**
 * How much room templates have to leave for outputs that the client will add; client to server, type 0x70.
 *
 * <pre>
 * offset  size  field                                  type
 *      0  4     coinbase_output_max_additional_size    U32
 *      4  2     coinbase_output_max_additional_sigops  U16
 * </pre>
 *
 * @param coinbaseOutputMaxAdditionalSize bytes
 * @param coinbaseOutputMaxAdditionalSigops signature operations
 * @see <a href="https://stratumprotocol.org/specification/07-template-distribution-protocol/">SV2 7.1</a>
 */
public record CoinbaseOutputConstraints(long coinbaseOutputMaxAdditionalSize,
        int coinbaseOutputMaxAdditionalSigops) implements TemplateMessage {

    static CoinbaseOutputConstraints read(WireReader in) throws MalformedMessage {
        return new CoinbaseOutputConstraints(in.u32(), in.u16());
    }

    @Override
    public void write(WireWriter out) {
        out.u32(coinbaseOutputMaxAdditionalSize).u16(coinbaseOutputMaxAdditionalSigops);
    }

    @Override
    public TemplateMessageType type() {
        return TemplateMessageType.COINBASE_OUTPUT_CONSTRAINTS;
    }
}
