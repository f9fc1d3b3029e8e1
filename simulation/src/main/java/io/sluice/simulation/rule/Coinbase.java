package io.sluice.simulation.rule;

import java.util.ArrayList;
import java.util.List;

import io.sluice.simulation.trace.Happening.CoinbaseParts;
import io.sluice.simulation.trace.Happening.Payout;
import io.sluice.wire.type.Bytes;

/** Reads the outputs of a coinbase as a miner is told it, by its own hand. */
final class Coinbase {

    private static final int OP_RETURN = 0x6a;
    private static final int BEFORE_SCRIPT = 4 + 1 + 36;

    private final Bytes bytes;
    private int at;

    private Coinbase(Bytes bytes) {
        this.bytes = bytes;
    }

    /** Who is paid what, in order; outputs that pay nobody are left out. */
    static List<Payout> payouts(CoinbaseParts parts) {
        Bytes whole = parts.prefix().concat(parts.extranoncePrefix()).concat(Bytes.of(new byte[parts.rollable()]))
                .concat(parts.suffix());
        return new Coinbase(whole).outputs();
    }

    private List<Payout> outputs() {
        at = BEFORE_SCRIPT;
        int script = (int) count();
        at += script + 4;
        List<Payout> payouts = new ArrayList<>();
        long outputs = count();
        for (long i = 0; i < outputs; i++) {
            long value = bytes.u64At(at);
            at += 8;
            int length = (int) count();
            Bytes payee = bytes.slice(at, at + length);
            at += length;
            if (length == 0 || payee.at(0) != OP_RETURN) {
                payouts.add(new Payout(payee, value));
            }
        }
        if (at + 4 != bytes.length()) {
            throw new IllegalArgumentException("a coinbase of " + bytes.length() + " bytes ends at " + (at + 4));
        }
        return payouts;
    }

    private long count() {
        int first = bytes.at(at++) & 0xff;
        int more = first < 0xfd ? 0 : 1 << first - 0xfc;
        long value = more == 0 ? first : 0;
        for (int i = 0; i < more; i++) {
            value |= (bytes.at(at + i) & 0xffL) << 8 * i;
        }
        at += more;
        return value;
    }
}
