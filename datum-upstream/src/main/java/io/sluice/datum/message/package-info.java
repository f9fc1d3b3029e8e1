/**
 * What gateway and pool say to each other in DATUM: one record per message that shows its bytes, readable and writable
 * from both ends. Records are immutable and safe on any thread; readers and writers belong to whoever made them. Imports
 * the JDK, {@code wire.type}, {@code mining.bitcoin} and {@code datum.crypto}.
 *
 * <p>Numbers are little-endian and hashes stand in hash byte order everywhere. Section numbers are those of the protocol
 * description, {@code docs/datum-protocol.md}.
 */
@NullMarked
package io.sluice.datum.message;

import org.jspecify.annotations.NullMarked;
