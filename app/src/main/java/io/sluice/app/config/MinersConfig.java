package io.sluice.app.config;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.sluice.app.peer.AddressBlock;
import io.sluice.app.peer.PeerRules;

/**
 * Section {@code [miners]}: where they connect, and who may.
 *
 * @param sv1 where Stratum V1 miners connect; absent: nowhere
 * @param sv2 where Stratum V2 miners connect; absent: nowhere
 * @param advertise the host that miners are told; absent: this machine's address
 * @param peers who may connect to each of their ports
 */
public record MinersConfig(
        Optional<InetSocketAddress> sv1, Optional<InetSocketAddress> sv2, Optional<String> advertise, PeerRules peers) {

    /** The key for the host that miners are told. */
    public static final String ADVERTISE = "miners.advertise";

    /** The key that lets in more networks than the operator's own. */
    public static final String ALLOW = "miners.allow";
    /** The key for connections to one port. */
    public static final String MAX_CONNECTIONS = "miners.max_connections";
    /** The key for connections from one address. */
    public static final String MAX_PER_ADDRESS = "miners.max_connections_per_address";

    private static final int DEFAULT_CONNECTIONS = 4096;
    private static final int DEFAULT_PER_ADDRESS = 1024;
    private static final int MOST = 1_000_000;

    static MinersConfig read(ConfigReader in) {
        Optional<InetSocketAddress> sv1 = listener(in, "miners.sv1", "0.0.0.0:3333");
        Optional<InetSocketAddress> sv2 = listener(in, "miners.sv2", "0.0.0.0:3336");
        if (sv1.isEmpty() && sv2.isEmpty()) {
            in.problem("miners",
                    "has both listeners switched off, so nobody could ever mine; give sv1 or sv2 an address");
        }
        return new MinersConfig(sv1, sv2, in.parsedIfPresent(ADVERTISE, MinersConfig::host), new PeerRules(
                networks(in),
                (int) in.number(MAX_CONNECTIONS, DEFAULT_CONNECTIONS, 1, MOST),
                (int) in.number(MAX_PER_ADDRESS, DEFAULT_PER_ADDRESS, 1, MOST)));
    }

    private static Optional<InetSocketAddress> listener(ConfigReader in, String key, String absent) {
        if (in.text(key, absent).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(in.address(key, absent));
    }

    private static String host(String text) {
        boolean name = text.matches("[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_])?");
        boolean v6 = text.matches("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");
        if (!name && !v6) {
            throw new IllegalArgumentException("\"" + text
                    + "\" is not a host; write a name or an address, without a port, as in \"192.168.1.20\"");
        }
        if (text.equals("0.0.0.0") || text.equals("::")) {
            throw new IllegalArgumentException("\"" + text
                    + "\" stands for every address, and no miner can connect to it; write the one that miners reach this machine by");
        }
        return text;
    }

    private static List<AddressBlock> networks(ConfigReader in) {
        List<AddressBlock> networks = new ArrayList<>(PeerRules.OWN_NETWORKS);
        for (String text : in.texts(ALLOW)) {
            try {
                networks.add(AddressBlock.parse(text));
            } catch (IllegalArgumentException e) {
                in.problem(ALLOW, String.valueOf(e.getMessage()));
            }
        }
        return networks;
    }
}
