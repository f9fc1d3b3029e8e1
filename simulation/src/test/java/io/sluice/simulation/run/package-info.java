/** Worlds in daily use: fixed seeds, fresh ones, and what is promised about stories. */
@NullMarked
package io.sluice.simulation.run;

import org.jspecify.annotations.NullMarked;
