package io.sluice.simulation.miner;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

import org.jspecify.annotations.Nullable;

import io.sluice.mining.bitcoin.Target;
import io.sluice.wire.common.SetupConnection;
import io.sluice.wire.mining.ClientFlag;
import io.sluice.wire.type.Str255;

/** Stratum V2 clients as they are met: devices with one channel, and proxies with one for each of the miners behind them. */
enum Sv2Model implements Model {

    // @formatter:off
    STANDARD ("bitaxe", "BM1370",           ClientFlag.REQUIRES_STANDARD_JOBS),
    EXTENDED ("bitaxe", "BM1370",           null),
    PROXY    ("SRI",    "Translator Proxy", ClientFlag.REQUIRES_VERSION_ROLLING);
    // @formatter:on

    /**
     * A channel that is wanted.
     *
     * @param easiest the easiest target that is taken
     */
    record Wish(String user, double hashRate, Target easiest) {}

    /** Bytes of extranonce that extended channels need. */
    static final int MIN_EXTRANONCE_SIZE = 2;
    /** The bits that chips roll, whatever more the protocol allows. */
    private static final int CHIP_MASK = 0x1fff_e000;
    private static final int FEWEST = 2;
    static final int MOST = 16;
    private static final double LEAST_SECONDS_FOR_A_SHARE = 3;
    private static final BigInteger ALL_HASHES = BigInteger.ONE.shiftLeft(256);

    private final String vendor;
    private final String hardware;
    private final long flags;

    Sv2Model(String vendor, String hardware, @Nullable ClientFlag flag) {
        this.vendor = vendor;
        this.hardware = hardware;
        this.flags = flag == null ? 0 : flag.bit();
    }

    /** What it says first. */
    SetupConnection introduction() {
        return new SetupConnection(SetupConnection.MINING, SetupConnection.VERSION, SetupConnection.VERSION, flags,
                Str255.of("gateway"), 3336, Str255.of(vendor), Str255.of(hardware), Str255.EMPTY, Str255.EMPTY);
    }

    boolean isStandard() {
        return this == STANDARD;
    }

    boolean isProxy() {
        return this == PROXY;
    }

    /** What it rolls where the server lets it. */
    Rolling rolling() {
        return new Rolling(CHIP_MASK, 0);
    }

    /** The channels it opens: a proxy has miners of unequal strength, all together as strong as this. */
    List<Wish> wishes(String user, double hashRate, RandomGenerator random) {
        if (!isProxy()) {
            return List.of(new Wish(user, hashRate, Target.EASIEST));
        }
        double[] weights = random.doubles(random.nextInt(FEWEST, MOST + 1), 1, 4).toArray();
        double sum = 0;
        double least = weights[0];
        for (double weight : weights) {
            sum += weight;
            least = Math.min(least, weight);
        }
        // A translator takes no easier target than its weakest miner needs.
        Target easiest = targetOf(LEAST_SECONDS_FOR_A_SHARE * hashRate * least / sum);
        List<Wish> wishes = new ArrayList<>();
        for (double weight : weights) {
            wishes.add(new Wish(user + ".miner" + (wishes.size() + 1), hashRate * weight / sum, easiest));
        }
        return wishes;
    }

    private static Target targetOf(double hashes) {
        return Target.of(ALL_HASHES.divide(BigInteger.valueOf(Math.max(1, Math.round(hashes)))));
    }
}
