package io.sluice.app.node;

import java.util.OptionalLong;

import io.sluice.mining.bitcoin.BlockHash;
import io.sluice.mining.bitcoin.BlockHeader;
import io.sluice.mining.bitcoin.CoinbaseParts;
import io.sluice.mining.bitcoin.ProofOfTarget;
import io.sluice.mining.bitcoin.Sha256d;
import io.sluice.mining.bitcoin.Target;
import io.sluice.mining.candidate.BlockAssembler;
import io.sluice.mining.candidate.BlockTemplate;
import io.sluice.mining.candidate.CoinbaseBuilder;
import io.sluice.mining.candidate.CoinbaseClass;
import io.sluice.mining.candidate.CoinbaseOutputs;
import io.sluice.mining.candidate.CoinbaseRecipe;
import io.sluice.wire.type.Bytes;

/**
 * A block mined on the CPU from a template, with the classes that the gateway uses.
 *
 * @param hash of the block
 * @param block as {@code submitblock} takes it
 */
record MinedBlock(BlockHash hash, Bytes block) {

    /** @param extranonce makes the block differ from others of the same template */
    static MinedBlock from(BlockTemplate template, Bytes script, CoinbaseOutputs outputs, int extranonce) {
        CoinbaseRecipe recipe = new CoinbaseRecipe(template.tip().height(), Bytes.utf8("Sluice"), Bytes.utf8("test"),
                4242,
                OptionalLong.of(7), 0xb10c, script, template.coinbaseValue(), outputs);
        CoinbaseParts parts = CoinbaseBuilder.of(recipe, template).build(CoinbaseClass.LARGE).parts();
        byte[] filling = new byte[CoinbaseParts.EXTRANONCE_SIZE];
        BlockHeader.putInt(filling, 0, extranonce);
        Bytes coinbase = parts.committed(ProofOfTarget.ONE).concat(Bytes.adopt(filling)).concat(parts.suffix());
        BlockHash root = template.merklePath().root(new BlockHash(Sha256d.hash(coinbase)));
        Target target = template.tip().nBits().toTarget();
        for (int nonce = 0; true; nonce++) {
            BlockHeader header = new BlockHeader(template.version(), template.tip().prevHash(), root,
                    Math.max(template.curTime(), template.tip().minNtime()), template.tip().nBits(), nonce);
            if (target.isMetBy(header.hash())) {
                return new MinedBlock(header.hash(), BlockAssembler.block(header, coinbase, template));
            }
        }
    }
}
