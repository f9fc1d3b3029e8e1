package io.sluice.mining.sv2;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.sluice.mining.candidate.BlockCandidate;
import io.sluice.mining.channel.ChannelTools;
import io.sluice.mining.port.Conversation;
import io.sluice.mining.port.Effect;
import io.sluice.mining.port.MiningEvent.MinerIntroduced;
import io.sluice.mining.port.MiningEvent.Oddity;
import io.sluice.wire.FrameHeader;
import io.sluice.wire.FrameLimits;
import io.sluice.wire.MalformedMessage;
import io.sluice.wire.Sv2Frame;
import io.sluice.wire.Sv2Message;
import io.sluice.wire.common.CommonMessage;
import io.sluice.wire.common.SetupConnection;
import io.sluice.wire.common.SetupConnectionError;
import io.sluice.wire.common.SetupConnectionSuccess;
import io.sluice.wire.extension.RequestExtensions;
import io.sluice.wire.extension.RequestExtensionsError;
import io.sluice.wire.extension.RequestExtensionsSuccess;
import io.sluice.wire.mining.MiningMessage;
import io.sluice.wire.mining.MiningMessageType;
import io.sluice.wire.mining.MiningProtocol;
import io.sluice.wire.mining.SubmitSharesExtended;
import io.sluice.wire.mining.SubmitSharesStandard;
import io.sluice.wire.tlv.WorkerIdentity;

/**
 * The talk with one Stratum V2 client about mining: it sets the connection up (SV2 3.6), agrees on extensions, and leaves
 * everything about channels to {@link Sv2Channels}.
 *
 * <p>It takes frames and not messages, because it has an answer to both kinds that do not become messages: what can not be read
 * ends the connection, what is unknown is passed over.
 *
 * <p>Belongs to the loop of its connection.
 */
public final class Sv2Connection implements Conversation<Sv2Frame, Sv2Message> {

    /**
     * A job of the client's own is refused whatever it says, so there is room for a usual one, to answer it, and no more: what
     * many clients announce at once must fit into memory.
     */
    private static final FrameLimits ONCE_SET_UP = MiningProtocol.FROM_CLIENT
            .with(MiningMessageType.SET_CUSTOM_MINING_JOB, 8192);

    private final SetupRules rules;
    private final Sv2Channels channels;
    private final Offences offences;
    private final Requests requests;
    private final Deadline setupDeadline;
    private Sv2ConnectionState state = Sv2ConnectionState.AWAITING_SETUP;
    private Client client = Client.UNKNOWN;

    /**
     * A connection that has just passed its handshake.
     *
     * @param work what is mined now, empty when there is nothing yet
     */
    public Sv2Connection(Sv2Settings settings, ChannelTools tools, Optional<BlockCandidate> work) {
        this.rules = new SetupRules(tools.network());
        this.offences = new Offences(settings.maxOffences(), tools.ticker());
        this.requests = new Requests(tools.ticker());
        this.channels = new Sv2Channels(settings, tools, offences, work);
        this.setupDeadline = new Deadline(tools.ticker(), settings.setupDeadline());
    }

    /**
     * The client announces a frame: to be told before memory is reserved for it.
     *
     * @throws MalformedMessage when it is longer than the client may send now
     */
    public void announced(FrameHeader header) throws MalformedMessage {
        FrameLimits limits = state == Sv2ConnectionState.AWAITING_SETUP
                ? MiningProtocol.FROM_CLIENT_BEFORE_SETUP
                : ONCE_SET_UP;
        limits.check(header);
    }

    @Override
    public List<Effect<Sv2Message>> received(Sv2Frame frame) {
        EffectList out = new EffectList();
        try {
            Optional<Sv2Message> message = MiningProtocol.CODEC.decode(frame);
            switch (state) {
                case AWAITING_SETUP -> first(message, out);
                case OPEN -> {
                    if (message.isPresent()) {
                        next(message.get(), out);
                    } else {
                        odd("a message of unknown type 0x%02x, extension 0x%04x".formatted(
                                frame.header().type(), frame.header().extension()), out);
                    }
                    endWhenTooMuch(out);
                }
                case ENDING -> last(message, out);
            }
        } catch (MalformedMessage e) {
            hangUp("the client sent what can not be read: " + e.getMessage(), out);
        }
        return out.toList();
    }

    private void first(Optional<Sv2Message> message, EffectList out) {
        if (message.isEmpty() || !(message.get() instanceof SetupConnection setup)) {
            hangUp("the client did not begin with SetupConnection", out);
            return;
        }
        CommonMessage answer = rules.answer(setup);
        out.reply(answer);
        switch (answer) {
            case SetupConnectionSuccess _ -> {
                become(Sv2ConnectionState.OPEN);
                client = Client.of(setup);
                channels.begin(client);
                out.report(new MinerIntroduced("SV2", client.software()));
            }
            case SetupConnectionError error -> hangUp(
                    "the connection was refused, %s: the client asked for protocol %d, versions %d to %d, flags 0x%x"
                            .formatted(error.errorCode(), setup.protocol(), setup.minVersion(), setup.maxVersion(),
                                    setup.flags()),
                    out);
            default -> throw new IllegalStateException("no answer to SetupConnection: " + answer);
        }
    }

    private void next(Sv2Message message, EffectList out) {
        if (!isShare(message) && !requests.permit(channels.count())) {
            hangUp("the client asks for too much in too short a time", out);
            return;
        }
        switch (message) {
            case MiningMessage mining -> channels.received(mining, client, out);
            case RequestExtensions request -> agree(request, out);
            case SetupConnection _ -> hangUp("the client sent SetupConnection a second time", out);
            default -> odd(message.type().specName() + ", which is not the client's to send", out);
        }
    }

    /** Shares have a price, or are offences. */
    private static boolean isShare(Sv2Message message) {
        return message instanceof SubmitSharesExtended || message instanceof SubmitSharesStandard;
    }

    /** Always answered, since clients wait for it. None is required of them. */
    private void agree(RequestExtensions request, EffectList out) {
        List<Integer> supported = request.requestedExtensions().stream()
                .filter(extension -> extension == WorkerIdentity.EXTENSION).distinct().toList();
        if (supported.isEmpty()) {
            out.reply(new RequestExtensionsError(request.requestId(), request.requestedExtensions(), List.of()));
            offences.add();
        } else {
            client = client.withExtensions(supported);
            out.reply(new RequestExtensionsSuccess(request.requestId(), supported));
        }
    }

    private void last(Optional<Sv2Message> message, EffectList out) {
        if (message.isPresent() && message.get() instanceof MiningMessage mining) {
            channels.lookForBlock(mining, out);
        }
    }

    private void odd(String what, EffectList out) {
        offences.add();
        out.report(new Oddity("the client sent " + what));
    }

    private void endWhenTooMuch(EffectList out) {
        if (offences.areTooMany(channels.count())) {
            hangUp("the client sent too many messages in a row that were refused or passed over", out);
        }
    }

    @Override
    public List<Effect<Sv2Message>> work(BlockCandidate candidate) {
        EffectList out = new EffectList();
        if (state != Sv2ConnectionState.ENDING) {
            channels.work(candidate, client, out);
        }
        return out.toList();
    }

    @Override
    public List<Effect<Sv2Message>> withheld(String why) {
        EffectList out = new EffectList();
        if (state != Sv2ConnectionState.ENDING) {
            channels.withheld(out);
            hangUp("there is no work: " + why, out);
        }
        return out.toList();
    }

    @Override
    public List<Effect<Sv2Message>> tick() {
        EffectList out = new EffectList();
        switch (state) {
            case AWAITING_SETUP -> {
                if (setupDeadline.hasPassed()) {
                    hangUp("the client did not set its connection up in time", out);
                }
            }
            case OPEN -> {
                channels.tick(out);
                if (channels.wereEmptyTooLong()) {
                    hangUp("the client opened no channel in time", out);
                }
            }
            case ENDING -> {
                // Whoever runs the conversation closes the socket.
            }
        }
        return out.toList();
    }

    @Override
    public Duration untilNextTick() {
        return channels.untilNextTick();
    }

    @Override
    public List<Effect<Sv2Message>> closed() {
        EffectList out = new EffectList();
        channels.closed(out);
        if (state != Sv2ConnectionState.ENDING) {
            become(Sv2ConnectionState.ENDING);
        }
        return out.toList();
    }

    private void hangUp(String why, EffectList out) {
        if (state != Sv2ConnectionState.ENDING) {
            become(Sv2ConnectionState.ENDING);
            out.hangUp(why);
        }
    }

    private void become(Sv2ConnectionState next) {
        if (!state.mayBecome(next)) {
            throw new IllegalStateException("a connection that is " + state + " can not become " + next);
        }
        state = next;
    }
}
