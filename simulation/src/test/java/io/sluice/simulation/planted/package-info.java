/**
 * Proof that the simulation sees: faults of the kind that real gateways had, planted into the real classes while they are loaded, each
 * by changing a few bytes of one method. Nothing of it is in production code. A {@link io.sluice.simulation.planted.PlantedFault} says
 * what is wrong and where, {@link io.sluice.simulation.planted.PlantedFaults} has all of them, and a
 * {@link io.sluice.simulation.planted.PlantedWorld} is the whole simulation with one of them in it.
 *
 * <p>One thread. May import everything, but reaches the simulation through types of the JDK alone: what a
 * {@link io.sluice.simulation.planted.PlantedLoader} loads is not what the tests themselves were loaded with.
 */
@NullMarked
package io.sluice.simulation.planted;

import org.jspecify.annotations.NullMarked;
