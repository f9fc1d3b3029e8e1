package io.sluice.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.sluice.app.config.GatewayConfig;
import io.sluice.app.miner.ChannelPlan;
import io.sluice.app.miner.CpuMiner;
import io.sluice.app.miner.Server;
import io.sluice.app.sandbox.SandboxListener;
import io.sluice.app.sandbox.SandboxSettings;
import io.sluice.mining.bitcoin.HashRate;
import io.sluice.noise.cipher.SecretKey;
import io.sluice.noise.curve25519.HandshakeHash;
import io.sluice.noise.curve25519.HandshakePattern;
import io.sluice.noise.curve25519.Initiator25519;
import io.sluice.noise.curve25519.NoiseTerms;
import io.sluice.noise.curve25519.Responder25519;
import io.sluice.noise.handshake.HandshakeFailure;
import io.sluice.noise.testing.FakeMiner;
import io.sluice.wire.type.Bytes;

/** A whole gateway with the port for Noise over Curve25519, on real sockets. */
class Curve25519PortTest {

    @TempDir
    private Path folder;

    private final NettySockets sockets = new NettySockets(2);
    private final World world = RealWorld.on(sockets);
    private int nodePort;

    @BeforeEach
    void openANode() throws Exception {
        nodePort = Stages.await(Sandbox.open(
                SandboxSettings.of(HashRate.claimed(2e5f), Duration.ofSeconds(5)),
                InetSocketAddress.createUnresolved("127.0.0.1", 0), "sandbox", "sandbox", world, new SandboxListener() {
                })).address().getPort();
        new KeyFiles(folder.resolve("data"), world.random()).createAuthority();
    }

    @AfterEach
    void end() {
        sockets.close();
    }

    @ParameterizedTest
    @EnumSource(HandshakePattern.class)
    void a_miner_mines_over_it(HandshakePattern pattern) throws Exception {
        GatewayConfig config = config("pattern = \"" + pattern + "\"");
        Bytes serverKey = createKey(config);
        Gateway gateway = open(config);
        CpuMiner miner = new LabMiners(world).curve25519(
                new ChannelPlan("lab.curve", 1,
                        pattern == HandshakePattern.NX ? ChannelPlan.Kind.STANDARD : ChannelPlan.Kind.EXTENDED,
                        100_000),
                new Server("127.0.0.1", port(gateway)), NoiseTerms.usual(pattern), Optional.of(serverKey));
        miner.start();
        await().until(() -> miner.counts().accepted() > 0);
        miner.close();
        assertThat(gateway.status().path("miners")).singleElement().satisfies(
                row -> assertThat(row.path("protocol").textValue()).isEqualTo("SV2-25519"));
        Stages.await(gateway.drain());
    }

    @Test
    void only_who_agreed_to_the_same_beforehand_comes_in() throws Exception {
        GatewayConfig config = config("hash = \"BLAKE2s\"");
        Bytes serverKey = createKey(config);
        Gateway gateway = open(config);
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port(gateway));
        NoiseTerms right = new NoiseTerms(HandshakePattern.NX, HandshakeHash.BLAKE2S, NoiseTerms.STRATUM_2);

        FakeMiner.connect(address, client(right, serverKey)).close();
        assertThatThrownBy(() -> FakeMiner.connect(address, client(NoiseTerms.usual(HandshakePattern.NX), serverKey)))
                .isInstanceOf(HandshakeFailure.class);
        assertThatThrownBy(() -> FakeMiner.connect(address, client(right, Bytes.hex("ab".repeat(32)))))
                .isInstanceOf(HandshakeFailure.class).hasMessageContaining(serverKey.toHex());
        // A miner of Stratum V2 as it is.
        assertThatThrownBy(() -> FakeMiner.connect(address, Optional.empty()))
                .isInstanceOf(IOException.class).hasMessageContaining("closed");
        Stages.await(gateway.drain());
    }

    @Test
    void it_is_closed_unless_it_is_asked_for() throws Exception {
        Gateway gateway = open(GatewayConfig.parse("t", text(), folder));
        assertThat(gateway.curve25519Address()).isEmpty();
        Stages.await(gateway.drain());
    }

    @Test
    void without_its_key_file_nothing_starts_and_no_key_is_made() throws Exception {
        GatewayConfig config = config("");
        assertThatThrownBy(() -> GatewayFiles.of(config, world)).isInstanceOf(IOException.class)
                .hasMessageContaining("Restore it").hasMessageContaining("sluice keys create curve25519");
        assertThat(folder.resolve("data/curve25519.key")).doesNotExist();
        createKey(config);
        assertThatThrownBy(() -> createKey(config)).isInstanceOf(IOException.class)
                .hasMessageContaining("left as it is");
    }

    @Test
    void a_key_in_the_configuration_needs_no_file() throws Exception {
        GatewayConfig config = config("key = \"" + "2a".repeat(32) + "\"");
        assertThat(config.toString()).doesNotContain("2a2a");
        assertThat(GatewayFiles.of(config, world).curve25519().map(Responder25519::publicKeyOf))
                .isEqualTo(config.curve25519().orElseThrow().key().map(Responder25519::publicKeyOf)).isPresent();
        assertThatThrownBy(() -> createKey(config)).hasMessageContaining("no file is needed");
    }

    private static Initiator25519 client(NoiseTerms terms, Bytes serverKey) {
        return new Initiator25519(
                terms, SecretKey.adopt(new byte[SecretKey.SIZE]), Optional.of(serverKey), new SecureRandom());
    }

    private Gateway open(GatewayConfig config) throws Exception {
        return Stages.await(Gateway.open(config, GatewayFiles.of(config, world), world));
    }

    private static int port(Gateway gateway) {
        return gateway.curve25519Address().orElseThrow().getPort();
    }

    private Bytes createKey(GatewayConfig config) throws IOException {
        return Bytes.hex(
                new KeyFiles(config.data(), world.random()).createCurve25519(config.curve25519().orElseThrow()));
    }

    private GatewayConfig config(String section) throws Exception {
        return GatewayConfig.parse("t", text() + "[curve25519]\nlisten = \"127.0.0.1:0\"\n" + section + "\n", folder);
    }

    private String text() {
        return """
                [node]
                url = "http://127.0.0.1:%d"
                user = "sandbox"
                password = "sandbox"
                [network]
                name = "sandbox"
                [payout]
                address = "bcrt1qrp33g0q5c5txsp9arysrx4k6zdkfs4nce4xj0gdcccefvpysxf3qzf4jry"
                [pool]
                policy = "never"
                [miners]
                sv1 = ""
                sv2 = "127.0.0.1:0"
                [difficulty]
                shares_per_minute = 60
                maximum = 64
                """.formatted(nodePort);
    }
}
