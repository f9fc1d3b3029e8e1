package io.sluice.simulation.miner;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.function.Function;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import org.jspecify.annotations.Nullable;

import io.sluice.simulation.trace.Happening;
import io.sluice.simulation.trace.Happening.JobSight;

/**
 * Keeps a miner connected.
 *
 * <pre>
 *          put in           connected
 *   OUT ----------> DIALLING -------> TALKING
 *                    ^    |              |
 *          1 to 10 s |    v              |
 *                   PAUSING <------------+
 * </pre>
 *
 * Pulled it is out, wherever it was. Like firmware it hangs up when it was given nothing to do for {@link #PATIENCE}.
 */
final class Plug {

    static final Duration PATIENCE = Duration.ofSeconds(90);
    static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
    static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final Self self;
    private final Function<Plug, Talk> talks;
    private boolean in;
    private @Nullable Talk talk;
    private @Nullable Channel socket;
    private long connection;
    /** Ends the pause, or the patience. */
    private @Nullable ScheduledFuture<?> alarm;

    /** @param talks makes one for each attempt */
    Plug(Self self, Function<Plug, Talk> talks) {
        this.self = self;
        this.talks = talks;
    }

    void putIn() {
        if (!in) {
            in = true;
            dial();
        }
    }

    void pull() {
        in = false;
        silenceAlarm();
        hangUp("the plug is pulled");
    }

    /** Hangs up and dials again without a pause. */
    void replug() {
        if (in) {
            hangUp("it begins anew");
            dial();
        }
    }

    /** Ends the connection or the attempt, if there is one; the next one comes after a pause. */
    void hangUp(String why) {
        Talk current = talk;
        Channel open = socket;
        if (current != null) {
            ended(current, why);
        }
        if (open != null) {
            open.close();
        }
    }

    /** Whether this talk is the present one: others are over, whatever they still hear. */
    boolean isOn(Talk some) {
        return some.equals(talk);
    }

    /** What mines at present. */
    List<Rig> rigs() {
        Talk current = talk;
        return current == null ? List.of() : current.rigs();
    }

    /** The present connection's number, 0 while there is none. */
    long connection() {
        return connection;
    }

    /** The present talk has a connection. Returns its number. */
    long opened() {
        connection = self.tools().connections().getAsLong();
        self.see(new Happening.Connected(self.name(), connection));
        return connection;
    }

    /** The miner was given something to do. */
    void given(JobSight job) {
        self.see(new Happening.JobGiven(self.name(), job));
        bePatient();
    }

    /** The talk's connection has ended, or there was none to be had. Only the first reason counts. */
    void ended(Talk which, String why) {
        if (!isOn(which)) {
            return;
        }
        long ended = connection;
        which.rigs().forEach(Rig::stop);
        talk = null;
        socket = null;
        connection = 0;
        self.see(new Happening.Disconnected(self.name(), ended, why));
        if (in) {
            long pause = self.random().nextLong(SHORTEST_PAUSE.toMillis(), LONGEST_PAUSE.toMillis() + 1);
            setAlarm(Duration.ofMillis(pause), this::dial);
        }
    }

    private void dial() {
        Talk attempt = talks.apply(this);
        talk = attempt;
        bePatient();
        self.tools().dial().dial(new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel made) {
                if (isOn(attempt)) {
                    socket = made;
                    attempt.install(made.pipeline());
                } else {
                    made.close();
                }
            }
        }, why -> ended(attempt, why));
    }

    private void bePatient() {
        setAlarm(PATIENCE, () -> hangUp("no work for " + PATIENCE.toSeconds() + " s"));
    }

    private void setAlarm(Duration when, Runnable what) {
        silenceAlarm();
        alarm = self.after(when, what);
    }

    private void silenceAlarm() {
        ScheduledFuture<?> set = alarm;
        if (set != null) {
            set.cancel(false);
            alarm = null;
        }
    }
}
