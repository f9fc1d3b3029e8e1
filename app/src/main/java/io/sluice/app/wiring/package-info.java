/**
 * The only place that says "new" for long-lived parts: it takes the world from outside ({@link io.sluice.app.wiring.World}: clocks,
 * chance, sockets, loops, disk) and joins kernel, edges and node into a gateway or a pool. The same wiring runs on real sockets and
 * in a simulated world. May import everything.
 */
@NullMarked
package io.sluice.app.wiring;

import org.jspecify.annotations.NullMarked;
