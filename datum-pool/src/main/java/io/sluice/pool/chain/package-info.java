/**
 * What the pool knows of the block chain, and the port through which it learns it: the tip, whether a block is current,
 * late or early, and where solved blocks go. Values are immutable; {@link io.sluice.pool.chain.TipWatch} is written by
 * whoever brings tips and read from any thread. Imports the JDK, {@code wire.type} and {@code mining.bitcoin}.
 */
@NullMarked
package io.sluice.pool.chain;

import org.jspecify.annotations.NullMarked;
