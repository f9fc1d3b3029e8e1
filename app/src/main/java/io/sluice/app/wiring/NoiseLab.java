package io.sluice.app.wiring;

import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

import io.sluice.app.experiment.NoiseClient;
import io.sluice.app.experiment.NoiseServer;
import io.sluice.app.peer.PeerGate;
import io.sluice.app.peer.PeerRules;
import io.sluice.app.peer.Refusal;
import io.sluice.noise.cipher.SecretKey;
import io.sluice.noise.curve25519.NoiseTerms;
import io.sluice.wire.type.Bytes;

/** Both ends of the published experiment with Noise over Curve25519, on sockets. */
public final class NoiseLab {

    private static final int MOST_CONNECTIONS = 64;
    private static final PeerRules PEERS = new PeerRules(PeerRules.OWN_NETWORKS, MOST_CONNECTIONS, MOST_CONNECTIONS);

    private final World world;
    private final NoiseTerms terms;
    private final Consumer<String> told;

    /** @param told hears in sentences what happens, on the loops of the connections */
    public NoiseLab(World world, NoiseTerms terms, Consumer<String> told) {
        this.world = world;
        this.terms = terms;
        this.told = told;
    }

    /** A key that nobody had before. */
    public SecretKey drawKey() {
        byte[] drawn = new byte[SecretKey.SIZE];
        world.random().nextBytes(drawn);
        return SecretKey.adopt(drawn);
    }

    /** Begins to serve; the stage says where, or fails with a sentence. */
    public CompletionStage<InetSocketAddress> serve(InetSocketAddress address, SecretKey staticKey) {
        NoiseServer server = new NoiseServer(terms, staticKey, world.random(), told);
        return world.sockets()
                .listen(address, new PeerGate(PEERS, server,
                        (peer, why) -> told.accept(peer.getHostAddress() + ": refused, "
                                + (why == Refusal.STRANGER
                                        ? "it is in no network of your own"
                                        : MOST_CONNECTIONS + " connections are enough for trying out"))))
                .thenApply(Sockets.Listener::address);
    }

    /**
     * Calls a server once.
     *
     * @param expected its key; without one any server is believed
     * @return why it did not take us, in a sentence; empty if it did
     */
    public CompletionStage<Optional<String>> call(
            String host, int port, SecretKey staticKey, Optional<Bytes> expected) {
        NoiseClient client = new NoiseClient(terms, staticKey, expected, world.random(), told);
        world.sockets().dial(world.sockets().loop(), host, port, client, client::notConnected);
        return client.outcome();
    }
}
