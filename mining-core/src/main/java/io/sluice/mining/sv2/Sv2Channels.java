package io.sluice.mining.sv2;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.sluice.mining.bitcoin.Target;
import io.sluice.mining.candidate.BlockCandidate;
import io.sluice.mining.channel.ChannelTools;
import io.sluice.mining.port.MiningEvent.Oddity;
import io.sluice.mining.share.RejectReason;
import io.sluice.mining.share.Share;
import io.sluice.wire.MalformedMessage;
import io.sluice.wire.mining.CloseChannel;
import io.sluice.wire.mining.MiningMessage;
import io.sluice.wire.mining.OpenExtendedMiningChannel;
import io.sluice.wire.mining.OpenMiningChannelError;
import io.sluice.wire.mining.OpenStandardMiningChannel;
import io.sluice.wire.mining.SetCustomMiningJob;
import io.sluice.wire.mining.SetCustomMiningJobError;
import io.sluice.wire.mining.SubmitSharesError;
import io.sluice.wire.mining.SubmitSharesExtended;
import io.sluice.wire.mining.SubmitSharesStandard;
import io.sluice.wire.mining.UpdateChannel;
import io.sluice.wire.mining.UpdateChannelError;
import io.sluice.wire.tlv.WorkerIdentity;
import io.sluice.wire.type.Bytes;
import io.sluice.wire.type.Str255;

/**
 * The channels of one connection: opens them, closes them, and leads each message to the one it is for.
 *
 * <p>Extended channels of a large proxy hear of work as {@link Groups}. All others hear of it one by one, which is always allowed and all
 * that simple devices understand.
 */
final class Sv2Channels {

    /** The group of all standard channels, which is never spoken to; ids of channels begin behind it. */
    static final long GROUP = 1;

    /** No client is asked to wait for longer than this between two ticks. */
    private static final Duration TICK = Duration.ofSeconds(1);

    /** A request for a channel that there is no work for yet. */
    private record Waiting(OpenRequest request, Deadline patience) {}

    private final Sv2Settings settings;
    private final ChannelTools tools;
    private final Offences offences;
    private final JobIds jobIds;
    private final Map<Long, Sv2Channel> channels = new LinkedHashMap<>();
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private long nextId = GROUP + 1;
    private final Groups groups = new Groups();
    private @Nullable BlockCandidate candidate;
    private Duration patience;
    private Deadline empty;

    Sv2Channels(Sv2Settings settings, ChannelTools tools, Offences offences, Optional<BlockCandidate> work) {
        this.settings = settings;
        this.tools = tools;
        this.offences = offences;
        this.jobIds = new JobIds(tools.random());
        this.candidate = work.orElse(null);
        this.patience = settings.channelDeadline();
        this.empty = new Deadline(tools.ticker(), patience);
    }

    /** The connection is set up: channels may be opened. */
    void begin(Client client) {
        patience = client.standardJobsOnly() ? settings.channelDeadline() : settings.proxyDeadline();
        empty = new Deadline(tools.ticker(), patience);
    }

    /** How many are open. */
    int count() {
        return channels.size();
    }

    void received(MiningMessage message, Client client, EffectList out) {
        switch (message) {
            case SubmitSharesExtended share -> submit(share, client, out);
            case SubmitSharesStandard share -> submit(
                    share.channelId(), share.sequenceNumber(), share.jobId(), shareOf(share), Optional.empty(), out);
            case OpenStandardMiningChannel request -> open(OpenRequest.of(request), client, out);
            case OpenExtendedMiningChannel request -> open(OpenRequest.of(request), client, out);
            case UpdateChannel update -> update(update, out);
            case CloseChannel close -> close(close, out);
            case SetCustomMiningJob custom -> {
                offences.add();
                out.reply(new SetCustomMiningJobError(
                        custom.channelId(), custom.requestId(), SetCustomMiningJobError.JD_NOT_SUPPORTED));
            }
            default -> {
                offences.add();
                out.report(new Oddity("the client sent " + message.type().specName()
                        + ", which is not the client's to send"));
            }
        }
    }

    private void open(OpenRequest request, Client client, EffectList out) {
        Optional<Str255> objection = request.objection(client, tools.vardiff().one());
        if (objection.isPresent()) {
            refuse(request, objection.get(), out);
        } else if (channels.size() + waiting.size() >= settings.maxChannels()) {
            refuse(request, OpenMiningChannelError.CHANNEL_CAPACITY_EXHAUSTED, out);
        } else if (candidate == null) {
            waiting.add(new Waiting(request, new Deadline(tools.ticker(), settings.workPatience())));
        } else {
            open(request, client, candidate, out);
        }
    }

    private void open(OpenRequest request, Client client, BlockCandidate now, EffectList out) {
        long id = nextId++;
        Sv2Channel channel = new Sv2Channel(id, request, client.coinbaseClass(), tools, jobIds, settings);
        channels.put(id, channel);
        channel.open(request.requestId(), channel.isExtended() ? groups.join(channel, now) : GROUP, now, out);
    }

    private void refuse(OpenRequest request, Str255 errorCode, EffectList out) {
        offences.add();
        out.reply(new OpenMiningChannelError(request.requestId(), errorCode));
    }

    private void submit(SubmitSharesExtended message, Client client, EffectList out) {
        Optional<WorkerIdentity> worker;
        try {
            worker = WorkerIdentity.find(message.tlvFields(), client.extensions());
        } catch (MalformedMessage e) {
            // Whose share it is can not be read. The others behind a proxy are not to suffer for it.
            lookForBlock(message, out);
            offences.add();
            out.report(new Oddity("a share's worker can not be read: " + e.getMessage()));
            out.reply(new SubmitSharesError(
                    message.channelId(), message.sequenceNumber(), SubmitSharesError.INVALID_SHARE));
            return;
        }
        submit(message.channelId(), message.sequenceNumber(), message.jobId(), shareOf(message), worker, out);
    }

    private void submit(long channelId, long sequence, long jobId, Share share, Optional<WorkerIdentity> worker,
            EffectList out) {
        Sv2Channel channel = channels.get(channelId);
        if (channel == null || candidate == null) {
            offences.add();
            out.reply(new SubmitSharesError(channelId, sequence, SubmitSharesError.INVALID_CHANNEL_ID));
            return;
        }
        String finder = worker.map(name -> MinerNames.worker(channel.userIdentity(), name))
                .orElse(channel.userIdentity());
        Optional<RejectReason> refused = channel.submit(sequence, jobId, share, finder, candidate, out);
        if (refused.isEmpty()) {
            offences.forgive();
        } else if (refused.get() != RejectReason.OVERLOADED) {
            offences.add();
        }
    }

    /** Whatever is wrong otherwise: if this message is a share that solves a block, the block is submitted. */
    void lookForBlock(MiningMessage message, EffectList out) {
        switch (message) {
            case SubmitSharesExtended share -> lookForBlock(share.channelId(), share.jobId(), shareOf(share), out);
            case SubmitSharesStandard share -> lookForBlock(share.channelId(), share.jobId(), shareOf(share), out);
            default -> {
                // No share, no block.
            }
        }
    }

    private void lookForBlock(long channelId, long jobId, Share share, EffectList out) {
        Sv2Channel channel = channels.get(channelId);
        if (channel != null) {
            channel.lookForBlock(jobId, share, channel.userIdentity(), out);
        }
    }

    private static Share shareOf(SubmitSharesStandard message) {
        return new Share((int) message.version(), message.ntime(), (int) message.nonce(), Bytes.EMPTY);
    }

    private static Share shareOf(SubmitSharesExtended message) {
        return new Share((int) message.version(), message.ntime(), (int) message.nonce(), message.extranonce());
    }

    private void update(UpdateChannel update, EffectList out) {
        Sv2Channel channel = channels.get(update.channelId());
        Target easiest = Target.fromWire(update.maximumTarget());
        if (channel == null || candidate == null) {
            refuse(update, UpdateChannelError.INVALID_CHANNEL_ID, out);
        } else if (!OpenRequest.isHashRate(update.nominalHashRate())) {
            refuse(update, UpdateChannelError.INVALID_NOMINAL_HASHRATE, out);
        } else if (!OpenRequest.isReachable(easiest, tools.vardiff().one())) {
            refuse(update, OpenMiningChannelError.MAX_TARGET_OUT_OF_RANGE, out);
        } else {
            channel.update(update.nominalHashRate(), easiest, candidate, out);
        }
    }

    private void refuse(UpdateChannel update, Str255 errorCode, EffectList out) {
        offences.add();
        out.reply(new UpdateChannelError(update.channelId(), errorCode));
    }

    private void close(CloseChannel close, EffectList out) {
        String why = "the client closed it: " + MinerNames.identity(close.reasonCode());
        List<Sv2Channel> meant = meantBy(close.channelId());
        if (meant.isEmpty()) {
            offences.add();
            out.report(new Oddity("the client closed channel " + close.channelId() + ", which is not open"));
            return;
        }
        for (Sv2Channel channel : meant) {
            channels.remove(channel.id());
            groups.leave(channel);
            // So that the client can count what we count.
            channel.acknowledge(out);
            channel.closed(why, out);
        }
        empty = new Deadline(tools.ticker(), patience);
    }

    /** The channel of this id, or the members of the group. */
    private List<Sv2Channel> meantBy(long id) {
        Sv2Channel channel = channels.get(id);
        if (channel != null) {
            return List.of(channel);
        }
        return id == GROUP
                ? channels.values().stream().filter(one -> !one.isExtended()).toList()
                : groups.members(id);
    }

    /** There is new work. */
    void work(BlockCandidate fresh, Client client, EffectList out) {
        candidate = fresh;
        boolean grouped = groups.areWorthIt();
        if (grouped) {
            groups.addresses(fresh, out).forEach(address -> address.work(fresh, jobIds, out));
        }
        channels.values().stream().filter(channel -> !(grouped && channel.isExtended()))
                .forEach(channel -> channel.alone().work(fresh, jobIds, out));
        while (!waiting.isEmpty()) {
            open(waiting.remove().request(), client, fresh, out);
        }
    }

    /** There is no work any more, and the client is about to be let go: last answers. */
    void withheld(EffectList out) {
        candidate = null;
        channels.values().forEach(channel -> channel.acknowledge(out));
        while (!waiting.isEmpty()) {
            refuse(waiting.remove().request(), ErrorCodes.NO_WORK, out);
        }
    }

    /** Time has passed. */
    void tick(EffectList out) {
        BlockCandidate now = candidate;
        if (now != null) {
            channels.values().forEach(channel -> channel.tick(now, out));
        }
        while (!waiting.isEmpty() && waiting.element().patience().hasPassed()) {
            refuse(waiting.remove().request(), ErrorCodes.NO_WORK, out);
        }
    }

    /** Whether nobody opened a channel for too long. */
    boolean wereEmptyTooLong() {
        return channels.isEmpty() && waiting.isEmpty() && empty.hasPassed();
    }

    /** How soon a channel needs the next tick. */
    Duration untilNextTick() {
        return channels.values().stream().map(Sv2Channel::period).reduce(TICK, Sv2Channels::shorter);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    /** The connection is gone. */
    void closed(EffectList out) {
        channels.values().forEach(channel -> channel.closed("the connection is closed", out));
        channels.clear();
        waiting.clear();
    }
}
