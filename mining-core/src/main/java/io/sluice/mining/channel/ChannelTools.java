package io.sluice.mining.channel;

import java.time.InstantSource;
import java.util.random.RandomGenerator;

import io.sluice.mining.bitcoin.Network;
import io.sluice.mining.ledger.ShareLedger;
import io.sluice.mining.port.ShareGate;
import io.sluice.mining.time.Ticker;
import io.sluice.mining.vardiff.VardiffPolicy;

/**
 * What every channel of one event loop works with. Handed to conversations, which open channels with it.
 *
 * @param network whose difficulty one and version masks count
 * @param prefixes shared by the whole gateway
 * @param gate where good shares go
 * @param lane the ledger lane of this event loop
 * @param vardiff the operator's policy
 * @param clock wall clock, for nTime bounds alone
 * @param ticker for durations
 * @param random for numbers that must not repeat over restarts
 */
public record ChannelTools(
        Network network,
        PrefixAllocator prefixes,
        ShareGate gate,
        ShareLedger.Lane lane,
        VardiffPolicy vardiff,
        InstantSource clock,
        Ticker ticker,
        RandomGenerator random) {}
