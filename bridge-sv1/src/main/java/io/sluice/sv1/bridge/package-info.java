/**
 * The talk with one Stratum V1 miner: lines in, effects out, over one extended channel of the kernel. A connection belongs to the
 * event loop of its socket. Imports {@code sv1.jsonrpc}, {@code sv1.message} and the kernel, never Netty.
 */
@NullMarked
package io.sluice.sv1.bridge;

import org.jspecify.annotations.NullMarked;
