/**
 * Template distribution: how a node hands out blocks to mine. Messages and their table; nobody in this project speaks the
 * protocol yet. Values and pure functions without threads of their own; imports {@code wire} and {@code wire.type}.
 */
@NullMarked
package io.sluice.wire.template;

import org.jspecify.annotations.NullMarked;
