package io.sluice.app.config;

import java.util.Optional;

import io.sluice.mining.bitcoin.AddressPrefixes;
import io.sluice.mining.bitcoin.DifficultyOne;
import io.sluice.mining.bitcoin.Network;
import io.sluice.mining.bitcoin.Retargeting;
import io.sluice.mining.bitcoin.Target;

/**
 * Section {@code [network]}: what the operator expects. The node's word counts; a contradiction is an error.
 *
 * @param expected the network that the node must report, if one is named
 * @param difficultyOne another difficulty one, on networks for trying out alone
 * @param place where the name stands
 */
public record NetworkConfig(Optional<Network> expected, Optional<DifficultyOne> difficultyOne, ConfigPlace place) {

    static NetworkConfig read(ConfigReader in) {
        Optional<Network> expected = in.parsedIfPresent("network.name", NetworkConfig::named);
        Optional<DifficultyOne> one = in.parsedIfPresent("network.difficulty_one", NetworkConfig::difficultyOne);
        if (one.isPresent() && expected.map(network -> !network.forTrials()).orElse(true)) {
            in.problem("network.difficulty_one",
                    "can be changed on regtest, sandbox and custom only, and network.name must say so; remove it");
            one = Optional.empty();
        }
        return new NetworkConfig(expected, one, in.place("network.name"));
    }

    /**
     * The network that the node runs.
     *
     * @param chain what the node reports
     * @throws BadConfiguration when it is not what was expected
     */
    public Network resolve(String chain) throws BadConfiguration {
        Network reported = expected.filter(network -> network.name().equals("custom"))
                .or(() -> Network.ofChain(chain))
                .orElseThrow(() -> place.refuse("the node runs a chain \"" + chain
                        + "\" that Sluice does not know; for a private chain write name = \"custom\""));
        if (expected.isPresent() && !expected.get().name().equals(reported.name())) {
            throw place.refuse("is \"" + expected.get().name() + "\", but the node runs " + reported.name()
                    + "; change one of them");
        }
        return difficultyOne.map(reported::withDifficultyOne).orElse(reported);
    }

    private static Network named(String name) {
        if (name.equals("custom")) {
            return Network.custom("custom", AddressPrefixes.REGTEST, Retargeting.NEVER, Network.HALVING_INTERVAL);
        }
        return Network.named(name).orElseThrow(() -> new IllegalArgumentException("\"" + name
                + "\" is not a network; use mainnet, testnet3, testnet4, signet, regtest, sandbox or custom"));
    }

    private static DifficultyOne difficultyOne(String hex) {
        try {
            return new DifficultyOne(Target.fromDisplay(hex));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("must be a target above zero of 64 hexadecimal digits, most significant"
                    + " first, for example \"0000ffff" + "0".repeat(56) + "\"", e);
        }
    }
}
