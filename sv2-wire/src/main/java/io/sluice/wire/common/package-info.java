/**
 * Messages that every Stratum V2 subprotocol shares: setting a connection up and moving it. Values and pure functions
 * without threads of their own; imports {@code wire} and {@code wire.type}.
 */
@NullMarked
package io.sluice.wire.common;

import org.jspecify.annotations.NullMarked;
