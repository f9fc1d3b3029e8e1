package io.sluice.simulation.time;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelPromise;
import io.netty.channel.DefaultChannelPromise;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.AbstractScheduledEventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.ImmediateEventExecutor;
import io.netty.util.concurrent.Ticker;

/**
 * An event loop in virtual time. Tasks run one by one in their order, each a little later than the one before, now and then much
 * later, as when a machine is busy.
 *
 * <p>One thread, which is on this loop while one of its tasks runs.
 */
public final class VirtualLoop extends AbstractScheduledEventExecutor implements EventLoop {

    private static final long LONGEST_TURN = 40_000;
    private static final long LONGEST_PAUSE = 80_000_000;
    private static final double PAUSES = 0.002;
    private static final long NEVER = Long.MAX_VALUE;

    private final VirtualProcess process;
    private final VirtualTime time;
    private final Chance chance;
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final Ticker ticker = new VirtualTicker();
    private boolean turnIsDue;
    private long armedFor = NEVER;

    VirtualLoop(VirtualProcess process, Chance chance) {
        this.process = process;
        this.time = process.time();
        this.chance = chance;
    }

    public VirtualProcess process() {
        return process;
    }

    /** Tasks that wait. */
    public int waiting() {
        return tasks.size();
    }

    @Override
    public void execute(Runnable task) {
        if (process.isAlive()) {
            tasks.add(task);
            takeTurnSoon();
        }
    }

    @Override
    public boolean inEventLoop() {
        return time.running() == this;
    }

    @Override
    public boolean inEventLoop(Thread thread) {
        return inEventLoop();
    }

    @Override
    public Ticker ticker() {
        return ticker;
    }

    private void takeTurnSoon() {
        if (!turnIsDue) {
            turnIsDue = true;
            time.after(chance.happens(PAUSES) ? chance.delay(0, LONGEST_PAUSE) : chance.delay(1, LONGEST_TURN),
                    this::turn);
        }
    }

    private void turn() {
        turnIsDue = false;
        if (!process.isAlive()) {
            tasks.clear();
            return;
        }
        time.runAs(this, this::runNext);
    }

    private void runNext() {
        fetchFromScheduledTaskQueue(tasks);
        Runnable task = tasks.poll();
        if (task != null) {
            process.run(task);
        }
        if (!tasks.isEmpty()) {
            takeTurnSoon();
        }
        arm();
    }

    /** Makes sure that there is a turn when the next timer is due. */
    private void arm() {
        long deadline = nextScheduledTaskDeadlineNanos();
        if (deadline >= 0 && deadline < armedFor) {
            armedFor = deadline;
            time.at(deadline, () -> {
                if (armedFor <= time.nanos()) {
                    armedFor = NEVER;
                }
                takeTurnSoon();
            });
        }
    }

    @Override
    public EventLoopGroup parent() {
        return (EventLoopGroup) super.parent();
    }

    @Override
    public EventLoop next() {
        return this;
    }

    @Override
    public ChannelFuture register(Channel channel) {
        return register(new DefaultChannelPromise(channel, this));
    }

    @Override
    public ChannelFuture register(ChannelPromise promise) {
        promise.channel().unsafe().register(this, promise);
        return promise;
    }

    @Override
    @Deprecated
    public ChannelFuture register(Channel channel, ChannelPromise promise) {
        channel.unsafe().register(this, promise);
        return promise;
    }

    @Override
    @Deprecated
    public void shutdown() {
        throw new UnsupportedOperationException("a loop ends with its process");
    }

    @Override
    public boolean isShuttingDown() {
        return !process.isAlive();
    }

    @Override
    public boolean isShutdown() {
        return !process.isAlive();
    }

    @Override
    public boolean isTerminated() {
        return !process.isAlive();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return isTerminated();
    }

    @Override
    public Future<?> shutdownGracefully(long quietPeriod, long timeout, TimeUnit unit) {
        throw new UnsupportedOperationException("a loop ends with its process");
    }

    @Override
    public Future<?> terminationFuture() {
        return ImmediateEventExecutor.INSTANCE.newSucceededFuture(null);
    }

    private final class VirtualTicker implements Ticker {
        @Override
        public long initialNanoTime() {
            return 0;
        }

        @Override
        public long nanoTime() {
            return time.nanos();
        }

        @Override
        public void sleep(long delay, TimeUnit unit) {
            throw new UnsupportedOperationException("nobody sleeps here");
        }
    }
}
