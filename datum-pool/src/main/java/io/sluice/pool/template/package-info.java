/**
 * From a solved share to a block: asks the gateway for the transactions (0x50 0x12), checks that they are the ones that were
 * hashed, and hands the block to the node. The gateway submits to its own node as well, so a gateway that shows nothing is
 * normal and said so. Objects belong to the thread of their connection. Imports {@code datum.message}, {@code mining.bitcoin},
 * {@code pool.chain}, {@code pool.share}.
 */
@NullMarked
package io.sluice.pool.template;

import org.jspecify.annotations.NullMarked;
