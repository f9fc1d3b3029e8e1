/** What can go wrong in a world. A new fault is an entry in {@link io.sluice.simulation.fault.Faults}. One thread. */
@NullMarked
package io.sluice.simulation.fault;

import org.jspecify.annotations.NullMarked;
