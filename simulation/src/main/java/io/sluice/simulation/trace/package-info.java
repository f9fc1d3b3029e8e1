/** What can be seen of the programs from outside, in order: the ground that rules judge on and stories are told from. One thread. */
@NullMarked
package io.sluice.simulation.trace;

import org.jspecify.annotations.NullMarked;
