package io.sluice.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import ch.qos.logback.classic.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.sluice.app.peer.LogLines;
import io.sluice.app.peer.MinuteLog;
import io.sluice.app.peer.PeerGate;
import io.sluice.app.peer.PeerRules;
import io.sluice.mining.bitcoin.Network;
import io.sluice.mining.ledger.ShareLedger;
import io.sluice.mining.testing.RecordingGate;
import io.sluice.mining.testing.Workshop;
import io.sluice.mining.vardiff.ShareDifficulty;
import io.sluice.mining.vardiff.VardiffPolicy;
import io.sluice.noise.frame.FrameFailure;
import io.sluice.noise.handshake.AuthoritySecret;
import io.sluice.noise.handshake.HandshakeFailure;
import io.sluice.noise.handshake.Initiator;
import io.sluice.noise.handshake.RenewingIdentity;
import io.sluice.noise.testing.FakeMiner;
import io.sluice.wire.FrameHeader;
import io.sluice.wire.MalformedMessage;
import io.sluice.wire.Sv2Frame;
import io.sluice.wire.Sv2Message;
import io.sluice.wire.common.SetupConnection;
import io.sluice.wire.common.SetupConnectionSuccess;
import io.sluice.wire.extension.RequestExtensions;
import io.sluice.wire.extension.RequestExtensionsSuccess;
import io.sluice.wire.mining.MiningProtocol;
import io.sluice.wire.mining.NewExtendedMiningJob;
import io.sluice.wire.mining.OpenExtendedMiningChannel;
import io.sluice.wire.mining.OpenExtendedMiningChannelSuccess;
import io.sluice.wire.mining.SetNewPrevHash;
import io.sluice.wire.mining.UpdateChannel;
import io.sluice.wire.type.Bytes;
import io.sluice.wire.type.Str255;
import io.sluice.wire.type.U256;

/** What strangers and broken miners can do to a Stratum V2 port with real sockets; a good miner beside them notices nothing. */
class BadPeersTest {

    private static final long SEED = 5;
    private static final int MOST = 2500;
    /** Of heap, for both ends of a connection that has hardly said anything: four times what it was seen to take. */
    private static final long BYTES_PER_HALF_OPEN = 10_000;

    private final NettySockets sockets = new NettySockets(2);
    private final World world = RealWorld.on(sockets);
    private final SecureRandom random = new SecureRandom();
    private final Workshop workshop = new Workshop();
    private final Floor floor = new Floor();
    private final AuthoritySecret authority = AuthoritySecret.create(world.crypto().curve(), random);
    private final LogLines log = new LogLines("sluice.miners", Level.INFO);
    private final MinuteLog endings = new MinuteLog(log.logger(), sockets.loop(), 1);
    private final Roster roster = new Roster(endings, sockets.loop());

    private InetSocketAddress port = InetSocketAddress.createUnresolved("127.0.0.1", 0);
    private FakeMiner good;

    @BeforeEach
    void openThePort() throws Exception {
        floor.publish(workshop.poolWork(Workshop.tip(900_000, Workshop.HARD), 1));
        VardiffPolicy policy = new VardiffPolicy(Workshop.ONE, VardiffPolicy.DEFAULT_SHARES_PER_MINUTE,
                new ShareDifficulty(0), new ShareDifficulty(-4), ShareDifficulty.HARDEST, true);
        LoopTools tools = new LoopTools(world, Network.REGTEST.withDifficultyOne(Workshop.ONE), new RecordingGate(),
                new ShareLedger(), policy);
        Reception reception = new Reception("SV2", tools, floor, block -> {}, roster, endings);
        RenewingIdentity identity = new RenewingIdentity(world.crypto().curve(), authority, world.clock(), random);
        PeerRules rules = new PeerRules(PeerRules.OWN_NETWORKS, MOST + 10, MOST + 10);
        port = sockets.listen(port, new PeerGate(rules, Entrances.sv2(reception, identity, world), reception::refused))
                .toCompletableFuture().get(10, TimeUnit.SECONDS).address();
        good = connect();
        good.send(frame(setup()), frame(open()));
        assertThat(hear(good)).isInstanceOf(SetupConnectionSuccess.class);
        assertThat(hear(good)).isInstanceOf(OpenExtendedMiningChannelSuccess.class);
        assertThat(hear(good)).isInstanceOf(NewExtendedMiningJob.class);
        assertThat(hear(good)).isInstanceOf(SetNewPrevHash.class);
        log.clear();
    }

    @AfterEach
    void theGoodMinerNoticedNothing() throws Exception {
        assertGoodMinerIsServed();
        floor.publish(workshop.poolWork(Workshop.tip(900_001, Workshop.HARD), 1));
        assertThat(hear(good)).isInstanceOf(NewExtendedMiningJob.class);
        assertThat(hear(good)).isInstanceOf(SetNewPrevHash.class);
        good.close();
        sockets.close();
        log.close();
    }

    @Test
    void a_frame_cut_at_any_byte_and_never_finished() throws Exception {
        int length = Sv2Frame.of(setup()).payload().length() + 22 + 16;
        for (int cut = 0; cut < length; cut++) {
            try (FakeMiner miner = connect()) {
                byte[] whole = miner.seal(frame(setup()));
                assertThat(whole).hasSize(length);
                miner.sendRaw(Bytes.of(whole, 0, cut).toArray());
            }
        }
        assertGoodMinerIsServed();
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void a_frame_with_a_bit_flipped_in_any_of_its_bytes() throws Exception {
        Random chance = new Random(SEED);
        int length = Sv2Frame.of(setup()).payload().length() + 22 + 16;
        for (int at = 0; at < length; at++) {
            try (FakeMiner miner = connect()) {
                byte[] wire = miner.seal(frame(setup()));
                wire[at] ^= (byte) (1 << chance.nextInt(8));
                miner.sendRaw(wire);
                assertThat(isClosedWithoutAWord(miner)).as("seed %d, byte %d", SEED, at).isTrue();
            }
        }
        assertThat(log.lines()).singleElement().asString().contains("authentication code");
    }

    @Test
    void a_header_that_announces_sixteen_megabytes_at_any_time() throws Exception {
        for (boolean setUp : new boolean[]{false, true}) {
            for (int type : new int[]{0x00, 0x1b, 0x22, 0xff}) {
                try (FakeMiner miner = connect()) {
                    if (setUp) {
                        miner.send(frame(setup()));
                        assertThat(hear(miner)).isInstanceOf(SetupConnectionSuccess.class);
                    }
                    miner.sendRaw(headerOnly(miner, type, 0xff_ffff));
                    assertThat(isClosedWithoutAWord(miner)).as("type 0x%02x", type).isTrue();
                }
            }
        }
        await().until(() -> !log.lines().isEmpty());
        assertThat(log.lines()).singleElement().asString().contains("announces 16777215 bytes");
    }

    @Test
    void before_its_setup_nobody_can_announce_more_than_a_setup() throws Exception {
        try (FakeMiner miner = connect()) {
            miner.sendRaw(headerOnly(miner, 0x22, 1292));
            assertThat(isClosedWithoutAWord(miner)).isTrue();
        }
    }

    @Test
    void a_handshake_of_random_bytes() throws Exception {
        Random chance = new Random(SEED);
        for (int round = 0; round < 100; round++) {
            byte[] noise = new byte[64 + 22 + chance.nextInt(200)];
            chance.nextBytes(noise);
            try (Socket socket = connectSilently()) {
                socket.setSoTimeout(10_000);
                socket.getOutputStream().write(noise);
                // Every 64 bytes are a key, so that there is an answer; what follows is no frame.
                assertThat(readToTheEnd(socket)).as("seed %d, round %d", SEED, round).isIn(0, 234);
            }
        }
        await().untilAsserted(() -> assertThat(log.lines()).singleElement().asString().contains("authentication code"));
    }

    @Test
    void probes_that_connect_and_leave_make_no_noise() throws Exception {
        for (int i = 0; i < 300; i++) {
            Socket probe = connectSilently();
            if (i % 3 == 0) {
                probe.setSoLinger(true, 0);
            }
            probe.close();
        }
        connect().close();
        assertGoodMinerIsServed();
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void thousands_of_half_open_connections() throws Exception {
        int many = Math.clamp((sockets.descriptors() - 1000) / 4, 100, MOST);
        List<Socket> halfOpen = new ArrayList<>();
        long before = usedMemory();
        for (int i = 0; i < many; i++) {
            Socket socket = connectSilently();
            halfOpen.add(socket);
            if (i % 2 == 0) {
                socket.getOutputStream().write(new byte[i % 64]);
            }
            if (i % 250 == 0) {
                assertGoodMinerIsServed();
            }
        }
        try (FakeMiner late = connect()) {
            late.send(frame(setup()), frame(open()));
            assertThat(hear(late)).isInstanceOf(SetupConnectionSuccess.class);
            assertThat(hear(late)).isInstanceOf(OpenExtendedMiningChannelSuccess.class);
        }
        assertThat((usedMemory() - before) / many).as("bytes each").isLessThan(BYTES_PER_HALF_OPEN);
        for (Socket socket : halfOpen) {
            socket.close();
        }
    }

    @Test
    void a_flood_of_requests_that_are_good_one_by_one() throws Exception {
        try (FakeMiner miner = connect()) {
            miner.send(frame(setup()), frame(open()));
            assertThat(hear(miner)).isInstanceOf(SetupConnectionSuccess.class);
            long channel = ((OpenExtendedMiningChannelSuccess) hear(miner)).channelId();
            Sv2Frame update = frame(new UpdateChannel(channel, 40, U256.MAX));
            Sv2Frame[] hundred = new Sv2Frame[100];
            Arrays.fill(hundred, update);
            assertThat(isClosedSoonerOrLater(miner, hundred)).isTrue();
        }
        await().until(() -> log.lines().stream().anyMatch(line -> line.contains("asks for too much")));
    }

    private static boolean isClosedSoonerOrLater(FakeMiner miner, Sv2Frame[] each) throws FrameFailure {
        try {
            for (int i = 0; i < 200; i++) {
                miner.send(each);
            }
            while (miner.receive().isPresent()) {
                // Whatever was on its way.
            }
            return true;
        } catch (IOException reset) {
            return true;
        }
    }

    private void assertGoodMinerIsServed() throws Exception {
        good.send(frame(new RequestExtensions(7, List.of(2))));
        assertThat(hear(good)).isEqualTo(new RequestExtensionsSuccess(7, List.of(2)));
    }

    private FakeMiner connect() throws IOException, HandshakeFailure {
        return FakeMiner.connect(port, new Initiator(
                world.crypto().curve(), Optional.of(authority.publicKey()), InstantSource.system(), random));
    }

    private Socket connectSilently() throws IOException {
        return new Socket(port.getAddress(), port.getPort());
    }

    private static Sv2Message hear(FakeMiner miner) throws IOException, FrameFailure, MalformedMessage {
        return MiningProtocol.CODEC.decode(miner.receive().orElseThrow(() -> new IOException("closed"))).orElseThrow();
    }

    /** A connection that is closed while bytes for it are unread may look broken from here. */
    private static boolean isClosedWithoutAWord(FakeMiner miner) throws FrameFailure {
        try {
            return miner.receive().isEmpty();
        } catch (IOException reset) {
            return !(reset instanceof SocketTimeoutException);
        }
    }

    private static int readToTheEnd(Socket socket) {
        int read = 0;
        try {
            while (socket.getInputStream().read() >= 0) {
                read++;
            }
        } catch (SocketTimeoutException open) {
            throw new AssertionError("still open", open);
        } catch (IOException reset) {
            return 0;
        }
        return read;
    }

    private static byte[] headerOnly(FakeMiner miner, int type, int length) {
        Sv2Frame announced = new Sv2Frame(
                new FrameHeader(0, false, type, length), Bytes.adopt(new byte[length]));
        return Bytes.of(miner.seal(announced), 0, 22).toArray();
    }

    private static long usedMemory() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static Sv2Frame frame(Sv2Message message) {
        return Sv2Frame.of(message);
    }

    private static SetupConnection setup() {
        return new SetupConnection(SetupConnection.MINING, 2, 2, 0, Str255.of("127.0.0.1"), 3336, Str255.of("bitaxe"),
                Str255.of("BM1370"), Str255.EMPTY, Str255.EMPTY);
    }

    private static OpenExtendedMiningChannel open() {
        return new OpenExtendedMiningChannel(1, Str255.of("account.worker"), 40, U256.MAX, 2);
    }
}
