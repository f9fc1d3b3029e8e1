package io.sluice.wire.template;

import java.util.List;

import io.sluice.wire.MalformedMessage;
import io.sluice.wire.WireReader;
import io.sluice.wire.WireWriter;
import io.sluice.wire.type.Bytes;
import io.sluice.wire.type.U256;

/**
 * A block to mine, but for its coinbase's free outputs; server to client, type 0x71.
 *
 * <pre>
 * offset  size      field                        type
 *      0  8         template_id                  U64
 *      8  1         future_template              BOOL
 *      9  4         version                      U32
 *     13  4         coinbase_tx_version          U32
 *     17  1..256    coinbase_prefix              B0_255
 *         4         coinbase_tx_input_sequence   U32
 *         8         coinbase_tx_value_remaining  U64
 *         4         coinbase_tx_outputs_count    U32
 *         2..65537  coinbase_tx_outputs          B0_64K
 *         4         coinbase_tx_locktime         U32
 *         1..8161   merkle_path                  SEQ0_255[U256]
 * </pre>
 *
 * @param templateId rises with every template; unsigned
 * @param futureTemplate whether it waits for the {@link SetNewPrevHash} that names it
 * @param version version field of the header
 * @param coinbasePrefix begin of the scriptSig; the text says up to 8 bytes
 * @param coinbaseTxValueRemaining satoshi that may be spent; unsigned
 * @param coinbaseTxOutputsCount how many outputs are in {@code coinbaseTxOutputs}
 * @param coinbaseTxOutputs the last outputs of the coinbase, without a count in front
 * @param merklePath hashes beside the coinbase, deepest first, in wire order
 * @see <a href="https://stratumprotocol.org/specification/07-template-distribution-protocol/">SV2 7.2</a>
 */
public record NewTemplate(long templateId, boolean futureTemplate, long version, long coinbaseTxVersion,
        Bytes coinbasePrefix, long coinbaseTxInputSequence, long coinbaseTxValueRemaining, long coinbaseTxOutputsCount,
        Bytes coinbaseTxOutputs, long coinbaseTxLocktime, List<U256> merklePath) implements TemplateMessage {

    public NewTemplate {
        merklePath = List.copyOf(merklePath);
    }

    static NewTemplate read(WireReader in) throws MalformedMessage {
        return new NewTemplate(in.u64(), in.bool(), in.u32(), in.u32(), in.b0_255(), in.u32(), in.u64(), in.u32(),
                in.b0_64k(), in.u32(), in.seq0_255u256());
    }

    @Override
    public void write(WireWriter out) {
        out.u64(templateId).bool(futureTemplate).u32(version).u32(coinbaseTxVersion).b0_255(coinbasePrefix)
                .u32(coinbaseTxInputSequence).u64(coinbaseTxValueRemaining).u32(coinbaseTxOutputsCount)
                .b0_64k(coinbaseTxOutputs).u32(coinbaseTxLocktime).seq0_255u256(merklePath);
    }

    @Override
    public TemplateMessageType type() {
        return TemplateMessageType.NEW_TEMPLATE;
    }
}
