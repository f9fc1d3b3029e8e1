/**
 * The mining protocol of Stratum V2: its messages, their table, and all that may be said on a mining connection. Values and
 * pure functions without threads of their own; imports {@code wire}, {@code wire.type}, {@code wire.common} and
 * {@code wire.extension}.
 */
@NullMarked
package io.sluice.wire.mining;

import org.jspecify.annotations.NullMarked;
