/** What cables and the network do to those at their ends. One thread. */
@NullMarked
package io.sluice.simulation.net;

import org.jspecify.annotations.NullMarked;
