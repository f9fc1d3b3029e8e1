/**
 * Stratum V2 frames and the tools to read and write messages: header, field types, codec, length limits. Values and pure
 * functions without threads of their own; imports the JDK and {@code wire.type} alone, and knows none of the messages,
 * which live in the subprotocol packages below.
 *
 * <p>In the layout tables of this module sizes are bytes, and a field without an offset follows the one above it.
 */
@NullMarked
package io.sluice.wire;

import org.jspecify.annotations.NullMarked;
