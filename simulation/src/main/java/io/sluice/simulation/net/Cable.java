package io.sluice.simulation.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

import io.sluice.simulation.time.Chance;
import io.sluice.simulation.time.VirtualTime;

/**
 * A connection: two ends and what is under way between them.
 *
 * <p>Bytes arrive in their order, sliced anywhere, after a while. What is under way is bounded, as the system's buffers are: an end that
 * is not read takes no more.
 */
public final class Cable {

    private static final int CAPACITY = 256 * 1024;
    private static final long QUICKEST = 100_000;
    private static final long SLOWEST = 15_000_000;
    private static final double SLICED = 0.15;

    /** One of the two ends. */
    interface End {
        /** Bytes are there. */
        void arrived(ByteBuf bytes);

        /** The other end sends nothing any more. */
        void finished();

        /** It is broken. */
        void broken(String why);

        /** There is room again. */
        void writable();
    }

    private final VirtualTime time;
    private final Chance chance;
    private final String name;
    private final int port;
    private final Direction toServer = new Direction();
    private final Direction toClient = new Direction();
    private boolean cut;

    Cable(VirtualTime time, Chance chance, String name, int port) {
        this.time = time;
        this.chance = chance;
        this.name = name;
        this.port = port;
    }

    void attach(End client, End server) {
        toServer.to = server;
        toServer.from = client;
        toClient.to = client;
        toClient.from = server;
    }

    /** Who is connected with whom. */
    public String name() {
        return name;
    }

    /** The port that was dialled. */
    public int port() {
        return port;
    }

    /** Whether both ends know that it has ended. */
    public boolean isOver() {
        return cut || toServer.isDone() && toClient.isDone();
    }

    /** Whether the end that dialled has hung up. */
    public boolean isLeft() {
        return toServer.ending;
    }

    /** Whether the end that was dialled has not hung up. */
    boolean isHeld() {
        return !cut && !toClient.ending;
    }

    Direction toServer() {
        return toServer;
    }

    Direction toClient() {
        return toClient;
    }

    /** Breaks it: some of what is under way still arrives, cut at any byte, and then both ends find out. */
    public void cut(String why) {
        if (!cut) {
            toServer.arriveInPart();
            toClient.arriveInPart();
            cutNow(why);
        }
    }

    /** Breaks it as the death of a process does: both ends find out, and what is under way is gone. */
    void cutNow(String why) {
        if (!cut) {
            cut = true;
            toServer.pending.clear();
            toClient.pending.clear();
            time.after(chance.delay(QUICKEST, SLOWEST), () -> {
                toServer.tellBroken(why);
                toClient.tellBroken(why);
            });
        }
    }

    /** Lets nothing through for so long; nothing is lost. */
    public void stall(long nanos) {
        toServer.stalledUntil = Math.max(toServer.stalledUntil, time.nanos() + nanos);
        toClient.stalledUntil = Math.max(toClient.stalledUntil, time.nanos() + nanos);
    }

    /** Whether nothing comes through at the moment, or did not until so long ago. */
    public boolean wasMuteWithin(long nanos) {
        return toClient.swallows || toClient.stalledUntil > time.nanos() - nanos;
    }

    void heal() {
        toServer.goOn();
        toClient.goOn();
    }

    /** From now on nothing comes through any more, neither bytes nor an end, and nobody is told: what a dead router does. */
    public void swallow() {
        toServer.swallows = true;
        toClient.swallows = true;
    }

    /** The server's end says this behind what its program said. */
    public void blurt(byte[] bytes) {
        toClient.send(Unpooled.wrappedBuffer(bytes));
    }

    /** Turns one bit of the next bytes that arrive at the client's end, or the server's. */
    public void flip(boolean atClient) {
        (atClient ? toClient : toServer).flips = true;
    }

    /** One of the two ways. */
    final class Direction {

        private final ByteBuf pending = Unpooled.buffer(256);
        private @Nullable End from;
        private @Nullable End to;
        private boolean due;
        private long turn;
        private boolean full;
        private boolean ending;
        private boolean over;
        private boolean swallows;
        private boolean flips;
        private long stalledUntil = Long.MIN_VALUE / 2;

        /** Takes as much as there is room for. */
        int send(ByteBuf bytes) {
            int room = Math.min(bytes.readableBytes(), CAPACITY - pending.readableBytes());
            if (room < bytes.readableBytes()) {
                full = true;
            }
            if (cut) {
                return room;
            }
            pending.writeBytes(bytes, bytes.readerIndex(), room);
            arriveSoon();
            return room;
        }

        /** No more comes behind what is under way. */
        void end() {
            if (!ending) {
                ending = true;
                arriveSoon();
            }
        }

        /** There is room again at the receiver. */
        void resume() {
            arriveSoon();
        }

        private boolean isDone() {
            return over || swallows && ending;
        }

        private void arriveSoon() {
            if (!due && !cut && !swallows) {
                due = true;
                long delay = chance.delay(QUICKEST, SLOWEST);
                long own = ++turn;
                time.at(Math.max(time.nanos() + delay, stalledUntil), () -> {
                    if (own == turn) {
                        arrive();
                    }
                });
            }
        }

        /** Ends a stall. */
        private void goOn() {
            if (stalledUntil > time.nanos()) {
                stalledUntil = time.nanos();
                due = false;
                arriveSoon();
            }
        }

        private void arrive() {
            due = false;
            End receiver = to;
            if (cut || over || swallows || receiver == null) {
                return;
            }
            if (time.nanos() < stalledUntil) {
                arriveSoon();
                return;
            }
            int there = pending.readableBytes();
            if (there > 0) {
                int some = chance.happens(SLICED) ? 1 + chance.nextInt(there) : there;
                hand(receiver, some);
            }
            if (pending.isReadable()) {
                arriveSoon();
            } else if (ending) {
                over = true;
                receiver.finished();
            }
        }

        private void hand(End receiver, int some) {
            ByteBuf slice = Unpooled.buffer(some);
            pending.readBytes(slice, some);
            pending.discardReadBytes();
            if (flips) {
                flips = false;
                int at = chance.nextInt(some);
                slice.setByte(at, slice.getByte(at) ^ 1 << chance.nextInt(8));
            }
            receiver.arrived(slice);
            if (full && from != null) {
                full = false;
                from.writable();
            }
        }

        private void arriveInPart() {
            End receiver = to;
            int there = pending.readableBytes();
            if (there > 0 && receiver != null && !over && !swallows) {
                int some = chance.nextInt(there + 1);
                if (some > 0) {
                    hand(receiver, some);
                }
            }
        }

        private void tellBroken(String why) {
            if (to != null && !over) {
                over = true;
                to.broken(why);
            }
        }
    }
}
