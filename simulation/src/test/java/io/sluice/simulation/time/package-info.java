/** In which order things happen. One thread. */
@NullMarked
package io.sluice.simulation.time;

import org.jspecify.annotations.NullMarked;
