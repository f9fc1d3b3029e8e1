/**
 * The cryptography below the Noise handshake: the curve secp256k1 in two implementations, the symmetric state, the
 * transport cipher. Pure: no sockets, no threads of its own, no clock; chance comes in as a parameter. May import the
 * JDK, BouncyCastle and {@code io.sluice.wire.type}.
 */
@NullMarked
package io.sluice.noise.cipher;

import org.jspecify.annotations.NullMarked;
