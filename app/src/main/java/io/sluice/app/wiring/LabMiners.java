package io.sluice.app.wiring;

import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;

import io.sluice.app.miner.ChannelPlan;
import io.sluice.app.miner.CpuMiner;
import io.sluice.app.miner.MinerTools;
import io.sluice.app.miner.Server;
import io.sluice.app.miner.Sv1Miner;
import io.sluice.app.miner.Sv2Miner;
import io.sluice.noise.cipher.Secp256k1;
import io.sluice.noise.cipher.SecretKey;
import io.sluice.noise.curve25519.Initiator25519;
import io.sluice.noise.curve25519.NoiseTerms;
import io.sluice.noise.handshake.AuthorityKey;
import io.sluice.noise.handshake.Handshake;
import io.sluice.noise.handshake.Initiator;
import io.sluice.noise.handshake.MalformedKey;
import io.sluice.noise.netty.PipeOptions;
import io.sluice.noise.netty.Sv2Client;
import io.sluice.wire.mining.MiningProtocol;
import io.sluice.wire.type.Bytes;

/** Makes miners for trying out. */
public final class LabMiners {

    private final World world;
    private final Secp256k1 curve;

    public LabMiners(World world) {
        this.world = world;
        this.curve = world.crypto().curve();
    }

    /** A Stratum V1 miner. */
    public CpuMiner sv1(String user, double hashesPerSecond, Server server) {
        return new Sv1Miner(user, hashesPerSecond, server, tools());
    }

    /**
     * A Stratum V2 miner.
     *
     * @param authority the key that must have signed the server's certificate; empty to trust whoever answers
     * @throws IllegalArgumentException when the key is none
     */
    public CpuMiner sv2(ChannelPlan plan, Server server, String authority) {
        Optional<AuthorityKey> key = parse(authority);
        return sv2(plan, server, () -> new Initiator(curve, key, world.clock(), world.random()), key.isPresent());
    }

    /**
     * A Stratum V2 miner that shakes hands over Curve25519.
     *
     * @param serverKey the static key that the server must show; absent: whoever answers is trusted
     */
    public CpuMiner curve25519(ChannelPlan plan, Server server, NoiseTerms terms, Optional<Bytes> serverKey) {
        byte[] drawn = new byte[SecretKey.SIZE];
        world.random().nextBytes(drawn);
        SecretKey own = SecretKey.adopt(drawn);
        return sv2(
                plan, server, () -> new Initiator25519(terms, own, serverKey, world.random()), serverKey.isPresent());
    }

    private CpuMiner sv2(ChannelPlan plan, Server server, Supplier<Handshake> handshakes, boolean checked) {
        Sv2Client client = new Sv2Client(
                handshakes,
                MiningProtocol.FROM_SERVER::check,
                world.work(),
                PipeOptions.DEFAULT);
        return new Sv2Miner(plan, server, client, checked, tools());
    }

    private MinerTools tools() {
        ScheduledExecutorService loop = world.sockets().loop();
        return new MinerTools(
                (server, made, failed) -> world.sockets().dial(loop, server.host(), server.port(), made, failed),
                loop, world.work(), world.ticker());
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
