package io.sluice.app.cli;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.sluice.app.peer.AddressBlock;

/** Chooses by which of a machine's addresses the miners beside it reach it: never a container's bridge, never a tunnel. */
final class LanAddress {

    /** A network card that is up, or what looks like one. */
    record Card(String name, List<InetAddress> addresses) {}

    /** What container engines, virtual machines and VPNs call theirs. */
    private static final Pattern MADE_UP = Pattern.compile(
            "(docker|br-|veth|virbr|vmnet|vboxnet|vnet|cni|podman|lxcbr|lxdbr|flannel|cali|kube|ifb|tun|tap|wg|tailscale|zt).*");

    /** What Docker and Podman give their containers unless told otherwise. */
    private static final List<AddressBlock> CONTAINERS = Stream.of("172.16.0.0/12", "10.88.0.0/16")
            .map(AddressBlock::parse).toList();

    private LanAddress() {}

    /**
     * The address, if one can be told.
     *
     * @param cards in the order of the system, which lists built-in ones first
     * @param inContainer whether this program runs in a container, which may have a network of its own
     */
    static Optional<InetAddress> choose(List<Card> cards, boolean inContainer) {
        return cards.stream()
                .filter(card -> !MADE_UP.matcher(card.name()).matches())
                .flatMap(card -> card.addresses().stream())
                .filter(LanAddress::isOfUse)
                .filter(address -> !inContainer
                        || CONTAINERS.stream().noneMatch(network -> network.contains(address)))
                .min(Comparator.comparingInt(LanAddress::rank)); // the first among equals
    }

    private static boolean isOfUse(InetAddress address) {
        return !address.isLoopbackAddress() && !address.isLinkLocalAddress() && !address.isAnyLocalAddress()
                && !address.isMulticastAddress();
    }

    /** Most miners speak IPv4 alone, and those of a home have private addresses. */
    private static int rank(InetAddress address) {
        if (address instanceof Inet4Address) {
            return address.isSiteLocalAddress() ? 0 : 1;
        }
        return 2;
    }
}
