package io.sluice.app.cli;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the system says of the machine we run on. */
final class ThisMachine {

    /** Docker and Podman put these into their containers. */
    private static final List<Path> MARKS = List.of(Path.of("/.dockerenv"), Path.of("/run/.containerenv"));

    private ThisMachine() {}

    /** By which miners on the same network reach it, as far as can be told. */
    static Optional<InetAddress> lanAddress() {
        return LanAddress.choose(cards(), MARKS.stream().anyMatch(Files::exists));
    }

    private static List<LanAddress.Card> cards() {
        try (Stream<NetworkInterface> all = NetworkInterface.networkInterfaces()) {
            return all.filter(ThisMachine::isInUse)
                    .map(card -> new LanAddress.Card(card.getName(), card.inetAddresses().toList()))
                    .toList();
        } catch (SocketException e) {
            return List.of(); // the operator is told that it can not be told
        }
    }

    private static boolean isInUse(NetworkInterface card) {
        try {
            return card.isUp() && !card.isLoopback() && !card.isPointToPoint();
        } catch (SocketException e) {
            return false;
        }
    }
}
