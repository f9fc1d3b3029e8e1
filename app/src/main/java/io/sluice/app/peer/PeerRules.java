package io.sluice.app.peer;

import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/**
 * Who may connect to a port, and how many.
 *
 * @param networks whose addresses may
 * @param maxConnections at once
 * @param maxPerAddress at once from one address; many miners may stand behind one
 */
public record PeerRules(List<AddressBlock> networks, int maxConnections, int maxPerAddress) {

    /** Loopback, private (RFC 1918), shared (RFC 6598), link-local, unique local: nobody comes from there over the internet. */
    public static final List<AddressBlock> OWN_NETWORKS = Stream.of(
            "127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "169.254.0.0/16",
            "::1/128", "fe80::/10", "fc00::/7").map(AddressBlock::parse).toList();

    /** All addresses there are. */
    public static final List<AddressBlock> EVERYBODY = Stream.of("0.0.0.0/0", "::/0").map(AddressBlock::parse).toList();

    public PeerRules {
        networks = List.copyOf(networks);
        if (maxConnections < 1 || maxPerAddress < 1) {
            throw new IllegalArgumentException("a port that takes no connection is better not opened");
        }
    }

    /** The same, but with no more connections than this. */
    public PeerRules atMost(int connections) {
        int total = Math.min(connections, maxConnections);
        // One address must not be able to fill a port that was made smaller: half of it is plenty for a proxy.
        int each = total < maxConnections ? Math.min(maxPerAddress, Math.max(1, total / 2)) : maxPerAddress;
        return new PeerRules(networks, total, each);
    }

    /** Whether somebody with this address may connect at all. */
    boolean admits(InetAddress address) {
        return networks.stream().anyMatch(network -> network.contains(address));
    }
}
