package io.sluice.app.miner;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.sluice.mining.bitcoin.BlockHeader;
import io.sluice.mining.bitcoin.Sha256d;
import io.sluice.mining.time.Ticker;

/**
 * Hashes all that a miner has work for, at a set rate altogether: a miner for trying out must not eat the machine. Every seat gets
 * a few nonces, then it is the next one's turn, so that thousands of channels cost no more than one.
 *
 * <p>Belongs to the miner's loop. Hashing alone happens on a worker, in one short shift at a time.
 */
final class Grinder {

    /** Nonces of one turn at least: fewer would not be worth the change. */
    static final int SHORTEST_TURN = 64;

    private static final long TICK_MILLIS = 20;
    // After a pause no more than this is made up for.
    private static final double LONGEST_PAUSE_SECONDS = 0.25;
    // Some 10 ms on a small machine.
    private static final int LONGEST_SHIFT = 16_384;

    private final ScheduledExecutorService loop;
    private final Executor worker;
    private final Ticker ticker;
    private final double hashesPerSecond;
    private final Deque<Seat> round = new ArrayDeque<>();
    private double owed;
    private long lastTick;
    private boolean ticking;
    private boolean working;
    private boolean over;

    Grinder(ScheduledExecutorService loop, Executor worker, Ticker ticker, double hashesPerSecond) {
        this.loop = loop;
        this.worker = worker;
        this.ticker = ticker;
        this.hashesPerSecond = hashesPerSecond;
    }

    /** One more place in the round, without work yet. */
    Seat seat() {
        return new Seat(this);
    }

    /** Hashes nothing from now on. */
    void end() {
        over = true;
        round.clear();
    }

    /** A seat has work and wants turns. */
    void seated(Seat seat) {
        if (over) {
            return;
        }
        round.add(seat);
        if (!ticking) {
            ticking = true;
            lastTick = ticker.nanos();
            later();
        }
    }

    private void later() {
        loop.schedule(this::tick, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void tick() {
        if (round.isEmpty() && !working) {
            ticking = false;
            owed = 0;
            return;
        }
        later();
        long now = ticker.nanos();
        owed = Math.min(owed + hashesPerSecond * (now - lastTick) / 1e9, hashesPerSecond * LONGEST_PAUSE_SECONDS);
        lastTick = now;
        shift();
    }

    private void shift() {
        if (working || over) {
            return;
        }
        List<Seat.Turn> turns = deal((int) Math.min(owed, LONGEST_SHIFT));
        if (!turns.isEmpty()) {
            working = true;
            worker.execute(() -> {
                List<Find> finds = hash(turns);
                loop.execute(() -> home(turns, finds));
            });
        }
    }

    /** Takes seats from the round until they have so many hashes to do. The last one's turn is whole, too, and is worked off later. */
    private List<Seat.Turn> deal(int hashes) {
        List<Seat.Turn> turns = new ArrayList<>();
        int each = Math.max(SHORTEST_TURN, hashes / Math.max(1, round.size()));
        int left = hashes;
        while (left > 0 && !round.isEmpty()) {
            Optional<Seat.Turn> turn = round.remove().next(each);
            if (turn.isPresent()) {
                turns.add(turn.get());
                left -= turn.get().count();
            }
        }
        owed -= hashes - left;
        return turns;
    }

    private static List<Find> hash(List<Seat.Turn> turns) {
        Sha256d sha = new Sha256d();
        byte[] header = new byte[BlockHeader.SIZE];
        byte[] hash = new byte[Sha256d.SIZE];
        List<Find> finds = new ArrayList<>();
        for (Seat.Turn turn : turns) {
            System.arraycopy(turn.header(), 0, header, 0, BlockHeader.SIZE);
            for (int i = 0; i < turn.count(); i++) {
                int nonce = turn.firstNonce() + i;
                BlockHeader.putInt(header, 76, nonce);
                sha.hash(header, 0, BlockHeader.SIZE, hash, 0);
                if (turn.work().target().isMetBy(hash, 0)) {
                    finds.add(new Find(turn, nonce));
                }
            }
        }
        return finds;
    }

    private void home(List<Seat.Turn> turns, List<Find> finds) {
        working = false;
        if (over) {
            return;
        }
        turns.forEach(turn -> round.add(turn.seat()));
        finds.forEach(find -> find.turn.seat().found(find.turn, find.nonce));
        shift();
    }

    /** A nonce that meets the target of its work. */
    private record Find(Seat.Turn turn, int nonce) {}
}
