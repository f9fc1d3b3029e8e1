package io.sluice.mining.port;

import io.sluice.mining.share.SolvedBlock;

/** Takes a solved block to disk and to every node, both at once. */
@FunctionalInterface
public interface BlockSubmitter {

    /** Starts the submission and returns at once. Any thread. Never throws: a block that can not be sent is an alarm. */
    void submit(SolvedBlock block);
}
