/**
 * Shares: what a miner submits, how it is judged, and what a good one or a solved block carries onward. Judging belongs to the
 * loop of the connection; all values are immutable. Imports {@code mining.bitcoin}, {@code mining.candidate} and
 * {@code mining.job}.
 */
@NullMarked
package io.sluice.mining.share;

import org.jspecify.annotations.NullMarked;
