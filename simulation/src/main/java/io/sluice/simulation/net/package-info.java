/** A network without sockets: cables that slice, delay, stall and break, and Netty channels at their ends. One thread. */
@NullMarked
package io.sluice.simulation.net;

import org.jspecify.annotations.NullMarked;
