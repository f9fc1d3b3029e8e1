package io.sluice.app.demo;

import java.util.ArrayList;
import java.util.List;

import io.sluice.app.miner.ChannelPlan;
import io.sluice.app.miner.CpuMiner;
import io.sluice.app.miner.Server;
import io.sluice.app.wiring.LabMiners;
import io.sluice.mining.bitcoin.HashRate;

/**
 * Who mines in a demo: a Stratum V2 miner of each kind, and besides them whom the user asks for.
 *
 * @param sv2Channels channels of one more Stratum V2 miner, of both kinds by turns; 0 for no such miner
 * @param sv1Miners Stratum V1 miners, 0 or more
 */
public record DemoCrowd(int sv2Channels, int sv1Miners) {

    /** Three miners. */
    public static final DemoCrowd DEFAULT = new DemoCrowd(0, 1);

    /** As many as a connection may have. */
    public static final int MOST_CHANNELS = 1000;
    /** As many as a small machine carries. */
    public static final int MOST_SV1_MINERS = 30;

    /** All of them together: as much as a small machine does beside everything else. */
    private static final double HASHES_PER_SECOND = 360_000;

    public DemoCrowd {
        if (sv2Channels < 0 || sv2Channels > MOST_CHANNELS || sv1Miners < 0 || sv1Miners > MOST_SV1_MINERS) {
            throw new IllegalArgumentException("a demo has at most " + MOST_CHANNELS + " channels and "
                    + MOST_SV1_MINERS + " Stratum V1 miners");
        }
    }

    /** All of them together. */
    HashRate hashRate() {
        return new HashRate(HASHES_PER_SECOND);
    }

    /** Makes them, each as fast as the others. */
    List<CpuMiner> hire(LabMiners miners, Server sv1, Server sv2, String authorityKey) {
        double each = HASHES_PER_SECOND / ((sv2Channels > 0 ? 3 : 2) + sv1Miners);
        List<CpuMiner> crowd = new ArrayList<>();
        crowd.add(miners.sv2(ChannelPlan.one("demo.sv2-standard", ChannelPlan.Kind.STANDARD, each), sv2,
                authorityKey));
        crowd.add(miners.sv2(ChannelPlan.one("demo.sv2-extended", ChannelPlan.Kind.EXTENDED, each), sv2,
                authorityKey));
        if (sv2Channels > 0) {
            crowd.add(miners.sv2(new ChannelPlan("demo.sv2", sv2Channels, ChannelPlan.Kind.BOTH, each), sv2,
                    authorityKey));
        }
        for (int i = 1; i <= sv1Miners; i++) {
            crowd.add(miners.sv1(sv1Miners == 1 ? "demo.sv1" : "demo.sv1-" + i, each, sv1));
        }
        return crowd;
    }
}
