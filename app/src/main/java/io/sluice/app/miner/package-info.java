/**
 * Miners for trying out: they speak Stratum V2 over Noise, with any number of channels, or Stratum V1, and hash on the CPU at a rate
 * that is set. Each belongs to one event loop and lets a worker hash; counts may be read on any thread. They use the kernel's
 * Bitcoin values and the wire, and nothing of the gateway.
 */
@NullMarked
package io.sluice.app.miner;

import org.jspecify.annotations.NullMarked;
