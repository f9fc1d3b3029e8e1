package io.sluice.simulation.miner;

/** How a kind of miner behaves on its protocol. */
sealed interface Model permits Sv1Model, Sv2Model {}
