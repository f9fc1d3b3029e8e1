/**
 * The Noise NX handshake of Stratum V2, and who a server is: authority, certificate, static key. Pure: bytes in, bytes
 * out; clock and chance come through constructors. Each handshake is owned by one thread at a time, identities are safe
 * on any. May import the JDK, {@code io.sluice.noise.cipher} and {@code io.sluice.wire.type}.
 */
@NullMarked
package io.sluice.noise.handshake;

import org.jspecify.annotations.NullMarked;
