package io.sluice.app.miner;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.sluice.mining.bitcoin.BlockHash;
import io.sluice.mining.bitcoin.BlockHeader;
import io.sluice.mining.bitcoin.CompactTarget;
import io.sluice.mining.bitcoin.MerklePath;
import io.sluice.mining.bitcoin.Sha256d;
import io.sluice.mining.bitcoin.Target;
import io.sluice.mining.time.Ticker;
import io.sluice.noise.netty.CloseReason;
import io.sluice.noise.netty.FrameListener;
import io.sluice.noise.netty.FrameSink;
import io.sluice.noise.netty.Sv2Client;
import io.sluice.wire.MalformedMessage;
import io.sluice.wire.Sv2Frame;
import io.sluice.wire.Sv2Message;
import io.sluice.wire.common.SetupConnection;
import io.sluice.wire.common.SetupConnectionError;
import io.sluice.wire.common.SetupConnectionSuccess;
import io.sluice.wire.mining.MiningProtocol;
import io.sluice.wire.mining.NewExtendedMiningJob;
import io.sluice.wire.mining.NewMiningJob;
import io.sluice.wire.mining.OpenExtendedMiningChannel;
import io.sluice.wire.mining.OpenExtendedMiningChannelSuccess;
import io.sluice.wire.mining.OpenMiningChannelError;
import io.sluice.wire.mining.OpenStandardMiningChannel;
import io.sluice.wire.mining.OpenStandardMiningChannelSuccess;
import io.sluice.wire.mining.SetNewPrevHash;
import io.sluice.wire.mining.SetTarget;
import io.sluice.wire.mining.SubmitSharesError;
import io.sluice.wire.mining.SubmitSharesExtended;
import io.sluice.wire.mining.SubmitSharesStandard;
import io.sluice.wire.mining.SubmitSharesSuccess;
import io.sluice.wire.type.Bytes;
import io.sluice.wire.type.Str255;
import io.sluice.wire.type.U256;

/** A Stratum V2 miner for trying out, with one standard or one extended channel. Belongs to its loop. */
public final class Sv2Miner extends DialingMiner<Sv2Miner.Work> {

    private static final Logger LOG = LoggerFactory.getLogger("sluice.lab.miner");
    private static final long REQUIRES_STANDARD_JOBS = 1;
    private static final int PROTOCOL_MINING = 0;
    private static final int VERSION = 2;

    /** A job as it was told, merkle root and all. */
    record Work(long jobId, long version, BlockHash merkleRoot, Bytes extranonce, long minNtime,
            Target target) {}

    private final boolean standard;
    private final Sv2Client client;
    private final double hashesPerSecond;
    private final Map<Long, Work> futureJobs = new HashMap<>();

    private @Nullable FrameSink sink;
    private long channelId;
    private long sequence;
    private Bytes prefix = Bytes.EMPTY;
    private int rollableSize;
    private Target target = Target.EASIEST;
    private BlockHash prevHash = BlockHash.ZERO;
    private CompactTarget nBits = new CompactTarget(0);
    private boolean onTip;

    /**
     * @param standard a standard channel, else an extended one
     * @param loop everything of this miner happens here
     * @param client makes the encrypted pipe
     */
    public Sv2Miner(
            String user,
            boolean standard,
            double hashesPerSecond,
            Sv2Client client,
            Dial dial,
            ScheduledExecutorService loop,
            Ticker ticker) {
        super(new MinerIdentity(user, "SV2", standard ? "standard" : "extended"), hashesPerSecond, dial, loop, ticker);
        this.standard = standard;
        this.hashesPerSecond = hashesPerSecond;
        this.client = client;
    }

    @Override
    ChannelInitializer<Channel> talk() {
        return client.initializer(new Talk());
    }

    @Override
    void hangUp(String why) {
        FrameSink open = sink;
        if (open != null) {
            open.close(why);
        }
    }

    private void send(Sv2Message message) {
        FrameSink open = sink;
        if (open != null) {
            open.send(Sv2Frame.of(message));
            open.flush();
        }
    }

    private void heard(Sv2Message message) {
        switch (message) {
            case SetupConnectionSuccess _ -> openChannel();
            case SetupConnectionError error -> leave("the server refuses us: " + error.errorCode());
            case OpenMiningChannelError error -> leave("the server opens no channel: " + error.errorCode());
            case OpenStandardMiningChannelSuccess open ->
                opened(open.channelId(), open.target(), open.extranoncePrefix(), 0);
            case OpenExtendedMiningChannelSuccess open ->
                opened(open.channelId(), open.target(), open.extranoncePrefix(), open.extranonceSize());
            case SetTarget change -> target = Target.fromWire(change.maximumTarget());
            case NewMiningJob job -> job(
                    new Work(job.jobId(), job.version(), new BlockHash(job.merkleRoot().wire()), Bytes.EMPTY,
                            job.minNtime().orElse(0), target),
                    job.minNtime().isPresent());
            case NewExtendedMiningJob job -> job(extended(job), job.minNtime().isPresent());
            case SetNewPrevHash tip -> newTip(tip);
            case SubmitSharesSuccess success -> counts().accept(success.newSubmitsAcceptedCount());
            case SubmitSharesError error -> counts().reject(error.errorCode().text());
            default -> LOG.debug("{}: did not expect {}", identity().user(), message);
        }
    }

    private void openChannel() {
        connected();
        Str255 user = Str255.of(identity().user());
        send(standard
                ? new OpenStandardMiningChannel(1, user, (float) hashesPerSecond, U256.MAX)
                : new OpenExtendedMiningChannel(1, user, (float) hashesPerSecond, U256.MAX, 2));
    }

    private void opened(long channel, U256 firstTarget, Bytes extranoncePrefix, int rollable) {
        channelId = channel;
        target = Target.fromWire(firstTarget);
        prefix = extranoncePrefix;
        rollableSize = rollable;
    }

    /** Sweeping the nonce is enough at a CPU's pace, so one extranonce per job will do; a new one each time all the same. */
    private Work extended(NewExtendedMiningJob job) {
        byte[] extranonce = new byte[rollableSize];
        long counter = counts().jobs();
        for (int i = 0; i < Math.min(Long.BYTES, rollableSize); i++) {
            extranonce[rollableSize - 1 - i] = (byte) (counter >>> 8 * i);
        }
        Bytes rolled = Bytes.adopt(extranonce);
        Bytes coinbase = job.coinbaseTxPrefix().concat(prefix).concat(rolled).concat(job.coinbaseTxSuffix());
        MerklePath path = new MerklePath(job.merklePath().stream().map(node -> new BlockHash(node.wire())).toList());
        BlockHash root = path.root(new BlockHash(Sha256d.hash(coinbase)));
        return new Work(job.jobId(), job.version(), root, rolled, job.minNtime().orElse(0), target);
    }

    private void job(Work work, boolean now) {
        counts().job();
        if (now && onTip) {
            mine(work, work.minNtime());
        } else {
            futureJobs.put(work.jobId(), work);
        }
    }

    private void newTip(SetNewPrevHash tip) {
        prevHash = new BlockHash(tip.prevHash().wire());
        nBits = new CompactTarget((int) tip.nbits());
        onTip = true;
        Optional<Work> named = Optional.ofNullable(futureJobs.get(tip.jobId()));
        futureJobs.clear();
        rest();
        named.ifPresentOrElse(
                work -> mine(work, tip.minNtime()),
                () -> LOG.warn("{}: SetNewPrevHash names job {}, which we do not have", identity().user(),
                        tip.jobId()));
    }

    private void mine(Work work, long ntime) {
        Work timed = new Work(work.jobId(), work.version(), work.merkleRoot(), work.extranonce(), ntime, work.target());
        BlockHeader header = new BlockHeader((int) work.version(), prevHash, work.merkleRoot(), ntime, nBits, 0);
        mine(timed, header, work.target());
    }

    @Override
    void found(Work work, int nonce) {
        counts().submit();
        long unsigned = Integer.toUnsignedLong(nonce);
        send(standard
                ? new SubmitSharesStandard(
                        channelId, sequence++, work.jobId(), unsigned, work.minNtime(), work.version())
                : new SubmitSharesExtended(
                        channelId, sequence++, work.jobId(), unsigned, work.minNtime(), work.version(),
                        work.extranonce()));
    }

    private void leave(String why) {
        LOG.warn("{}: {}", identity().user(), why);
        hangUp(why);
    }

    /** One connection. */
    private final class Talk implements FrameListener {

        @Override
        public void opened(FrameSink opened) {
            sink = opened;
            onTip = false;
            futureJobs.clear();
            send(new SetupConnection(
                    PROTOCOL_MINING, VERSION, VERSION, standard ? REQUIRES_STANDARD_JOBS : 0, Str255.of("127.0.0.1"), 0,
                    Str255.of("Sluice"), Str255.of("CPU"), Str255.of(""), Str255.of(identity().user())));
        }

        @Override
        public void frame(Sv2Frame frame) {
            try {
                MiningProtocol.CODEC.decode(frame).ifPresent(Sv2Miner.this::heard);
            } catch (MalformedMessage e) {
                leave("the server sent a malformed message: " + e.getMessage());
            }
        }

        @Override
        public void closed(CloseReason reason) {
            sink = null;
            disconnected("the connection ended (" + reason.detail() + ")");
        }
    }
}
