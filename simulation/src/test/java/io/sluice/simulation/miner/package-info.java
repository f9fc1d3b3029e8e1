/** Tests of the miners: alone, against a script, and against the gateway's true conversations. */
@NullMarked
package io.sluice.simulation.miner;

import org.jspecify.annotations.NullMarked;
