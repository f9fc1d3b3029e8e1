/** Runs worlds: one seed, its story when a rule breaks, what can be left out of it, and many seeds with what they met. One thread a world. */
@NullMarked
package io.sluice.simulation.run;

import org.jspecify.annotations.NullMarked;
