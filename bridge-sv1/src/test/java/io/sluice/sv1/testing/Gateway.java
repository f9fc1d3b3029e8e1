package io.sluice.sv1.testing;

import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;

import io.sluice.mining.bitcoin.DifficultyOne;
import io.sluice.mining.bitcoin.Network;
import io.sluice.mining.channel.ChannelTools;
import io.sluice.mining.channel.PrefixAllocator;
import io.sluice.mining.ledger.ShareLedger;
import io.sluice.mining.testing.HandClock;
import io.sluice.mining.testing.RecordingGate;
import io.sluice.mining.vardiff.ShareDifficulty;
import io.sluice.mining.vardiff.VardiffPolicy;

/** What stands around a connection: clocks moved by hand, chance that repeats, a gate that remembers what it let pass. */
public final class Gateway {

    /** Met by one hash in 4096. */
    public static final ShareDifficulty EASY = new ShareDifficulty(-20);

    public final HandClock clock = new HandClock();
    public final ShareLedger ledger = new ShareLedger();
    public final RecordingGate gate = new RecordingGate();
    public final ChannelTools tools;

    public Gateway(VardiffPolicy policy, Network network) {
        SplittableRandom random = new SplittableRandom(7);
        tools = new ChannelTools(network, new PrefixAllocator(random), gate, ledger.newLane(), policy, clock,
                () -> Duration.between(Instant.EPOCH, clock.instant()).toNanos(), random);
    }

    /** On mainnet, where every miner begins and stays at the easiest difficulty of the tests. */
    public static Gateway easy() {
        return new Gateway(policy(EASY, EASY, EASY), Network.MAINNET);
    }

    /** On mainnet, with the defaults of the rulings and no limits. */
    public static Gateway usual() {
        return new Gateway(
                policy(new ShareDifficulty(14), ShareDifficulty.EASIEST, ShareDifficulty.HARDEST), Network.MAINNET);
    }

    public static VardiffPolicy policy(ShareDifficulty start, ShareDifficulty floor, ShareDifficulty ceiling) {
        return new VardiffPolicy(DifficultyOne.STANDARD, VardiffPolicy.DEFAULT_SHARES_PER_MINUTE, start, floor, ceiling,
                true);
    }
}
