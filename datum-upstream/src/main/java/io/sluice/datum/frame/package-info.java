/**
 * DATUM's pipe without a socket: bytes in, messages out, and back. A handshake object of either end yields a
 * {@link io.sluice.datum.frame.DatumChannel}. Everything here is written by one thread, the connection's owner; nothing
 * blocks, waits or knows the time. Imports the JDK, {@code wire.type}, {@code datum.crypto} and {@code datum.message}.
 */
@NullMarked
package io.sluice.datum.frame;

import org.jspecify.annotations.NullMarked;
