package io.sluice.app.miner;

import java.util.function.IntConsumer;
import java.util.function.Supplier;

import io.sluice.mining.bitcoin.BlockHeader;
import io.sluice.mining.bitcoin.Target;

/**
 * Something to hash. It costs next to nothing until its turn comes.
 *
 * @param header made when hashing begins, once; its nonce is swept from 0 on
 * @param found told of each nonce with which the header meets the target
 */
record Work(Supplier<BlockHeader> header, Target target, IntConsumer found) {}
