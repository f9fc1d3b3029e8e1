/**
 * Stratum V2 frames sealed and opened. Pure: byte arrays and buffers in, frames out, and the other way round. Each
 * sealer and opener is owned by one thread. May import the JDK, {@code io.sluice.noise.cipher} and
 * {@code io.sluice.wire}.
 */
@NullMarked
package io.sluice.noise.frame;

import org.jspecify.annotations.NullMarked;
