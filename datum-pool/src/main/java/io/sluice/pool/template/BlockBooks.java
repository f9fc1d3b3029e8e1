package io.sluice.pool.template;

import io.sluice.mining.bitcoin.BlockHash;
import io.sluice.pool.chain.BlockAnswer;
import io.sluice.pool.share.SolvedShare;

/** Where found blocks are written down. Any thread; does not block. */
public interface BlockBooks {

    /** A header that solves a block came in. */
    void found(SolvedShare solved);

    /** What became of it. */
    void decided(BlockHash hash, BlockAnswer answer);
}
