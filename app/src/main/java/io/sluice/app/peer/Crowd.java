package io.sluice.app.peer;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Who is connected to one port, by address. Safe on any thread. */
final class Crowd {

    private final PeerRules rules;
    private final Map<InetAddress, Integer> connections = new HashMap<>();
    private int total;

    Crowd(PeerRules rules) {
        this.rules = rules;
    }

    /** Counts one more from this address, or says why there can be none. */
    Optional<Refusal> enter(InetAddress wrapped) {
        InetAddress address = AddressBlock.plain(wrapped);
        return rules.admits(address) ? count(address) : Optional.of(Refusal.STRANGER);
    }

    private synchronized Optional<Refusal> count(InetAddress address) {
        if (total >= rules.maxConnections()) {
            return Optional.of(Refusal.PORT_FULL);
        }
        if (connections.getOrDefault(address, 0) >= rules.maxPerAddress()) {
            return Optional.of(Refusal.ADDRESS_FULL);
        }
        total++;
        connections.merge(address, 1, Integer::sum);
        return Optional.empty();
    }

    /** One that had entered from this address is gone. */
    synchronized void leave(InetAddress wrapped) {
        InetAddress address = AddressBlock.plain(wrapped);
        total--;
        connections.computeIfPresent(address, (_, count) -> count == 1 ? null : count - 1);
    }

    /** Addresses that somebody is connected from. */
    synchronized int addresses() {
        return connections.size();
    }
}
