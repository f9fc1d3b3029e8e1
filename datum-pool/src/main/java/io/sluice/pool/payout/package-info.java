/**
 * Who is paid what in the next coinbase, and which lists were given out. A {@link io.sluice.pool.payout.PayoutPlan} decides;
 * {@link io.sluice.pool.payout.PayoutLists} turns its decisions into answers and recognises them in coinbases, on any thread.
 * Imports {@code datum.message}, {@code mining.bitcoin} and {@code pool.share}.
 */
@NullMarked
package io.sluice.pool.payout;

import org.jspecify.annotations.NullMarked;
