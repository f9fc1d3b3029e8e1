/**
 * Small Bitcoin values: hashes, targets, headers, merkle paths, coinbase halves, outputs and the parameters of a network.
 * Everything is immutable except {@link io.sluice.mining.bitcoin.Sha256d}, which its creator confines to one thread.
 * Imports the JDK and {@code wire.type} alone; the pool borrows this package and no other of the kernel.
 */
@NullMarked
package io.sluice.mining.bitcoin;

import org.jspecify.annotations.NullMarked;
