package io.sluice.datum.message;

import java.util.ArrayList;
import java.util.List;

import io.sluice.mining.bitcoin.TxOutput;
import io.sluice.wire.type.Bytes;

/**
 * What a gateway makes of a payout blob (section 4.2, "coinbaser v2").
 *
 * <pre>
 * size  field
 *    1  coinbaser id; pools use 1 to 255, 0 also means that there was none
 *       then per output, until the blob ends:
 *    8  value in satoshi, u64
 *    1  L, 2 to 64
 *    L  output script
 * </pre>
 *
 * Both sides must come to the same list, since the pool checks coinbases against it; so the rules and their order are part
 * of the protocol.
 */
public sealed interface PayoutList {

    /** Shortest blob that is looked at. */
    int SHORTEST_BLOB = 9;
    /** Outputs that are kept; more are cut off. */
    int MOST_OUTPUTS = 512;
    /** Shortest output script. */
    int SHORTEST_SCRIPT = 2;
    /** Longest output script. */
    int LONGEST_SCRIPT = 64;
    /** Bytes of an output in front of its script. */
    int OUTPUT_HEAD = Long.BYTES + 1;

    /**
     * The list holds, all of it or its beginning.
     *
     * @param coinbaserId goes back to the pool with the job
     * @param payouts in the pool's order, the most important first; their sum is at most the coinbase value
     * @param end why there are no more
     */
    record Kept(int coinbaserId, List<TxOutput> payouts, End end) implements PayoutList {
        public Kept {
            payouts = List.copyOf(payouts);
        }
    }

    /** Nothing of the list holds: there are no payouts, and the job's coinbaser id stays 0. */
    record Refused(Fault fault, int payoutsBefore) implements PayoutList {}

    /** Why a kept list ended. */
    enum End {
        /** Every output was kept. */
        COMPLETE,
        /** The next output would have spent more than the coinbase value. */
        VALUE_SPENT,
        /** There were more outputs than {@link #MOST_OUTPUTS}, or exactly so many. */
        FULL
    }

    /** Why a list was refused. */
    enum Fault {
        /** The blob is shorter than {@link #SHORTEST_BLOB} bytes. */
        TOO_SHORT("it is shorter than its shortest form"),
        /** What is left after an output is too short for another. */
        TRAILING_BYTES("its end is too short for another output"),
        /** A script is shorter or longer than allowed. */
        SCRIPT_LENGTH("an output script has not between 2 and 64 bytes"),
        /** A script reaches beyond the end. */
        CUT_OFF("its last output script is cut off");

        private final String words;

        Fault(String words) {
            this.words = words;
        }

        /** Completes "the payout list was refused: ...". */
        public String words() {
            return words;
        }
    }

    /** Applies the rules, in the order the protocol gives them. */
    static PayoutList read(Bytes blob, long coinbaseValue) {
        if (blob.length() < SHORTEST_BLOB) {
            return new Refused(Fault.TOO_SHORT, 0);
        }
        List<TxOutput> payouts = new ArrayList<>();
        long left = coinbaseValue;
        int at = 1;
        while (at < blob.length()) {
            if (blob.length() - at < OUTPUT_HEAD) {
                return new Refused(Fault.TRAILING_BYTES, payouts.size());
            }
            long value = u64(blob, at);
            if (Long.compareUnsigned(value, left) > 0) {
                return new Kept(blob.at(0), payouts, End.VALUE_SPENT);
            }
            int scriptLength = blob.at(at + Long.BYTES);
            if (scriptLength < SHORTEST_SCRIPT || scriptLength > LONGEST_SCRIPT) {
                return new Refused(Fault.SCRIPT_LENGTH, payouts.size());
            }
            int scriptAt = at + OUTPUT_HEAD;
            if (scriptLength > blob.length() - scriptAt) {
                return new Refused(Fault.CUT_OFF, payouts.size());
            }
            payouts.add(new TxOutput(value, blob.slice(scriptAt, scriptAt + scriptLength)));
            left -= value;
            at = scriptAt + scriptLength;
            if (payouts.size() == MOST_OUTPUTS) {
                return new Kept(blob.at(0), payouts, End.FULL);
            }
        }
        return new Kept(blob.at(0), payouts, End.COMPLETE);
    }

    /**
     * The blob that says this.
     *
     * @throws IllegalArgumentException for what no gateway would keep whole
     */
    static Bytes blob(int coinbaserId, List<TxOutput> payouts) {
        Fields.u8(coinbaserId, "coinbaser id");
        Fields.range(payouts.size() - 1L, MOST_OUTPUTS - 1L, "number of payouts less one");
        var out = new DatumWriter(1 + payouts.size() * (OUTPUT_HEAD + LONGEST_SCRIPT));
        out.u8(coinbaserId);
        for (TxOutput payout : payouts) {
            int length = payout.script().length();
            if (length < SHORTEST_SCRIPT || length > LONGEST_SCRIPT) {
                throw new IllegalArgumentException("an output script of " + length + " bytes would be refused");
            }
            out.u64(payout.value()).u8(length).bytes(payout.script());
        }
        return out.toBytes();
    }

    private static long u64(Bytes blob, int at) {
        long value = 0;
        for (int i = Long.BYTES - 1; i >= 0; i--) {
            value = (value << Byte.SIZE) | blob.at(at + i);
        }
        return value;
    }
}
