/**
 * The messages of Stratum V1 as values: what a miner says, what it is told, and the fixed texts of refusals. All immutable and
 * safe on any thread. Imports {@code sv1.jsonrpc} and values of {@code mining-core}.
 */
@NullMarked
package io.sluice.sv1.message;

import org.jspecify.annotations.NullMarked;
