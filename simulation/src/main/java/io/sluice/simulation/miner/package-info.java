/** Miners of many kinds as a world has them: honest most of the time. They know the protocols by themselves and tell all they see. One thread. */
@NullMarked
package io.sluice.simulation.miner;

import org.jspecify.annotations.NullMarked;
