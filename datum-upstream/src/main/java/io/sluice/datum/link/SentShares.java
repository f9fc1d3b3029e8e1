package io.sluice.datum.link;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import io.sluice.datum.message.PowSubmission;
import io.sluice.datum.message.ShareResponse;
import io.sluice.datum.message.ShareResponse.Status;

/**
 * The shares that were sent on this connection and not answered yet. An answer names nonce, target byte and slot; of several
 * shares that fit it means the one sent first.
 *
 * <p>Belongs to the pool link's loop.
 */
final class SentShares {

    /** One share, before the next with the same nonce and slot, in the order in which they were sent. */
    static final class Sent {

        private final String worker;
        private final long end;
        private final int targetByte;
        private final int round;
        private @Nullable Sent next;

        private Sent(String worker, long end, int targetByte, int round) {
            this.worker = worker;
            this.end = end;
            this.targetByte = targetByte;
            this.round = round;
        }

        String worker() {
            return worker;
        }

        /** Which byte of the connection was its last. */
        long end() {
            return end;
        }
    }

    private final Map<Long, Sent> firstByName = new HashMap<>();
    private int size;
    private int round;

    /** @param end which byte of the connection was the last of this share */
    void add(String worker, PowSubmission share, long end) {
        Sent sent = new Sent(worker, end, share.targetByte(), round);
        Sent last = firstByName.putIfAbsent(name(share.slot(), share.nonce()), sent);
        while (last != null) {
            if (last.next == null) {
                last.next = sent;
                break;
            }
            last = last.next;
        }
        size++;
    }

    /** The share that is answered; null if it is none of ours. */
    @Nullable
    Sent answered(ShareResponse response) {
        long name = name(response.slot(), response.nonce());
        Sent before = null;
        for (Sent sent = firstByName.get(name); sent != null; sent = sent.next) {
            if (means(response, sent)) {
                if (before != null) {
                    before.next = sent.next;
                } else if (sent.next != null) {
                    firstByName.put(name, sent.next);
                } else {
                    firstByName.remove(name);
                }
                size--;
                return sent;
            }
            before = sent;
        }
        return null;
    }

    /** Begins another round: forgets what was sent before the last one began, and names the worker of each. */
    void nextRound(Consumer<String> worker) {
        for (Iterator<Map.Entry<Long, Sent>> names = firstByName.entrySet().iterator(); names.hasNext();) {
            Map.Entry<Long, Sent> name = names.next();
            Sent first = name.getValue();
            // Of one name the oldest stand in front.
            while (first != null && first.round < round) {
                worker.accept(first.worker);
                size--;
                first = first.next;
            }
            if (first == null) {
                names.remove();
            } else {
                name.setValue(first);
            }
        }
        round++;
    }

    /** Forgets all, and names the worker of each. */
    void clear(Consumer<String> worker) {
        for (Sent first : firstByName.values()) {
            for (Sent sent = first; sent != null; sent = sent.next) {
                worker.accept(sent.worker);
            }
        }
        firstByName.clear();
        size = 0;
    }

    int size() {
        return size;
    }

    private static boolean means(ShareResponse response, Sent sent) {
        return response.targetByte() == sent.targetByte
                || response.status() == Status.REJECTED && response.targetByte() == ShareResponse.TARGET_UNKNOWN;
    }

    private static long name(int slot, int nonce) {
        return (long) slot << Integer.SIZE | Integer.toUnsignedLong(nonce);
    }
}
