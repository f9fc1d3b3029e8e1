/**
 * Noise over Curve25519, in the patterns NX and XX, by noise-java; then the same sealed frames as everywhere. For
 * experiments; no miner on sale speaks it, and it knows no certificates. Off unless configured, on a port of its own.
 *
 * <p>Pure, each handshake owned by one thread at a time. May import the JDK, noise-java,
 * {@code io.sluice.noise.cipher}, {@code io.sluice.noise.handshake} and {@code io.sluice.wire.type}.
 */
@NullMarked
package io.sluice.noise.curve25519;

import org.jspecify.annotations.NullMarked;
