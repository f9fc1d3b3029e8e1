package io.sluice.pool.share;

import java.util.Optional;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.sluice.datum.message.CoinbaseSection;
import io.sluice.wire.type.Bytes;

/**
 * A coinbase of a gateway's job, cut where the extranonce goes, with what the pool found out about it.
 *
 * <p>All that is judged about a coinbase is the same for each of its shares, because the bytes in which shares differ stand
 * where they can change nothing else, which is part of the judgement. So it is judged once.
 *
 * <p>Threading: the connection's thread.
 */
final class GatewayCoinbase {

    /** Both halves together; class 4 coinbases have up to about 16 000 bytes. */
    static final int LARGEST = 17_000;

    private final Bytes coinb1;
    private final Bytes coinb2;
    private final boolean tooLarge;
    private final Optional<CoinbaseScript> script;

    private boolean inspected;
    private @Nullable Fault fault;

    private GatewayCoinbase(Bytes coinb1, Bytes coinb2, boolean tooLarge) {
        this.coinb1 = coinb1;
        this.coinb2 = coinb2;
        this.tooLarge = tooLarge;
        this.script = CoinbaseScript.read(coinb1);
    }

    /** Keeps the halves, unless they are larger than any coinbase is made. */
    static GatewayCoinbase of(CoinbaseSection section) {
        return section.coinb1().length() + section.coinb2().length() > LARGEST
                ? new GatewayCoinbase(Bytes.EMPTY, Bytes.EMPTY, true)
                : new GatewayCoinbase(section.coinb1(), section.coinb2(), false);
    }

    boolean tooLarge() {
        return tooLarge;
    }

    Bytes coinb1() {
        return coinb1;
    }

    Bytes coinb2() {
        return coinb2;
    }

    /** What its beginning says, if it has the form. */
    Optional<CoinbaseScript> script() {
        return script;
    }

    /** What is wrong with it, if anything is; the question is put to {@code inspection} only the first time. */
    Optional<Fault> fault(Supplier<Optional<Fault>> inspection) {
        if (!inspected) {
            fault = inspection.get().orElse(null);
            inspected = true;
        }
        return Optional.ofNullable(fault);
    }
}
