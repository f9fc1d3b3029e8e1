/**
 * Job declaration: how a miner tells a pool which transactions it mines. Messages and their table; nobody in this project speaks
 * the protocol yet. Values and pure functions without threads of their own; imports {@code wire} and {@code wire.type}.
 */
@NullMarked
package io.sluice.wire.declaration;

import org.jspecify.annotations.NullMarked;
