package io.sluice.mining.candidate;

import java.util.ArrayList;
import java.util.List;

import io.sluice.mining.bitcoin.SigOps;
import io.sluice.mining.bitcoin.TxOutput;

/**
 * Which payouts of the pool's list a coinbase takes (section 7.5): in the list's order, whatever fits.
 *
 * @param taken in the list's order
 * @param value satoshi of those taken
 */
record PayoutSelection(List<TxOutput> taken, long value) {

    /** With less room than this nothing more is looked at, though a tiny script might still fit. */
    private static final int SMALLEST_ROOM = 30;

    /**
     * @param available satoshi to give out
     * @param room bytes that the payouts may take
     * @param sigops cost that the payouts may have. Spec: the C gateway does not count it; a pool of legacy addresses could make
     *     its blocks invalid
     */
    static PayoutSelection of(List<TxOutput> offered, long available, int room, long sigops) {
        List<TxOutput> taken = new ArrayList<>();
        long value = 0;
        for (TxOutput payout : offered) {
            int size = sizeOf(payout);
            int cost = SigOps.costOf(payout.script());
            if (size > room || payout.value() > available - value || cost > sigops) {
                continue;
            }
            taken.add(payout);
            room -= size;
            sigops -= cost;
            value += payout.value();
            if (room < SMALLEST_ROOM || value >= available) {
                break;
            }
        }
        return new PayoutSelection(List.copyOf(taken), value);
    }

    /** How many of those taken, from the first one on, fit into so many bytes. */
    int countWithin(int bytes) {
        int count = 0;
        for (TxOutput payout : taken) {
            bytes -= sizeOf(payout);
            if (bytes < 0) {
                break;
            }
            count++;
        }
        return count;
    }

    /** Scripts of payouts are shorter than 253 bytes, so their length takes one. */
    private static int sizeOf(TxOutput payout) {
        return Long.BYTES + 1 + payout.script().length();
    }
}
