package io.sluice.mining.sv2;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Predicate;

import io.sluice.mining.bitcoin.BlockHash;
import io.sluice.mining.bitcoin.BlockHeader;
import io.sluice.mining.bitcoin.CompactTarget;
import io.sluice.mining.bitcoin.MerklePath;
import io.sluice.mining.bitcoin.Sha256d;
import io.sluice.mining.bitcoin.Target;
import io.sluice.mining.port.Effect;
import io.sluice.wire.Sv2Message;
import io.sluice.wire.mining.MiningMessage;
import io.sluice.wire.mining.NewExtendedMiningJob;
import io.sluice.wire.mining.NewMiningJob;
import io.sluice.wire.mining.OpenExtendedMiningChannelSuccess;
import io.sluice.wire.mining.OpenStandardMiningChannelSuccess;
import io.sluice.wire.mining.SetGroupChannel;
import io.sluice.wire.mining.SetNewPrevHash;
import io.sluice.wire.mining.SetTarget;
import io.sluice.wire.mining.SubmitSharesExtended;
import io.sluice.wire.mining.SubmitSharesStandard;
import io.sluice.wire.type.Bytes;

/**
 * A miner that knows nothing but what it is told in messages, and is strict about their order. It really mines, so its targets
 * have to be easy.
 */
final class TestMiner {

    /** One job as this miner understood it. */
    record Work(long jobId, Target target, long version, Bytes coinbaseTxPrefix, Bytes coinbaseTxSuffix,
            MerklePath path, BlockHash merkleRoot, Start start) {

        boolean isExtended() {
            return !coinbaseTxPrefix.isEmpty();
        }

        Work at(Start other) {
            return new Work(jobId, target, version, coinbaseTxPrefix, coinbaseTxSuffix, path, merkleRoot, other);
        }

        long nTime() {
            return start.nTime();
        }
    }

    /** Where and when work begins. */
    record Start(BlockHash prevHash, CompactTarget nBits, long nTime) {

        static final Start UNKNOWN = new Start(BlockHash.ZERO, new CompactTarget(0), 0);
    }

    /** A header that was tried. */
    record Try(Work work, long nonce, long nTime, long version, Bytes extranonce, BlockHash hash) {}

    private final long channelId;
    private final Bytes prefix;
    private final int extranonceSize;
    private final Map<Long, Work> future = new HashMap<>();
    private final Map<Long, Work> known = new HashMap<>();
    private Target target;
    private long group;
    private long sequence;
    private long counter;
    private Start tip = Start.UNKNOWN;
    private long currentJob = -1;

    private TestMiner(long channelId, long group, Bytes prefix, int extranonceSize, Target target) {
        this.group = group;
        this.channelId = channelId;
        this.prefix = prefix;
        this.extranonceSize = extranonceSize;
        this.target = target;
    }

    /** Opens a channel; the answer must come first, then a future job, then its prev hash. */
    static TestMiner on(Talk talk, MiningMessage open) {
        return opened(talk.say(open));
    }

    static TestMiner opened(List<Effect<Sv2Message>> effects) {
        List<Sv2Message> replies = Talk.replies(effects);
        TestMiner miner = switch (replies.getFirst()) {
            case OpenExtendedMiningChannelSuccess ok -> new TestMiner(
                    ok.channelId(), ok.groupChannelId(), ok.extranoncePrefix(), ok.extranonceSize(),
                    Target.fromWire(ok.target()));
            case OpenStandardMiningChannelSuccess ok -> new TestMiner(
                    ok.channelId(), ok.groupChannelId(), ok.extranoncePrefix(), 0, Target.fromWire(ok.target()));
            default -> throw new AssertionError("no channel: " + replies);
        };
        miner.hears(replies.subList(1, replies.size()));
        return miner;
    }

    TestMiner hearsEffects(List<Effect<Sv2Message>> effects) {
        hears(Talk.replies(effects));
        return this;
    }

    private void hears(List<Sv2Message> messages) {
        for (Sv2Message message : messages) {
            switch (message) {
                case NewMiningJob job when isMeant(job.channelId()) -> learn(job.minNtime(), new Work(job.jobId(),
                        target, job.version(), Bytes.EMPTY, Bytes.EMPTY, MerklePath.EMPTY,
                        new BlockHash(job.merkleRoot().wire()), Start.UNKNOWN));
                case NewExtendedMiningJob job when isMeant(job.channelId()) -> learn(job.minNtime(), new Work(
                        job.jobId(), target, job.version(), job.coinbaseTxPrefix(), job.coinbaseTxSuffix(),
                        new MerklePath(job.merklePath().stream().map(hash -> new BlockHash(hash.wire())).toList()),
                        BlockHash.ZERO, Start.UNKNOWN));
                case SetNewPrevHash start when isMeant(start.channelId()) -> begin(start);
                case SetGroupChannel change when change.channelIds().contains(channelId) ->
                    group = change.groupChannelId();
                case SetTarget change when change.channelId() == channelId -> target = Target
                        .fromWire(change.maximumTarget());
                default -> {
                    // Not about work.
                }
            }
        }
    }

    private boolean isMeant(long id) {
        return id == channelId || id == group;
    }

    long group() {
        return group;
    }

    private void learn(OptionalLong minNtime, Work work) {
        if (known.containsKey(work.jobId()) || future.containsKey(work.jobId())) {
            throw new AssertionError("job id " + work.jobId() + " came twice");
        }
        if (minNtime.isEmpty()) {
            future.put(work.jobId(), work);
        } else if (currentJob < 0) {
            throw new AssertionError("an active job before the first SetNewPrevHash");
        } else {
            known.put(work.jobId(), work.at(new Start(tip.prevHash(), tip.nBits(), minNtime.getAsLong())));
            currentJob = work.jobId();
        }
    }

    private void begin(SetNewPrevHash start) {
        Work work = future.get(start.jobId());
        if (work == null) {
            throw new AssertionError("SetNewPrevHash names job " + start.jobId() + ", which is no future job");
        }
        future.clear();
        tip = new Start(
                new BlockHash(start.prevHash().wire()), new CompactTarget((int) start.nbits()), start.minNtime());
        known.put(work.jobId(), work.at(tip));
        currentJob = start.jobId();
    }

    long channelId() {
        return channelId;
    }

    Bytes prefix() {
        return prefix;
    }

    Target target() {
        return target;
    }

    Work currentWork() {
        return work(currentJob);
    }

    Work work(long jobId) {
        Work work = known.get(jobId);
        if (work == null) {
            throw new AssertionError("no job " + jobId);
        }
        return work;
    }

    /** Tries headers of the current job until one meets its target. */
    Try mine() {
        return mine(currentWork());
    }

    Try mine(Work work) {
        return mine(work, work.target()::isMetBy);
    }

    /** Tries headers of a job until one is as wanted; never the same header twice. */
    Try mine(Work work, Predicate<BlockHash> wanted) {
        Bytes extranonce = extranonce();
        BlockHash root = root(work, extranonce);
        while (true) {
            Try next = header(work, root, counter++, work.nTime(), work.version(), extranonce);
            if (wanted.test(next.hash())) {
                return next;
            }
        }
    }

    /** Hashes one header. */
    Try header(Work work, long nonce, long nTime, long version, Bytes extranonce) {
        return header(work, root(work, extranonce), nonce, nTime, version, extranonce);
    }

    private static Try header(
            Work work, BlockHash root, long nonce, long nTime, long version, Bytes extranonce) {
        BlockHeader header = new BlockHeader(
                (int) version, work.start().prevHash(), root, nTime, work.start().nBits(), (int) nonce);
        return new Try(work, nonce, nTime, version, extranonce, header.hash());
    }

    private BlockHash root(Work work, Bytes extranonce) {
        if (!work.isExtended()) {
            return work.merkleRoot();
        }
        Bytes coinbase = work.coinbaseTxPrefix().concat(prefix).concat(extranonce).concat(work.coinbaseTxSuffix());
        return work.path().root(new BlockHash(Sha256d.hash(coinbase)));
    }

    /** An extranonce of the right size. */
    Bytes extranonce() {
        byte[] bytes = new byte[extranonceSize];
        for (int i = 0; i < extranonceSize; i++) {
            bytes[i] = (byte) (0xa0 + i);
        }
        return Bytes.adopt(bytes);
    }

    /** The share as it would be sent. */
    MiningMessage share(Try found) {
        return share(found, Bytes.EMPTY);
    }

    MiningMessage share(Try found, Bytes tlvFields) {
        sequence++;
        return found.work().isExtended()
                ? new SubmitSharesExtended(channelId, sequence, found.work().jobId(), found.nonce(), found.nTime(),
                        found.version(), found.extranonce(), tlvFields)
                : new SubmitSharesStandard(channelId, sequence, found.work().jobId(), found.nonce(), found.nTime(),
                        found.version());
    }

    /** Mines one good share of the current job. */
    MiningMessage goodShare() {
        return share(mine());
    }

    long lastSequence() {
        return sequence;
    }
}
