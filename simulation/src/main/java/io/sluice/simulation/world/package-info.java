/**
 * A whole world of one seed: machines on which the real gateway and the real pool run, nodes, miners. It says what it is like and lets
 * itself be hurt; it judges nothing. One thread.
 */
@NullMarked
package io.sluice.simulation.world;

import org.jspecify.annotations.NullMarked;
