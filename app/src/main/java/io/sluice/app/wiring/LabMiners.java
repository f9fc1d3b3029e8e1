package io.sluice.app.wiring;

import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;

import io.sluice.app.miner.CpuMiner;
import io.sluice.app.miner.Sv1Miner;
import io.sluice.app.miner.Sv2Miner;
import io.sluice.noise.cipher.Secp256k1;
import io.sluice.noise.handshake.AuthorityKey;
import io.sluice.noise.handshake.Initiator;
import io.sluice.noise.handshake.MalformedKey;
import io.sluice.noise.netty.PipeOptions;
import io.sluice.noise.netty.Sv2Client;
import io.sluice.wire.mining.MiningProtocol;

/** Makes miners for trying out. */
public final class LabMiners {

    private final World world;
    private final Secp256k1 curve;

    public LabMiners(World world) {
        this.world = world;
        this.curve = world.crypto().curve();
    }

    /** A Stratum V1 miner. */
    public CpuMiner sv1(String user, double hashesPerSecond, String host, int port) {
        ScheduledExecutorService loop = world.sockets().loop();
        return new Sv1Miner(
                user,
                hashesPerSecond,
                (made, failed) -> world.sockets().dial(loop, host, port, made, failed),
                loop,
                world.ticker());
    }

    /**
     * A Stratum V2 miner.
     *
     * @param authority the key that must have signed the server's certificate; empty to trust whoever answers
     * @throws IllegalArgumentException when the key is none
     */
    public CpuMiner sv2(
            String user, boolean standard, double hashesPerSecond, String host, int port, String authority) {
        Optional<AuthorityKey> key = parse(authority);
        Sv2Client client = new Sv2Client(
                () -> new Initiator(curve, key, world.clock(), world.random()),
                MiningProtocol.FROM_SERVER::check,
                world.work(),
                PipeOptions.DEFAULT);
        ScheduledExecutorService loop = world.sockets().loop();
        return new Sv2Miner(
                user,
                standard,
                hashesPerSecond,
                client,
                (made, failed) -> world.sockets().dial(loop, host, port, made, failed),
                loop,
                world.ticker());
    }

    private Optional<AuthorityKey> parse(String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(AuthorityKey.parse(text, curve));
        } catch (MalformedKey e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }
}
