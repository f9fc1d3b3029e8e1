package io.sluice.pool.testing;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;

import io.sluice.datum.crypto.DatumCrypto;
import io.sluice.datum.crypto.JavaCrypto;
import io.sluice.datum.crypto.KeySet;
import io.sluice.datum.message.CoinbaserRequest;
import io.sluice.datum.message.CoinbaserResponse;
import io.sluice.datum.message.DatumMessage;
import io.sluice.datum.message.PayoutList;
import io.sluice.datum.message.PowSubmission;
import io.sluice.datum.message.ShareResponse;
import io.sluice.mining.bitcoin.TxOutput;
import io.sluice.mining.testing.CandidateFixtures;
import io.sluice.mining.testing.HandClock;
import io.sluice.pool.DatumPool;
import io.sluice.pool.PoolSettings;
import io.sluice.pool.ledger.LedgerFailure;
import io.sluice.pool.ledger.SqliteStore;
import io.sluice.pool.payout.ConfiguredSplit;
import io.sluice.wire.type.Bytes;

/** A whole pool in one thread, with time and disk by hand. */
public final class PoolRig implements AutoCloseable {

    public static final DatumCrypto CRYPTO = new JavaCrypto();

    public final HandClock clock = new HandClock();
    public final AtomicLong nanos = new AtomicLong();
    public final Deque<Runnable> writing = new ArrayDeque<>();
    public final KeySet keys = KeySet.random(CRYPTO, new Random(1));
    public final DatumPool pool;

    private long gateways;

    public PoolRig(Path folder, HandChain chain) {
        PoolSettings settings = PoolSettings.of(HandMadeWork.NETWORK, HandMadeWork.POOL_SCRIPT, HandMadeWork.TAG,
                HandMadeWork.PRIME_ID, 3, new ConfiguredSplit(List.of(
                        new ConfiguredSplit.Payee(CandidateFixtures.p2wpkh(1), 3),
                        new ConfiguredSplit.Payee(CandidateFixtures.p2tr(2), 5)), 2));
        try {
            pool = DatumPool.open(settings, CRYPTO, keys, chain,
                    SqliteStore.open(folder.resolve("pool.db"), settings.ledger().shareRetention()), writing::add,
                    clock,
                    nanos::get, new Random(2));
        } catch (LedgerFailure failure) {
            throw new AssertionError(failure);
        }
    }

    /** A socket on which nothing was said yet. */
    public Line connect() {
        return new Line(new EmbeddedChannel(pool.initializer()),
                new HandMadeGateway(CRYPTO, pool.publicKeys(), 100 + gateways++));
    }

    /** A gateway that has shaken hands. */
    public Line greeted() {
        return connect().exchange();
    }

    /** Lets time pass, for the pool and for its sockets. */
    public void pass(Line line, long seconds) {
        for (long i = 0; i < seconds; i++) {
            nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
            clock.advance(java.time.Duration.ofSeconds(1));
            line.socket.advanceTimeBy(1, TimeUnit.SECONDS);
            line.socket.runScheduledPendingTasks();
        }
        line.deliver();
    }

    /** Work that pays by the list that the pool gives out now. */
    public HandMadeWork work(Line line) {
        var work = new HandMadeWork();
        line.gateway.say(new CoinbaserRequest(work.value, work.tip.prevHash()));
        line.exchange();
        PayoutList.Kept list = (PayoutList.Kept) ((CoinbaserResponse) line.gateway.lastHeard()).payouts();
        work.coinbaserId = list.coinbaserId();
        work.paid = list.payouts();
        work.rest = new TxOutput(
                work.value - work.paid.stream().mapToLong(TxOutput::value).sum(), HandMadeWork.POOL_SCRIPT);
        return work;
    }

    @Override
    public void close() {
        pool.close();
    }

    /** A socket of the pool and the gateway at its other end. */
    public static final class Line {

        public final EmbeddedChannel socket;
        public final HandMadeGateway gateway;
        /** Writes that the pool made; each has to hold whole frames. */
        public int writes;

        Line(EmbeddedChannel socket, HandMadeGateway gateway) {
            this.socket = socket;
            this.gateway = gateway;
            socket.freezeTime();
        }

        /** Carries what the gateway said to the pool, and the answers back. */
        public Line exchange() {
            return send(gateway.said());
        }

        /** Carries bytes to the pool, and the answers back. */
        public Line send(byte[] bytes) {
            if (socket.isOpen()) {
                socket.writeInbound(Unpooled.copiedBuffer(bytes));
            }
            return deliver();
        }

        /** Carries to the gateway what the pool has written. */
        public Line deliver() {
            socket.runPendingTasks();
            for (ByteBuf written = socket.readOutbound(); written != null; written = socket.readOutbound()) {
                byte[] bytes = new byte[written.readableBytes()];
                written.readBytes(bytes);
                written.release();
                writes++;
                gateway.hear(bytes);
            }
            return this;
        }

        /** Says something and returns the pool's answer. */
        public DatumMessage ask(DatumMessage message) {
            gateway.say(message);
            exchange();
            return gateway.lastHeard();
        }

        /** The pool's verdict on a share. */
        public ShareResponse submit(PowSubmission share) {
            return (ShareResponse) ask(share);
        }

        public boolean isClosed() {
            return !socket.isOpen();
        }

        public Bytes identity() {
            return gateway.longTerm.publicKeys().signing();
        }
    }
}
