/**
 * The books: what became of every share that a miner was told is good. Each thread writes a lane of its own, and each lane
 * balances by itself, so that the equation holds at every moment without a lock. Imports the JDK alone.
 */
@NullMarked
package io.sluice.mining.ledger;

import org.jspecify.annotations.NullMarked;
