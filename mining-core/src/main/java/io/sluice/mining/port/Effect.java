package io.sluice.mining.port;

import io.sluice.mining.share.SolvedBlock;

/**
 * What a conversation wants done. The conversation itself touches nothing; whoever runs it performs these in their order.
 *
 * @param <M> the messages of the conversation's protocol
 */
public sealed interface Effect<M> {

    /** Send this to the miner. */
    record Reply<M>(M message) implements Effect<M> {}

    /** Take this block to disk and network, before anything else. */
    record SubmitBlock<M>(SolvedBlock block) implements Effect<M> {}

    /** Let it be known. */
    record Report<M>(MiningEvent event) implements Effect<M> {}

    /** Send what was said so far, then close the connection. The text says why, for the log. */
    record HangUp<M>(String why) implements Effect<M> {}
}
