/**
 * Bitcoin's values and their arithmetic: hashes, targets, headers, transactions, blocks, addresses and the parameters of a
 * network. Everything is immutable except {@link io.sluice.mining.bitcoin.Sha256d}, the transaction reader and the
 * transaction writer, which their creator confines to one thread. Imports the JDK and {@code wire.type} alone; the pool
 * borrows this package and no other of the kernel.
 */
@NullMarked
package io.sluice.mining.bitcoin;

import org.jspecify.annotations.NullMarked;
