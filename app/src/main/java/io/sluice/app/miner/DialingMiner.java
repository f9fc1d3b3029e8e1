package io.sluice.app.miner;

import java.util.concurrent.ScheduledExecutorService;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;

/** What miners of both protocols have in common: they connect, connect again, and hash while they have work. Belongs to its loop. */
abstract class DialingMiner implements CpuMiner {

    private final MinerIdentity identity;
    private final Server home;
    private final ScheduledExecutorService loop;
    private final Dial dial;
    private final MinerCounts counts = new MinerCounts();
    private final Grinder grinder;
    private final Redial redial;
    private Server next;

    DialingMiner(MinerIdentity identity, double hashesPerSecond, Server home, MinerTools tools) {
        this.identity = identity;
        this.home = home;
        this.loop = tools.loop();
        this.dial = tools.dial();
        this.grinder = new Grinder(loop, tools.worker(), tools.ticker(), hashesPerSecond);
        this.redial = new Redial(identity.user(), loop, this::connect);
        this.next = home;
    }

    /** To be put on a new socket to this server. */
    abstract ChannelInitializer<Channel> talk(Server server);

    /** Closes the connection, if there is one. */
    abstract void hangUp(String why);

    @Override
    public final void start() {
        loop.execute(this::connect);
    }

    @Override
    public final void stopHashing() {
        loop.execute(grinder::end);
    }

    @Override
    public final void close() {
        loop.execute(() -> {
            redial.end();
            grinder.end();
            hangUp("the miner leaves");
        });
    }

    @Override
    public final MinerCounts counts() {
        return counts;
    }

    @Override
    public final MinerIdentity identity() {
        return identity;
    }

    /** Hashes all that this miner has work for. */
    final Grinder grinder() {
        return grinder;
    }

    /** The server has answered. */
    final void connected() {
        counts.connected();
        redial.succeeded();
    }

    /** There is no connection any more. */
    final void disconnected(String why) {
        counts.disconnected();
        redial.later(why);
    }

    /** The next call, and no other, goes there: who leads us astray does so once. */
    final void callNext(Server elsewhere) {
        next = elsewhere;
    }

    private void connect() {
        Server server = next;
        next = home;
        dial.dial(server, talk(server), why -> loop.execute(() -> redial.later(why)));
    }
}
