package io.sluice.simulation.miner;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import io.netty.channel.ChannelPipeline;
import org.jspecify.annotations.Nullable;

import io.sluice.mining.bitcoin.Target;
import io.sluice.noise.netty.CloseReason;
import io.sluice.noise.netty.FrameListener;
import io.sluice.noise.netty.FrameSink;
import io.sluice.noise.netty.Sv2Client;
import io.sluice.wire.MalformedMessage;
import io.sluice.wire.Sv2Frame;
import io.sluice.wire.Sv2Message;
import io.sluice.wire.common.Reconnect;
import io.sluice.wire.common.SetupConnectionError;
import io.sluice.wire.common.SetupConnectionSuccess;
import io.sluice.wire.mining.CloseChannel;
import io.sluice.wire.mining.MiningProtocol;
import io.sluice.wire.mining.NewExtendedMiningJob;
import io.sluice.wire.mining.NewMiningJob;
import io.sluice.wire.mining.OpenExtendedMiningChannel;
import io.sluice.wire.mining.OpenExtendedMiningChannelSuccess;
import io.sluice.wire.mining.OpenMiningChannelError;
import io.sluice.wire.mining.OpenStandardMiningChannel;
import io.sluice.wire.mining.OpenStandardMiningChannelSuccess;
import io.sluice.wire.mining.ServerFlag;
import io.sluice.wire.mining.SetExtranoncePrefix;
import io.sluice.wire.mining.SetGroupChannel;
import io.sluice.wire.mining.SetNewPrevHash;
import io.sluice.wire.mining.SetTarget;
import io.sluice.wire.mining.SubmitSharesError;
import io.sluice.wire.mining.SubmitSharesSuccess;
import io.sluice.wire.mining.UpdateChannel;
import io.sluice.wire.type.Str255;

/** One connection of a Stratum V2 client, with one channel or several. */
final class Sv2Talk implements Talk, FrameListener {

    /** Within this time a proxy opens its channels, as its miners turn up. */
    private static final Duration OPENING_TIME = Duration.ofSeconds(3);
    private static final Duration REPORT_EVERY = Duration.ofSeconds(60);

    private final Self self;
    private final Plug plug;
    private final Sv2Model model;
    private final List<Sv2Model.Wish> wishes;
    private final Sv2Client client;
    private final Map<Long, Sv2Model.Wish> requests = new LinkedHashMap<>();
    private final Map<Long, Sv2Channel> channels = new LinkedHashMap<>();
    private @Nullable FrameSink sink;
    private Rolling mayRoll;
    private long connection;
    private long nextRequest = 1;

    /** @param client makes the encrypted pipe */
    Sv2Talk(Self self, Plug plug, Sv2Model model, List<Sv2Model.Wish> wishes, Sv2Client client) {
        this.self = self;
        this.plug = plug;
        this.model = model;
        this.wishes = wishes;
        this.client = client;
        this.mayRoll = model.rolling();
    }

    @Override
    public void install(ChannelPipeline pipeline) {
        pipeline.addLast(client.initializer(this));
    }

    @Override
    public List<Rig> rigs() {
        return channels.values().stream().map(Sv2Channel::rig).toList();
    }

    @Override
    public void opened(FrameSink opened) {
        if (plug.isOn(this)) {
            sink = opened;
            connection = plug.opened();
            send(model.introduction());
        }
    }

    @Override
    public void frame(Sv2Frame frame) {
        if (!plug.isOn(this)) {
            return;
        }
        try {
            MiningProtocol.CODEC.decode(frame).ifPresent(this::heard);
        } catch (MalformedMessage e) {
            plug.hangUp("the gateway says what can not be read: " + e.getMessage());
        }
    }

    @Override
    public void closed(CloseReason reason) {
        plug.ended(this, reason.detail());
    }

    private void heard(Sv2Message message) {
        switch (message) {
            case SetupConnectionSuccess(_, long flags) -> welcomed(flags);
            case SetupConnectionError error -> plug.hangUp("the gateway refuses it: " + error.errorCode());
            case OpenMiningChannelError error -> plug.hangUp("the gateway opens no channel: " + error.errorCode());
            case OpenStandardMiningChannelSuccess open -> granted(open.requestId(), new Sv2Channel.Grant(
                    open.channelId(), open.groupChannelId(), Target.fromWire(open.target()), open.extranoncePrefix(),
                    0));
            case OpenExtendedMiningChannelSuccess open -> granted(open.requestId(), new Sv2Channel.Grant(
                    open.channelId(), open.groupChannelId(), Target.fromWire(open.target()), open.extranoncePrefix(),
                    open.extranonceSize()));
            case SetGroupChannel change -> change.channelIds().stream().filter(channels::containsKey)
                    .forEach(id -> each(id, channel -> channel.join(change.groupChannelId())));
            case SetTarget change -> each(change.channelId(),
                    channel -> channel.target(Target.fromWire(change.maximumTarget())));
            case SetExtranoncePrefix change -> each(change.channelId(),
                    channel -> channel.prefix(change.extranoncePrefix()));
            case NewMiningJob job -> each(job.channelId(), channel -> channel.job(job));
            case NewExtendedMiningJob job -> each(job.channelId(), channel -> channel.job(job));
            case SetNewPrevHash tip -> each(tip.channelId(), channel -> channel.newTip(tip));
            case SubmitSharesSuccess good -> each(good.channelId(), channel -> channel.rig()
                    .accepted(good.lastSequenceNumber(), good.newSubmitsAcceptedCount()));
            case SubmitSharesError bad -> each(bad.channelId(), channel -> channel.rig()
                    .refused(bad.sequenceNumber(), bad.errorCode().text()));
            case CloseChannel close -> plug.hangUp("the gateway closes a channel: " + close.reasonCode());
            case Reconnect _ -> plug.hangUp("the gateway asks it to connect anew");
            default -> {
                // Firmware logs it and goes on.
            }
        }
    }

    private void welcomed(long flags) {
        if (ServerFlag.REQUIRES_FIXED_VERSION.isIn(flags)) {
            mayRoll = Rolling.NOTHING;
        }
        if (model.isProxy()) {
            for (Sv2Model.Wish wish : wishes) {
                later(Duration.ofMillis(self.random().nextLong(OPENING_TIME.toMillis())), () -> open(wish));
            }
            later(REPORT_EVERY, this::report);
        } else {
            wishes.forEach(this::open);
        }
    }

    private void open(Sv2Model.Wish wish) {
        long request = nextRequest++;
        requests.put(request, wish);
        Str255 user = Str255.of(wish.user());
        float hashRate = (float) wish.hashRate();
        send(model.isStandard()
                ? new OpenStandardMiningChannel(request, user, hashRate, wish.easiest().toWire())
                : new OpenExtendedMiningChannel(
                        request, user, hashRate, wish.easiest().toWire(), Sv2Model.MIN_EXTRANONCE_SIZE));
    }

    private void granted(long request, Sv2Channel.Grant grant) {
        Sv2Model.Wish wish = requests.remove(request);
        if (wish == null) {
            plug.hangUp("the gateway opens a channel that it did not ask for");
            return;
        }
        channels.put(grant.id(),
                new Sv2Channel(self, plug, model, wish, connection, grant, mayRoll, this::send));
    }

    /** A proxy tells now and then what its miners do. */
    private void report() {
        for (Sv2Channel channel : channels.values()) {
            double measured = channel.wish().hashRate() * self.random().nextDouble(0.8, 1.2);
            send(new UpdateChannel(channel.id(), (float) measured, channel.wish().easiest().toWire()));
        }
        later(REPORT_EVERY, this::report);
    }

    private void each(long channelId, Consumer<Sv2Channel> action) {
        List<Sv2Channel> meant = channels.values().stream().filter(channel -> channel.listensTo(channelId)).toList();
        if (meant.isEmpty()) {
            self.remark("hears of channel " + channelId + ", which it does not have");
        }
        meant.forEach(action);
    }

    /** Unless the connection has ended by then. */
    private void later(Duration when, Runnable what) {
        self.after(when, () -> {
            if (plug.isOn(this)) {
                what.run();
            }
        });
    }

    private void send(Sv2Message message) {
        send(Sv2Frame.of(message));
    }

    private void send(Sv2Frame frame) {
        FrameSink open = sink;
        if (open != null && plug.isOn(this)) {
            open.send(frame);
            open.flush();
        }
    }
}
