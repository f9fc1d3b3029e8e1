/**
 * The pool's books in a SQLite database: what every miner's shares were worth, blocks found, payout lists given out. Entries
 * are handed over from any thread without waiting; one at a time writes. Imports {@code mining.bitcoin}, {@code pool.chain},
 * {@code pool.share} and {@code pool.payout}.
 */
@NullMarked
package io.sluice.pool.ledger;

import org.jspecify.annotations.NullMarked;
