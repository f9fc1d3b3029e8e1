package io.sluice.app.miner;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.sluice.app.miner.ChannelWatch.Standing;
import io.sluice.mining.bitcoin.Target;
import io.sluice.wire.Sv2Message;
import io.sluice.wire.common.ChannelEndpointChanged;
import io.sluice.wire.common.Reconnect;
import io.sluice.wire.common.SetupConnection;
import io.sluice.wire.common.SetupConnectionError;
import io.sluice.wire.common.SetupConnectionSuccess;
import io.sluice.wire.mining.ClientFlag;
import io.sluice.wire.mining.CloseChannel;
import io.sluice.wire.mining.MiningMessage;
import io.sluice.wire.mining.NewExtendedMiningJob;
import io.sluice.wire.mining.NewMiningJob;
import io.sluice.wire.mining.OpenExtendedMiningChannelSuccess;
import io.sluice.wire.mining.OpenMiningChannelError;
import io.sluice.wire.mining.OpenStandardMiningChannelSuccess;
import io.sluice.wire.mining.ServerFlag;
import io.sluice.wire.mining.SetExtranoncePrefix;
import io.sluice.wire.mining.SetGroupChannel;
import io.sluice.wire.mining.SetNewPrevHash;
import io.sluice.wire.mining.SetTarget;
import io.sluice.wire.mining.SubmitSharesError;
import io.sluice.wire.mining.SubmitSharesSuccess;
import io.sluice.wire.type.Bytes;
import io.sluice.wire.type.Str255;
import io.sluice.wire.type.U256;

/**
 * The client's side of one Stratum V2 connection: follows every message of the server, and notes what the protocol does not allow.
 * Belongs to the loop of its miner.
 */
final class Sv2Session {

    private static final Logger LOG = LoggerFactory.getLogger("sluice.lab.miner");

    private final ChannelPlan plan;
    private final Grinder grinder;
    private final MinerCounts counts;
    private final ChannelWatch watch;
    private final Sv2Line line;
    private final ChannelOpener opener;
    private final OpenChannels channels = new OpenChannels();
    private @Nullable U256 newest;

    Sv2Session(ChannelPlan plan, Grinder grinder, MinerCounts counts, ChannelWatch watch, Sv2Line line) {
        this.plan = plan;
        this.grinder = grinder;
        this.counts = counts;
        this.watch = watch;
        this.line = line;
        this.opener = new ChannelOpener(plan, line::send);
    }

    /** The handshake is done. */
    void begin(Server server) {
        watch.begin();
        line.send(new SetupConnection(
                SetupConnection.MINING, SetupConnection.VERSION, SetupConnection.VERSION,
                plan.standardJobsOnly() ? ClientFlag.REQUIRES_STANDARD_JOBS.bit() : 0,
                Str255.of(server.host()), server.port(),
                Str255.of("Sluice"), Str255.of("CPU"), Str255.of(""), Str255.of(plan.user())));
    }

    /** The connection has ended. */
    void end() {
        channels.all().forEach(MinerChannel::end);
        watch.end();
    }

    void heard(Sv2Message message) {
        switch (message) {
            case SetupConnectionSuccess taken -> taken(taken);
            case SetupConnectionError error -> line.leave("the server refuses us: " + error.errorCode());
            case Reconnect there -> line.move(there.newHost().text(), there.newPort());
            case ChannelEndpointChanged _ -> LOG.debug("{}: no extension of ours depends on it", message);
            case OpenMiningChannelError error -> refused(error);
            case OpenStandardMiningChannelSuccess open -> opened(open.requestId(), open.groupChannelId(),
                    new MinerChannel.Opening(
                            true, open.channelId(), Target.fromWire(open.target()), open.extranoncePrefix(), 0));
            case OpenExtendedMiningChannelSuccess open -> opened(open.requestId(), open.groupChannelId(),
                    new MinerChannel.Opening(false, open.channelId(), Target.fromWire(open.target()),
                            open.extranoncePrefix(), open.extranonceSize()));
            case SetTarget change -> {
                Target target = Target.fromWire(change.maximumTarget());
                tell(change, change.channelId(), channel -> {
                    channel.target(target);
                    return Optional.empty();
                });
            }
            case SetExtranoncePrefix change -> prefix(change);
            case SetGroupChannel group -> group(group);
            case NewMiningJob job -> job(job, job.channelId(), OfferedJob.of(job));
            case NewExtendedMiningJob job -> extended(job);
            case SetNewPrevHash tip -> newTip(tip);
            case CloseChannel close -> close(close);
            case SubmitSharesSuccess success -> {
                counts.accept(success.newSubmitsAcceptedCount());
                answered();
            }
            case SubmitSharesError error -> {
                counts.reject(error.errorCode().text());
                answered();
            }
            default -> fault("it sent " + message.type().specName() + ", which nobody asked for");
        }
    }

    private void taken(SetupConnectionSuccess taken) {
        line.established();
        if (taken.usedVersion() != SetupConnection.VERSION) {
            fault("it wants to speak version " + taken.usedVersion());
        }
        if (ServerFlag.REQUIRES_EXTENDED_CHANNELS.isIn(taken.flags()) && plan.isStandard(0)) {
            line.leave("the server takes extended channels only; try --kind extended");
        } else {
            opener.ask();
        }
    }

    private void opened(long requestId, long group, MinerChannel.Opening opening) {
        Optional<Integer> index = opener.answered(requestId);
        if (index.isEmpty() || plan.isStandard(index.get()) != opening.standard()) {
            fault("it opened a channel that was not asked for");
        } else if (channels.isTaken(opening.id()) || group == opening.id()) {
            fault("it gave one id to two channels, or to a channel and its group");
        } else {
            watch.opened();
            channels.add(new MinerChannel(opening, grinder.seat(), this::submit), group);
        }
        opener.ask();
    }

    /** More will be refused, too; what is open is enough to go on with. */
    private void refused(OpenMiningChannelError error) {
        if (opener.answered(error.requestId()).isEmpty()) {
            fault("it refused a channel that was not asked for");
        }
        if (watch.refused().isEmpty()) {
            LOG.warn("{}: the server opens no further channel: {}", plan.user(), error.errorCode());
        }
        watch.refused(error.errorCode().text());
        opener.stop();
        leaveIfAllAreGone();
    }

    private void leaveIfAllAreGone() {
        if (channels.count() == 0 && opener.isDone()) {
            line.leave("no channel is open");
        }
    }

    private void prefix(SetExtranoncePrefix change) {
        Bytes prefix = change.extranoncePrefix();
        if (plan.standardJobsOnly()) {
            // A header-only device never uses it.
            return;
        }
        tell(change, change.channelId(), channel -> channel.prefix(prefix));
    }

    private void group(SetGroupChannel group) {
        Set<Long> unknown = channels.regroup(group.groupChannelId(), group.channelIds());
        if (!unknown.isEmpty()) {
            fault("SetGroupChannel names a channel that is not open");
        }
        if (plan.standardJobsOnly()) {
            fault("it sent SetGroupChannel, and we take standard jobs only");
        }
    }

    private void extended(NewExtendedMiningJob job) {
        if (plan.standardJobsOnly()) {
            fault("it sent NewExtendedMiningJob, and we take standard jobs only");
        } else {
            job(job, job.channelId(), OfferedJob.of(job));
        }
    }

    private void job(MiningMessage message, long id, OfferedJob job) {
        counts.job();
        work(message, id, channel -> channel.job(job));
    }

    private void newTip(SetNewPrevHash tip) {
        if (!tip.prevHash().equals(newest)) {
            newest = tip.prevHash();
            watch.newBlock();
        }
        work(tip, tip.channelId(), channel -> channel.newTip(tip));
    }

    private void work(MiningMessage message, long id, Function<MinerChannel, Optional<String>> what) {
        tell(message, id, channel -> {
            Standing before = standing(channel);
            Optional<String> wrong = what.apply(channel);
            watch.moved(before, standing(channel));
            return wrong;
        });
    }

    private Standing standing(MinerChannel channel) {
        return channel.worksOn().map(block -> block.equals(newest) ? Standing.CURRENT : Standing.BEHIND)
                .orElse(Standing.IDLE);
    }

    private void close(CloseChannel close) {
        Collection<MinerChannel> gone = channels.remove(close.channelId());
        if (gone.isEmpty()) {
            fault("it closed a channel that is not open");
        }
        for (MinerChannel channel : gone) {
            watch.closed(standing(channel));
            channel.end();
        }
        leaveIfAllAreGone();
    }

    private void submit(MiningMessage share) {
        counts.submit();
        line.send(share);
    }

    private void answered() {
        if (counts.open() < 0) {
            fault("it answered more shares than it was sent");
        }
    }

    private void tell(MiningMessage message, long id, Function<MinerChannel, Optional<String>> what) {
        Collection<MinerChannel> meant = channels.meant(id);
        if (meant.isEmpty()) {
            fault(message.type().specName() + " is for a channel that is not open");
        }
        meant.forEach(channel -> what.apply(channel).ifPresent(this::fault));
    }

    private void fault(String what) {
        LOG.debug("{}: a fault of the server: {}", plan.user(), what);
        watch.fault(what);
    }
}
