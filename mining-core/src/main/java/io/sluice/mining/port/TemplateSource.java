package io.sluice.mining.port;

import java.util.concurrent.CompletionStage;

import io.sluice.mining.bitcoin.BlockHash;
import io.sluice.mining.candidate.BlockTemplate;
import io.sluice.mining.candidate.TipHeader;

/** The operator's node as a source of work. Answers come on a thread of the implementation's. */
public interface TemplateSource {

    /**
     * Asks for a fresh template. The stage fails with a {@link NodeTrouble} when the node can not be reached, refuses, or
     * answers something that is no template.
     */
    CompletionStage<BlockTemplate> template();

    /** Asks for the hash of the best block: cheap, and enough to notice a new one. Fails as {@link #template} does. */
    CompletionStage<BlockHash> bestBlock();

    /** Asks for the header of a block on the best chain: cheap, and enough for empty work. Fails as {@link #template} does. */
    CompletionStage<TipHeader> header(BlockHash block);
}
