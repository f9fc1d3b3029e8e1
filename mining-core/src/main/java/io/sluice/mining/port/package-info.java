/**
 * The doors of the kernel: what it asks of the world (a node, a pool, a clock that only goes forward) and what a conversation
 * wants done (effects). Interfaces and values alone; whoever implements them says on which thread they answer.
 */
@NullMarked
package io.sluice.mining.port;

import org.jspecify.annotations.NullMarked;
