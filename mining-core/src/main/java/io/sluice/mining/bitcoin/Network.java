package io.sluice.mining.bitcoin;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/**
 * The profile of a Bitcoin network: all that makes mining on one differ from mining on another.
 *
 * @param name for people, and the network's name in the configuration
 * @param chain what the node calls it ({@code getblockchaininfo}, field {@code chain})
 * @param addresses how its addresses begin
 * @param difficultyOne what DATUM's target byte and displayed difficulties are relative to
 * @param retargeting when the next block's nBits can not be known from its parent
 * @param halvingInterval blocks between two halvings of the subsidy
 * @param poolVersionMask version bits that miners may roll on work for a pool
 * @param soloVersionMask version bits that miners may roll on work of our own
 * @param forTrials whether its coins are worth nothing, so that {@link #withDifficultyOne} may make it easier
 */
public record Network(
        String name,
        String chain,
        AddressPrefixes addresses,
        DifficultyOne difficultyOne,
        Retargeting retargeting,
        int halvingInterval,
        VersionMask poolVersionMask,
        VersionMask soloVersionMask,
        boolean forTrials) {

    /** Blocks between two halvings everywhere but on regtest. */
    public static final int HALVING_INTERVAL = 210_000;

    private static final long FIRST_SUBSIDY = 50L * 100_000_000;

    public static final Network MAINNET = publicNetwork(
            "mainnet", "main", AddressPrefixes.MAINNET, Retargeting.AT_INTERVALS);
    public static final Network TESTNET3 = publicNetwork(
            "testnet3", "test", AddressPrefixes.TESTNET, Retargeting.ALSO_AFTER_20_MINUTES);
    public static final Network TESTNET4 = publicNetwork(
            "testnet4", "testnet4", AddressPrefixes.TESTNET, Retargeting.ALSO_AFTER_20_MINUTES);
    /** Signet; only those with a trivial challenge can be mined, and the node alone knows whether this is one. */
    public static final Network SIGNET = publicNetwork(
            "signet", "signet", AddressPrefixes.TESTNET, Retargeting.AT_INTERVALS);
    public static final Network REGTEST = new Network("regtest", "regtest", AddressPrefixes.REGTEST,
            DifficultyOne.STANDARD, Retargeting.NEVER, 150, VersionMask.BIP320, VersionMask.BIP323, true);
    /** Our own node for trying out: its difficulty one has 16 leading zero bits, so that a CPU finds blocks. */
    public static final Network SANDBOX = new Network("sandbox", "sandbox", AddressPrefixes.REGTEST,
            new DifficultyOne(Target.of(BigInteger.valueOf(0xffff).shiftLeft(224))), Retargeting.NEVER,
            HALVING_INTERVAL,
            VersionMask.BIP320, VersionMask.BIP323, true);

    private static final List<Network> KNOWN = List.of(MAINNET, TESTNET3, TESTNET4, SIGNET, REGTEST, SANDBOX);

    public Network {
        if (halvingInterval < 1) {
            throw new IllegalArgumentException("the subsidy halves every " + halvingInterval + " blocks?");
        }
        if (!forTrials && !difficultyOne.equals(DifficultyOne.STANDARD)) {
            throw new IllegalArgumentException(
                    "difficulty one is fixed on " + name + ": only regtest, sandbox and custom"
                            + " networks may have another one. Remove the setting.");
        }
    }

    /** The network that a node reports with this name, if it is one we know. */
    public static Optional<Network> ofChain(String chain) {
        return KNOWN.stream().filter(network -> network.chain.equals(chain)).findFirst();
    }

    /** The network of this name in the configuration, if it is one we know. */
    public static Optional<Network> named(String name) {
        return KNOWN.stream().filter(network -> network.name.equals(name)).findFirst();
    }

    /** A private network whose node reports itself as {@code chain}; to be refined by the {@code with} methods. */
    public static Network custom(String chain, AddressPrefixes addresses, Retargeting retargeting,
            int halvingInterval) {
        return new Network("custom", chain, addresses, DifficultyOne.STANDARD, retargeting, halvingInterval,
                VersionMask.BIP320, VersionMask.BIP323, true);
    }

    /**
     * The same network with another difficulty one.
     *
     * @throws IllegalArgumentException on networks whose coins are worth something or shared with others: there a pool and its
     *     miners would silently disagree about every share
     */
    public Network withDifficultyOne(DifficultyOne other) {
        return new Network(name, chain, addresses, other, retargeting, halvingInterval, poolVersionMask,
                soloVersionMask,
                forTrials);
    }

    /** The same network with another mask for pool work: what a pool takes is part of its profile. */
    public Network withPoolVersionMask(VersionMask other) {
        return new Network(name, chain, addresses, difficultyOne, retargeting, halvingInterval, other, soloVersionMask,
                forTrials);
    }

    /** Satoshi that the block at {@code height} may create. */
    public long subsidyAt(int height) {
        int halvings = height / halvingInterval;
        return halvings >= Long.SIZE ? 0 : FIRST_SUBSIDY >> halvings;
    }

    /** Whether the nBits of the block at {@code height} is not known before the node says so. */
    public boolean nBitsMayChangeAt(int height) {
        return retargeting.mayChangeAt(height);
    }

    @Override
    public String toString() {
        return name;
    }

    private static Network publicNetwork(
            String name, String chain, AddressPrefixes addresses, Retargeting retargeting) {
        return new Network(name, chain, addresses, DifficultyOne.STANDARD, retargeting, HALVING_INTERVAL,
                VersionMask.BIP320, VersionMask.BIP323, false);
    }
}
