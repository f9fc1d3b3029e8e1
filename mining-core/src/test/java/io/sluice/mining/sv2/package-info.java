/** Tests of the Stratum V2 conversation: a miner made of messages alone talks with it, with real proofs of work. */
@NullMarked
package io.sluice.mining.sv2;

import org.jspecify.annotations.NullMarked;
