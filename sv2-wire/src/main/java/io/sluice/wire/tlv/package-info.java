/**
 * TLV fields: what negotiated extensions append to the messages of others. Values and pure functions without threads of their
 * own; imports {@code wire} and {@code wire.type}.
 */
@NullMarked
package io.sluice.wire.tlv;

import org.jspecify.annotations.NullMarked;
