package io.sluice.app.wiring;

import java.io.IOException;
import java.util.concurrent.CompletionException;

import io.sluice.app.config.NetworkConfig;
import io.sluice.app.node.NodeChain;
import io.sluice.mining.bitcoin.Address;
import io.sluice.mining.bitcoin.MalformedAddress;
import io.sluice.mining.bitcoin.Network;

/** What can only be checked when the node has said which network it runs. Failures carry a sentence for the operator. */
final class Networks {

    private Networks() {}

    static Network resolve(NetworkConfig config, NodeChain chain) {
        try {
            return config.resolve(chain.chain());
        } catch (IllegalArgumentException e) {
            throw new CompletionException(new IOException(e.getMessage(), e));
        }
    }

    static Address address(String text, Network network) {
        try {
            return Address.parse(text, network);
        } catch (MalformedAddress e) {
            throw new CompletionException(new IOException(
                    "the payout address \"" + text + "\" can not be used on " + network + ": " + e.getMessage(), e));
        }
    }
}
