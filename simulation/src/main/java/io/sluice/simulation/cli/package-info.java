/** {@code sluice lab simulate}. */
@NullMarked
package io.sluice.simulation.cli;

import org.jspecify.annotations.NullMarked;
