package io.sluice.app.miner;

import java.util.concurrent.ScheduledExecutorService;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;

import io.sluice.mining.bitcoin.BlockHeader;
import io.sluice.mining.bitcoin.Target;
import io.sluice.mining.time.Ticker;

/**
 * What miners of both protocols have in common: they connect, connect again, and hash while they have work. Belongs to its loop.
 *
 * @param <W> what they keep of a job, to be able to hand in a share
 */
abstract class DialingMiner<W> implements CpuMiner {

    private final MinerIdentity identity;
    private final ScheduledExecutorService loop;
    private final Dial dial;
    private final MinerCounts counts = new MinerCounts();
    private final Grinder<W> grinder;
    private final Redial redial;
    private boolean hashing = true;

    DialingMiner(
            MinerIdentity identity, double hashesPerSecond, Dial dial, ScheduledExecutorService loop, Ticker ticker) {
        this.identity = identity;
        this.loop = loop;
        this.dial = dial;
        this.grinder = new Grinder<>(loop, ticker, hashesPerSecond, this::found);
        this.redial = new Redial(identity.user(), loop, this::connect);
    }

    /** To be put on a new socket. */
    abstract ChannelInitializer<Channel> talk();

    /** A header of this work meets its target. */
    abstract void found(W work, int nonce);

    /** Closes the connection, if there is one. */
    abstract void hangUp(String why);

    @Override
    public final void start() {
        loop.execute(this::connect);
    }

    @Override
    public final void stopHashing() {
        loop.execute(() -> {
            hashing = false;
            grinder.stop();
        });
    }

    @Override
    public final void close() {
        loop.execute(() -> {
            redial.end();
            grinder.stop();
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

    /** The server has answered. */
    final void connected() {
        redial.succeeded();
    }

    /** There is no connection any more. */
    final void disconnected(String why) {
        grinder.stop();
        redial.later(why);
    }

    /** Leaves what it was at and hashes this, from nonce 0. */
    final void mine(W work, BlockHeader header, Target target) {
        if (hashing) {
            grinder.mine(work, header, target);
        }
    }

    /** Nothing to hash until the next work. */
    final void rest() {
        grinder.stop();
    }

    private void connect() {
        dial.dial(talk(), why -> loop.execute(() -> redial.later(why)));
    }
}
