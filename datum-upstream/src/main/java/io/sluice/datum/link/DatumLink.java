package io.sluice.datum.link;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

import org.jspecify.annotations.Nullable;

import io.sluice.datum.frame.ClientHandshake;
import io.sluice.datum.frame.DatumChannel;
import io.sluice.datum.frame.DatumFailure;
import io.sluice.datum.link.LinkFault.Kind;
import io.sluice.datum.message.BlockNotify;
import io.sluice.datum.message.ClientConfiguration;
import io.sluice.datum.message.CoinbaserResponse;
import io.sluice.datum.message.DatumMessage;
import io.sluice.datum.message.DatumWriter;
import io.sluice.datum.message.JobValidationRequest;
import io.sluice.datum.message.MalformedDatumMessage;
import io.sluice.datum.message.MiningCommandMessage;
import io.sluice.datum.message.Padding;
import io.sluice.datum.message.Ping;
import io.sluice.datum.message.PoolInfo;
import io.sluice.datum.message.PowSubmission;
import io.sluice.datum.message.ShareResponse;
import io.sluice.datum.message.UnknownCommand;
import io.sluice.datum.message.UnknownMiningCommand;

/**
 * One conversation with the pool, from the greeting to the end: bytes in, events out. What is to be sent gathers in
 * {@link #output}. It knows no socket and lives for one connection.
 *
 * <p>Belongs to the pool link's loop.
 */
final class DatumLink {

    /** Until when a pool has to have answered the greeting and sent its configuration. */
    static final Duration HANDSHAKE = Duration.ofSeconds(15);

    private static final int LARGEST_KEPT_OUTPUT = 1 << 20;

    private final LinkSettings settings;
    private final LinkTools tools;
    private final AcceptanceTimer acceptance = new AcceptanceTimer();
    private DatumWriter output = new DatumWriter();
    private DatumWriter spare = new DatumWriter();
    private boolean flushing;
    private long handedOver;
    private DatumState state = DatumState.DISCONNECTED;
    private boolean used;
    private long openedAt;
    private long lastHeard;
    private String refusedConfiguration = "";
    private @Nullable ClientHandshake handshake;
    private @Nullable DatumChannel channel;

    DatumLink(LinkSettings settings, LinkTools tools) {
        this.settings = settings;
        this.tools = tools;
    }

    DatumState state() {
        return state;
    }

    /** The line is open: greets the pool. */
    List<LinkEvent> open() {
        if (used) {
            throw new IllegalStateException("a link lives for one connection");
        }
        used = true;
        openedAt = tools.ticker().nanos();
        lastHeard = openedAt;
        become(DatumState.GREETING);
        Padding padding = Padding.random(new SplittableRandom(tools.random().nextLong()));
        try {
            handshake = ClientHandshake.begin(tools.crypto(), settings.poolKeys(), tools.longTerm(),
                    settings.version(), tools.random(), padding, output);
            return List.of();
        } catch (DatumFailure failure) {
            return end(fault(failure));
        }
    }

    /** Takes all that came in. */
    List<LinkEvent> received(ByteBuffer bytes) {
        List<LinkEvent> events = new ArrayList<>();
        try {
            while (bytes.hasRemaining() && state != DatumState.DISCONNECTED) {
                if (channel != null) {
                    hear(channel, bytes, events);
                } else if (handshake != null) {
                    greeted(handshake.next(bytes), events);
                }
            }
        } catch (DatumFailure failure) {
            events.addAll(end(fault(failure)));
        }
        return events;
    }

    private void greeted(Optional<ClientHandshake.Established> established, List<LinkEvent> events) {
        established.ifPresent(done -> {
            channel = done.channel();
            handshake = null;
            lastHeard = tools.ticker().nanos();
            become(DatumState.AUTHENTICATED);
            events.add(new LinkEvent.Authenticated(done.response().messageOfTheDay()));
        });
    }

    private void hear(DatumChannel from, ByteBuffer bytes, List<LinkEvent> events) throws DatumFailure {
        try {
            Optional<DatumMessage> message = from.next(bytes);
            if (message.isPresent()) {
                lastHeard = tools.ticker().nanos();
                understand(message.get(), events);
            }
        } catch (MalformedDatumMessage malformed) {
            lastHeard = tools.ticker().nanos();
            String why = String.valueOf(malformed.getMessage());
            if (state == DatumState.AUTHENTICATED) {
                refusedConfiguration = why;
            }
            events.add(new LinkEvent.Oddity(why));
        }
    }

    private void understand(DatumMessage message, List<LinkEvent> events) {
        switch (message) {
            case Ping() -> {}
            case PoolInfo(String text) -> {
                if (!text.isEmpty()) {
                    events.add(new LinkEvent.Said(text));
                }
            }
            case ClientConfiguration configuration -> {
                if (state == DatumState.AUTHENTICATED) {
                    become(DatumState.READY);
                }
                events.add(new LinkEvent.Configured(configuration));
            }
            case BlockNotify() -> events.add(new LinkEvent.NewBlock());
            case JobValidationRequest request -> events.add(new LinkEvent.Inspection(request));
            case CoinbaserResponse response -> {
                if (isReadyFor("a payout list", events)) {
                    events.add(new LinkEvent.Payouts(response));
                }
            }
            case ShareResponse response -> {
                if (isReadyFor("a verdict on a share", events)) {
                    judge(response);
                    events.add(new LinkEvent.Verdict(response));
                }
            }
            case UnknownCommand unknown -> events.add(new LinkEvent.Oddity(
                    "the pool sent command " + unknown.command() + ", which this version does not know"));
            case UnknownMiningCommand unknown -> events.add(new LinkEvent.Oddity(String.format(
                    "the pool sent mining command %02x, which this version does not know", unknown.subcommand())));
            default -> events.add(new LinkEvent.Oddity(
                    "the pool sent " + message.getClass().getSimpleName() + ", which only gateways send"));
        }
    }

    private boolean isReadyFor(String what, List<LinkEvent> events) {
        if (state != DatumState.READY) {
            events.add(new LinkEvent.Oddity("the pool sent " + what + " before its configuration"));
        }
        return state == DatumState.READY;
    }

    private void judge(ShareResponse response) {
        if (response.status() == ShareResponse.Status.REJECTED) {
            acceptance.rejected();
        } else {
            acceptance.accepted(tools.ticker().nanos());
        }
    }

    /**
     * Puts a message behind what is in {@link #output}. Shares and all else go only in {@link DatumState#READY}.
     *
     * @return which byte of the connection is its last
     */
    long say(MiningCommandMessage message) {
        if (state != DatumState.READY || channel == null) {
            throw new IllegalStateException("nothing is said to a pool in state " + state);
        }
        channel.write(message, output);
        if (message instanceof PowSubmission) {
            acceptance.shareSent(tools.ticker().nanos());
        }
        return handedOver + output.length();
    }

    /** A share waits only because the pool owes too many answers: to the pool's clock that is as good as sent. */
    void shareHeldBack() {
        acceptance.shareSent(tools.ticker().nanos());
    }

    /** Looks at the clock. */
    List<LinkEvent> tick() {
        long now = tools.ticker().nanos();
        return switch (state) {
            case DISCONNECTED -> List.of();
            case GREETING -> now - openedAt < HANDSHAKE.toNanos()
                    ? List.of()
                    : end(new LinkFault(Kind.GREETING_NOT_ANSWERED, "The pool at " + settings.address()
                            + " did not answer our greeting within " + HANDSHAKE.toSeconds()
                            + " s. Compare host and port with the pool's own page; if they are right, it is"
                            + " overloaded, and we try again."));
            case AUTHENTICATED -> now - openedAt < HANDSHAKE.toNanos() ? List.of() : end(unconfigured());
            case READY -> {
                if (now - lastHeard >= settings.silence().toNanos()) {
                    yield end(new LinkFault(Kind.SILENT, "Nothing was heard from the pool at " + settings.address()
                            + " for " + settings.silence().toSeconds() + " s. We connect anew."));
                }
                yield acceptance.isOver() ? end(nothingAccepted()) : List.of();
            }
        };
    }

    /** The line is gone, for a reason that was not ours. */
    List<LinkEvent> closed(String why) {
        return switch (state) {
            case DISCONNECTED -> List.of();
            case GREETING -> end(new LinkFault(Kind.GREETING_NOT_ANSWERED, "The pool at " + settings.address()
                    + " hung up without answering our greeting (" + why + "). Most often the pool key in the"
                    + " configuration is not its own: copy it again from the pool's own page. It may also be full."));
            case AUTHENTICATED, READY -> end(new LinkFault(Kind.CLOSED, "The connection to the pool at "
                    + settings.address() + " ended (" + why + "). We connect anew."));
        };
    }

    /** We end it ourselves. */
    List<LinkEvent> stop() {
        return state == DatumState.DISCONNECTED
                ? List.of()
                : end(new LinkFault(Kind.STOPPED, "The gateway ended the connection to the pool."));
    }

    /** Hands over what is to be sent, all in one write. What is said while the line takes it goes right behind it. */
    void flush(PoolLine line) {
        if (flushing) {
            return;
        }
        flushing = true;
        while (output.length() > 0) {
            DatumWriter full = output;
            output = spare;
            handedOver += full.length();
            line.send(full.array(), full.length());
            full.clear();
            spare = full.array().length > LARGEST_KEPT_OUTPUT ? new DatumWriter() : full;
        }
        flushing = false;
    }

    /** Bytes that wait for {@link #flush}. */
    int outputSize() {
        return output.length();
    }

    private LinkFault unconfigured() {
        return refusedConfiguration.isEmpty()
                ? new LinkFault(Kind.SILENT, "The pool at " + settings.address()
                        + " answered our greeting but sent no configuration within " + HANDSHAKE.toSeconds()
                        + " s. We connect anew.")
                : new LinkFault(Kind.OTHER_PROTOCOL, "The pool at " + settings.address()
                        + " sent no configuration that we understand: " + refusedConfiguration);
    }

    private LinkFault nothingAccepted() {
        String seconds = AcceptanceTimer.LIMIT.toSeconds() + " s";
        return new LinkFault(Kind.NO_SHARE_ACCEPTED, acceptance.rejects() == 0
                ? "The pool at " + settings.address() + " answered no share for " + seconds + ". We connect anew."
                : "The pool at " + settings.address() + " rejected every share for " + seconds + " ("
                        + acceptance.rejects() + " of them). We connect anew; if it goes on, ask the pool,"
                        + " or look at the reasons in the share ledger.");
    }

    private LinkFault fault(DatumFailure failure) {
        Kind kind = switch (failure.kind()) {
            case WRONG_KEY -> Kind.WRONG_POOL_KEY;
            case OTHER_PROTOCOL -> Kind.OTHER_PROTOCOL;
            case DAMAGED, TOO_LARGE, OUT_OF_ORDER -> Kind.DISTURBED;
        };
        return new LinkFault(kind, String.valueOf(failure.getMessage()));
    }

    private List<LinkEvent> end(LinkFault fault) {
        become(DatumState.DISCONNECTED);
        channel = null;
        handshake = null;
        output.clear();
        return List.of(new LinkEvent.Ended(fault));
    }

    private void become(DatumState next) {
        if (!state.mayBecome(next)) {
            throw new IllegalStateException("no arrow leads from " + state + " to " + next);
        }
        state = next;
    }
}
