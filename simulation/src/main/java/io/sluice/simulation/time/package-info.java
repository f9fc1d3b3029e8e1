/** Virtual time: one queue of events instead of threads and clocks. Whatever could happen next, chance decides, and the seed decides chance. */
@NullMarked
package io.sluice.simulation.time;

import org.jspecify.annotations.NullMarked;
