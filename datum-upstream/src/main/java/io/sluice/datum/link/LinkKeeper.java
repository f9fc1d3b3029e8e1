package io.sluice.datum.link;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import io.sluice.datum.link.LinkFault.Kind;
import io.sluice.datum.message.MiningCommandMessage;

/**
 * Keeps a connection to the pool: calls, watches the clock, hangs up, calls again.
 *
 * <p>Belongs to the pool link's loop.
 */
final class LinkKeeper {

    /** How often the clock is looked at. */
    static final Duration TICK = Duration.ofMillis(250);
    /** After so many connections on which no share was accepted we leave the pool alone for {@link #REST}. */
    static final int FRUITLESS_ROUNDS = 3;
    /** Long enough for the pool policy to take hold. */
    static final Duration REST = Duration.ofMinutes(5);

    /** Hears what the pool says; called on the loop. */
    interface Owner {

        /** The pool said something while it was connected, or the connection ended. */
        void happened(LinkEvent event);

        /** The system took what was said on this connection, up to so many bytes since its beginning. */
        void taken(long total);

        /** There is room for more bytes again. */
        void writable();

        /** The clock was looked at. */
        void ticked();
    }

    private final LinkSettings settings;
    private final LinkTools tools;
    private final PoolDialer dialer;
    private final LinkJournal journal;
    private final Owner owner;
    private final RedialDelay delay;

    private @Nullable Call call;
    private boolean stopped;
    private long calls;
    private int fruitless;

    LinkKeeper(LinkSettings settings, LinkTools tools, PoolDialer dialer, LinkJournal journal, Owner owner) {
        this.settings = settings;
        this.tools = tools;
        this.dialer = dialer;
        this.journal = journal;
        this.owner = owner;
        this.delay = new RedialDelay(tools.random());
    }

    void start() {
        tickLater();
        dial();
    }

    /** Hangs up and never calls again. */
    void stop() {
        stopped = true;
        Call current = call;
        if (current != null) {
            if (current.link.state() == DatumState.DISCONNECTED) {
                current.abandon();
            } else {
                current.handle(current.link.stop());
            }
        }
    }

    DatumState state() {
        Call current = call;
        return current == null ? DatumState.DISCONNECTED : current.link.state();
    }

    /** How many calls were made; the present connection's number. */
    long calls() {
        return calls;
    }

    /** Whether something can be said now. */
    boolean isReady() {
        return state() == DatumState.READY;
    }

    /** Whether there is room for what is said now. */
    boolean isWritable() {
        Call current = call;
        return current != null && current.line != null && current.line.isWritable();
    }

    /**
     * Says something to a pool that is ready; it leaves with the next {@link #flush}.
     *
     * @return which byte of the connection is its last
     */
    long say(MiningCommandMessage message) {
        Call current = call;
        if (current == null) {
            throw new IllegalStateException("there is no connection to the pool");
        }
        return current.link.say(message);
    }

    /** A share waits only because the pool owes too many answers. */
    void shareHeldBack() {
        Call current = call;
        if (current != null) {
            current.link.shareHeldBack();
        }
    }

    /** Bytes that were said and not sent. */
    int unsent() {
        Call current = call;
        return current == null ? 0 : current.link.outputSize();
    }

    /** Sends what was said. */
    void flush() {
        Call current = call;
        if (current != null && current.line != null) {
            current.link.flush(current.line);
        }
    }

    /** The pool took a share: it is not a fruitless round. */
    void shareAccepted() {
        fruitless = 0;
    }

    private void dial() {
        if (stopped) {
            return;
        }
        calls++;
        Call next = new Call(new DatumLink(settings, tools));
        call = next;
        journal.calling(settings.address());
        dialer.dial(settings.host(), settings.port(), next);
    }

    private void tickLater() {
        tools.loop().schedule(this::tick, TICK.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void tick() {
        if (!stopped) {
            // First of all, so that nothing that goes wrong below can end the watch.
            tickLater();
        }
        Call current = call;
        if (current != null) {
            current.tick();
        }
        owner.ticked();
    }

    private void ended(Call which, LinkFault fault) {
        call = null;
        which.hangUp();
        boolean resting = false;
        if (fault.kind() == Kind.NO_SHARE_ACCEPTED && ++fruitless >= FRUITLESS_ROUNDS) {
            journal.noShareAccepted(fruitless, fault.sentence());
            resting = true;
        }
        if (which.isGoodSpell()) {
            delay.reset();
        }
        Duration wait = resting ? REST : delay.next();
        journal.ended(fault);
        owner.happened(new LinkEvent.Ended(fault));
        if (!stopped) {
            tools.loop().schedule(this::dial, wait.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    /** One call to the pool. What comes after its end, or after the next call began, counts for nothing. */
    private final class Call implements PoolLine.Listener {

        private final DatumLink link;
        private @Nullable PoolLine line;
        private final long began = tools.ticker().nanos();
        private boolean over;
        private boolean ready;
        private long readySince;

        Call(DatumLink link) {
            this.link = link;
        }

        @Override
        public void opened(PoolLine opened) {
            if (over) {
                opened.close();
                return;
            }
            line = opened;
            handle(link.open());
        }

        @Override
        public void received(ByteBuffer bytes) {
            if (!over) {
                handle(link.received(bytes));
            }
        }

        @Override
        public void taken(long total) {
            if (!over) {
                owner.taken(total);
            }
        }

        @Override
        public void writable() {
            if (!over) {
                owner.writable();
            }
        }

        @Override
        public void closed(String why) {
            if (over) {
                return;
            }
            if (line == null) {
                over = true;
                ended(this, new LinkFault(Kind.UNREACHABLE, "The pool at " + settings.address()
                        + " can not be reached (" + why + "). Look whether this machine is online and whether host and"
                        + " port are those on the pool's own page; we try again."));
            } else {
                handle(link.closed(why));
            }
        }

        void tick() {
            if (line == null && tools.ticker().nanos() - began >= settings.silence().toNanos()) {
                closed("nobody took the call within " + settings.silence().toSeconds() + " s");
            } else {
                handle(link.tick());
            }
        }

        /** Gives up on a call that nobody has taken yet. */
        void abandon() {
            over = true;
            ended(this, new LinkFault(Kind.STOPPED, "The gateway gave up calling the pool."));
        }

        void handle(List<LinkEvent> events) {
            for (LinkEvent event : events) {
                if (over) {
                    // What came before made somebody hang up.
                    return;
                }
                if (event instanceof LinkEvent.Ended(LinkFault fault)) {
                    over = true;
                    ended(this, fault);
                } else {
                    if (event instanceof LinkEvent.Configured && !ready) {
                        ready = true;
                        readySince = tools.ticker().nanos();
                    }
                    owner.happened(event);
                }
            }
            if (!over && line != null) {
                link.flush(line);
            }
        }

        void hangUp() {
            if (line != null) {
                line.close();
            }
        }

        boolean isGoodSpell() {
            return ready && tools.ticker().nanos() - readySince >= RedialDelay.GOOD_SPELL.toNanos();
        }
    }
}
