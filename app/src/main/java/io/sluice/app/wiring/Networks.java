package io.sluice.app.wiring;

import java.util.concurrent.CompletionException;

import io.sluice.app.config.BadConfiguration;
import io.sluice.app.config.NetworkConfig;
import io.sluice.app.config.PayoutAddress;
import io.sluice.app.node.NodeChain;
import io.sluice.mining.bitcoin.Address;
import io.sluice.mining.bitcoin.Network;

/** What can only be checked when the node has said which network it runs; for stages, which then fail with {@link BadConfiguration}. */
final class Networks {

    private Networks() {}

    static Network resolve(NetworkConfig config, NodeChain chain) {
        try {
            return config.resolve(chain.chain());
        } catch (BadConfiguration e) {
            throw new CompletionException(e);
        }
    }

    static Address address(PayoutAddress configured, Network network) {
        try {
            return configured.on(network);
        } catch (BadConfiguration e) {
            throw new CompletionException(e);
        }
    }
}
