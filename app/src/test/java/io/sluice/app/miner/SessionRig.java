package io.sluice.app.miner;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

import io.sluice.mining.testing.HandLoop;
import io.sluice.wire.Sv2Message;
import io.sluice.wire.common.SetupConnectionSuccess;
import io.sluice.wire.mining.MiningMessage;
import io.sluice.wire.mining.NewExtendedMiningJob;
import io.sluice.wire.mining.NewMiningJob;
import io.sluice.wire.mining.OpenExtendedMiningChannelSuccess;
import io.sluice.wire.mining.OpenStandardMiningChannelSuccess;
import io.sluice.wire.mining.SetNewPrevHash;
import io.sluice.wire.mining.SubmitSharesExtended;
import io.sluice.wire.mining.SubmitSharesStandard;
import io.sluice.wire.type.Bytes;
import io.sluice.wire.type.U256;

/** A session whose server is the test, and all that it did. Hashes a thousand headers a second; every one is a share. */
final class SessionRig implements Sv2Line {

    static final Bytes COINBASE_PREFIX = Bytes.hex("01000000");
    static final Bytes COINBASE_SUFFIX = Bytes.hex("ffffffff");
    static final long NTIME = 1_700_000_000;
    static final long NBITS = 0x207fffff;
    static final int ROLLABLE = 8;

    final HandLoop loop = new HandLoop();
    final MinerCounts counts = new MinerCounts();
    final ChannelWatch watch;
    final List<Sv2Message> sent = new ArrayList<>();
    final List<String> ends = new ArrayList<>();
    private final Sv2Session session;

    SessionRig(int channels, ChannelPlan.Kind kind) {
        watch = new ChannelWatch(channels, loop);
        session = new Sv2Session(new ChannelPlan("alice", channels, kind, 1000),
                new Grinder(loop, Runnable::run, loop, 1000), counts, watch, this);
        session.begin(new Server("pool.example", 3336));
    }

    /** The server takes the connection. */
    SessionRig taken() {
        return hears(new SetupConnectionSuccess(2, 0));
    }

    SessionRig hears(Sv2Message message) {
        session.heard(message);
        return this;
    }

    /** Opens an extended channel as the answer to this request. */
    SessionRig opensExtended(long requestId, long channelId, long group) {
        return hears(new OpenExtendedMiningChannelSuccess(requestId, channelId, U256.MAX, ROLLABLE,
                prefix(channelId), group));
    }

    /** Opens a standard channel as the answer to this request. */
    SessionRig opensStandard(long requestId, long channelId, long group) {
        return hears(new OpenStandardMiningChannelSuccess(requestId, channelId, U256.MAX, prefix(channelId), group));
    }

    /** An extended job for later. */
    SessionRig future(long to, long jobId) {
        return hears(extended(to, jobId, OptionalLong.empty()));
    }

    /** An extended job for now. */
    SessionRig active(long to, long jobId) {
        return hears(extended(to, jobId, OptionalLong.of(NTIME + 30)));
    }

    /** A standard job for later, with this byte all over its root. */
    SessionRig futureStandard(long to, long jobId) {
        return hears(new NewMiningJob(to, jobId, OptionalLong.empty(), 0x2000_0000L, hash(0xab)));
    }

    SessionRig tip(long to, long jobId, int block) {
        return hears(new SetNewPrevHash(to, jobId, hash(block), NTIME, NBITS));
    }

    /** Time for some shares of every channel, and what is sent meanwhile. */
    List<MiningMessage> mines() {
        sent.clear();
        loop.advanceSeconds(2);
        return sent.stream().map(MiningMessage.class::cast).toList();
    }

    /** The jobs that shares are for, in the order of their first share. */
    List<Long> minesJobs() {
        return mines().stream().map(SessionRig::jobOf).distinct().toList();
    }

    static long jobOf(MiningMessage share) {
        return switch (share) {
            case SubmitSharesExtended extended -> extended.jobId();
            case SubmitSharesStandard standard -> standard.jobId();
            default -> throw new AssertionError("no share: " + share);
        };
    }

    static U256 hash(int fill) {
        return new U256(Bytes.hex("%02x".formatted(fill).repeat(U256.SIZE)));
    }

    /** What such a channel has for an extranonce prefix. */
    static Bytes prefix(long channelId) {
        return Bytes.hex("c0ffee%02x".formatted(channelId));
    }

    private static NewExtendedMiningJob extended(long to, long jobId, OptionalLong minNtime) {
        return new NewExtendedMiningJob(to, jobId, minNtime, 0x2000_0000L, true, List.of(hash(0x11), hash(0x22)),
                COINBASE_PREFIX, COINBASE_SUFFIX);
    }

    @Override
    public void send(Sv2Message message) {
        sent.add(message);
    }

    @Override
    public void established() {
        ends.add("established");
    }

    @Override
    public void leave(String why) {
        ends.add("left: " + why);
    }

    @Override
    public void move(String host, int port) {
        ends.add("moved to " + host + ":" + port);
    }
}
