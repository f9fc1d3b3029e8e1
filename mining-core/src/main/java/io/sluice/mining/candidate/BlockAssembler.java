package io.sluice.mining.candidate;

import java.util.List;

import io.sluice.mining.bitcoin.Block;
import io.sluice.mining.bitcoin.BlockHeader;
import io.sluice.mining.bitcoin.CoinbaseTransaction;
import io.sluice.wire.type.Bytes;

/** Puts a solved header and its transactions together to the bytes that {@code submitblock} takes. */
public final class BlockAssembler {

    private BlockAssembler() {}

    /**
     * A block of a template. If the template commits to witnesses, the coinbase gets its own, without which nodes refuse the
     * block; the C gateway leaves that to its node, but other nodes and pools do not mend it.
     *
     * @param coinbase as it was hashed, without witness
     */
    public static Bytes block(BlockHeader header, Bytes coinbase, BlockTemplate template) {
        return Block.serialize(
                header,
                template.witnessCommitment().isEmpty() ? coinbase : CoinbaseTransaction.withWitness(coinbase),
                template.transactions().stream().map(TemplateTransaction::raw).toList());
    }

    /**
     * A block of the coinbase alone, mined before there was a template. It commits to no witnesses, so it may have none.
     *
     * @param coinbase as it was hashed
     */
    public static Bytes subsidyOnly(BlockHeader header, Bytes coinbase) {
        return Block.serialize(header, coinbase, List.of());
    }
}
