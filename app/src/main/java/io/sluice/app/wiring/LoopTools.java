package io.sluice.app.wiring;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;

import io.sluice.mining.bitcoin.Network;
import io.sluice.mining.channel.ChannelTools;
import io.sluice.mining.channel.PrefixAllocator;
import io.sluice.mining.ledger.ShareLedger;
import io.sluice.mining.port.ShareGate;
import io.sluice.mining.vardiff.VardiffPolicy;

/** The tools of each event loop: all the same but for the lane of the ledger, of which each loop has its own. Safe on any thread. */
final class LoopTools {

    private final World world;
    private final Network network;
    private final PrefixAllocator prefixes;
    private final ShareGate gate;
    private final ShareLedger ledger;
    private final VardiffPolicy vardiff;
    private final Map<ScheduledExecutorService, ChannelTools> byLoop = new ConcurrentHashMap<>();

    LoopTools(World world, Network network, ShareGate gate, ShareLedger ledger, VardiffPolicy vardiff) {
        this.world = world;
        this.network = network;
        this.prefixes = new PrefixAllocator(world.random());
        this.gate = gate;
        this.ledger = ledger;
        this.vardiff = vardiff;
    }

    ChannelTools of(ScheduledExecutorService loop) {
        return byLoop.computeIfAbsent(loop, _ -> new ChannelTools(
                network, prefixes, gate, ledger.newLane(), vardiff, world.clock(), world.ticker(), world.random()));
    }
}
