/**
 * The Stratum V2 conversation about mining: frames of one connection in, effects out. Everything belongs to the event loop of its
 * connection. The only package of the kernel that knows messages: it imports the kernel and {@code wire}.
 */
@NullMarked
package io.sluice.mining.sv2;

import org.jspecify.annotations.NullMarked;
