package io.sluice.simulation.miner;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import io.sluice.mining.bitcoin.BlockHash;
import io.sluice.mining.bitcoin.Target;
import io.sluice.simulation.trace.Happening.CoinbaseParts;
import io.sluice.simulation.trace.Happening.JobSight;
import io.sluice.wire.FrameHeader;
import io.sluice.wire.Sv2Frame;
import io.sluice.wire.mining.MiningMessageType;
import io.sluice.wire.mining.NewExtendedMiningJob;
import io.sluice.wire.mining.NewMiningJob;
import io.sluice.wire.mining.SetNewPrevHash;
import io.sluice.wire.mining.SubmitSharesExtended;
import io.sluice.wire.mining.SubmitSharesStandard;
import io.sluice.wire.type.Bytes;
import io.sluice.wire.type.U256;

/**
 * One channel of a Stratum V2 client: which jobs it was promised, which one holds, and how its shares are written.
 *
 * <p>A job's target is the one in force when it becomes active, its extranonce prefix the one in force when it comes.
 */
final class Sv2Channel implements Tongue {

    /** Shorter than any share. */
    private static final int GARBAGE_SIZE = 24;

    /**
     * What the server has granted.
     *
     * @param group that it also listens to
     * @param rollable bytes of extranonce that are the client's
     */
    record Grant(long id, long group, Target target, Bytes prefix, int rollable) {}

    /** A job that waits for its block. */
    private record Promise(JobSight job, Rolling rolling) {}

    private final Self self;
    private final Plug plug;
    private final Sv2Model model;
    private final Sv2Model.Wish wish;
    private final long connection;
    private final Grant grant;
    private final Rolling mayRoll;
    private final Consumer<Sv2Frame> sender;
    private final Rig rig;
    private final Map<String, Promise> promises = new LinkedHashMap<>();
    private long group;
    private Target target;
    private Bytes prefix;
    private @Nullable SetNewPrevHash tip;
    private long nextSequence;

    /** @param mayRoll what the server lets it roll, unless a job says otherwise */
    Sv2Channel(Self self, Plug plug, Sv2Model model, Sv2Model.Wish wish, long connection, Grant grant, Rolling mayRoll,
            Consumer<Sv2Frame> sender) {
        this.self = self;
        this.plug = plug;
        this.model = model;
        this.wish = wish;
        this.connection = connection;
        this.grant = grant;
        this.mayRoll = mayRoll;
        this.sender = sender;
        this.rig = new Rig(self, new Rig.Place(connection, grant.id(), wish.user()), wish.hashRate(), this);
        this.group = grant.group();
        this.target = grant.target();
        this.prefix = grant.prefix();
    }

    long id() {
        return grant.id();
    }

    Sv2Model.Wish wish() {
        return wish;
    }

    Rig rig() {
        return rig;
    }

    /** Whether messages with this channel id are meant for it. */
    boolean listensTo(long channelId) {
        return channelId == grant.id() || channelId == group && !model.isStandard();
    }

    void join(long groupId) {
        group = groupId;
    }

    void target(Target next) {
        target = next;
    }

    void prefix(Bytes next) {
        prefix = next;
    }

    void job(NewMiningJob job) {
        if (model.isStandard()) {
            take(job.minNtime(), new Promise(
                    sight(job.jobId(), job.version(), Optional.empty(), Optional.of(hash(job.merkleRoot()))), mayRoll));
        } else {
            self.remark("is given a standard job on its extended channel " + id());
        }
    }

    void job(NewExtendedMiningJob job) {
        if (model.isStandard()) {
            self.remark("is given an extended job on its standard channel " + id());
            return;
        }
        List<BlockHash> branches = job.merklePath().stream().map(Sv2Channel::hash).toList();
        CoinbaseParts parts = new CoinbaseParts(
                job.coinbaseTxPrefix(), prefix, grant.rollable(), job.coinbaseTxSuffix(), branches);
        take(job.minNtime(), new Promise(
                sight(job.jobId(), job.version(), Optional.of(parts), Optional.empty()),
                job.versionRollingAllowed() ? mayRoll : Rolling.NOTHING));
    }

    void newTip(SetNewPrevHash next) {
        tip = next;
        Promise named = promises.get(Long.toString(next.jobId()));
        promises.clear();
        if (named == null) {
            rig.forgetAll();
            self.remark("is told to begin with job " + next.jobId() + " on channel " + id()
                    + ", which it was not promised");
        } else {
            begin(named, next, next.minNtime(), true);
        }
    }

    private void take(OptionalLong minNtime, Promise promise) {
        SetNewPrevHash now = tip;
        if (minNtime.isEmpty()) {
            promises.put(promise.job().jobId(), promise);
            plug.given(promise.job());
        } else if (now == null) {
            self.remark("is given job " + promise.job().jobId() + " before it knows any block");
        } else {
            begin(promise, now, minNtime.getAsLong(), false);
        }
    }

    private void begin(Promise promise, SetNewPrevHash on, long ntime, boolean clean) {
        JobSight promised = promise.job();
        JobSight job = new JobSight(connection, id(), promised.jobId(), promised.version(),
                Optional.of(hash(on.prevHash())), (int) on.nbits(), ntime, target.toWire().wire(), promised.parts(),
                promised.merkleRoot(), clean);
        plug.given(job);
        rig.work(job, promise.rolling());
    }

    private JobSight sight(
            long jobId, long version, Optional<CoinbaseParts> parts, Optional<BlockHash> merkleRoot) {
        return new JobSight(connection, id(), Long.toString(jobId), (int) version, Optional.empty(), 0, 0,
                target.toWire().wire(), parts, merkleRoot, false);
    }

    private static BlockHash hash(U256 wire) {
        return new BlockHash(wire.wire());
    }

    @Override
    public Letter share(String jobId, Proof proof) {
        long sequence = nextSequence++;
        long job = Long.parseLong(jobId);
        long nonce = Integer.toUnsignedLong(proof.header().nonce());
        long ntime = proof.header().nTime();
        long version = Integer.toUnsignedLong(proof.header().version());
        Sv2Frame frame = Sv2Frame.of(model.isStandard()
                ? new SubmitSharesStandard(id(), sequence, job, nonce, ntime, version)
                : new SubmitSharesExtended(id(), sequence, job, nonce, ntime, version, proof.extranonce()));
        return new Letter(OptionalLong.of(sequence), () -> sender.accept(frame));
    }

    @Override
    public Letter garbage() {
        byte[] payload = new byte[self.random().nextInt(GARBAGE_SIZE)];
        self.random().nextBytes(payload);
        MiningMessageType type = model.isStandard()
                ? MiningMessageType.SUBMIT_SHARES_STANDARD
                : MiningMessageType.SUBMIT_SHARES_EXTENDED;
        Sv2Frame frame = new Sv2Frame(
                new FrameHeader(type.extension(), true, type.code(), payload.length), Bytes.adopt(payload));
        return new Letter(OptionalLong.empty(), () -> sender.accept(frame));
    }

    @Override
    public String anyJobId() {
        return Long.toString(Integer.toUnsignedLong(self.random().nextInt()));
    }
}
