package io.sluice.sv1.bridge;

import java.util.Optional;
import java.util.OptionalInt;

import org.jspecify.annotations.Nullable;

import io.sluice.mining.bitcoin.Sv1Difficulty;
import io.sluice.mining.bitcoin.Target;
import io.sluice.mining.candidate.CoinbaseClass;
import io.sluice.mining.vardiff.ShareDifficulty;
import io.sluice.mining.vardiff.VardiffPolicy;
import io.sluice.sv1.jsonrpc.Response.Pace;

/** Miners that need the same treatment, told by how their firmware calls itself. The first that matches counts. */
enum MinerFamily {

    // @formatter:off
    NICEHASH     (Match.START,    "NiceHash/",           CoinbaseClass.SMALL,      "524288"),
    BITAXE       (Match.START,    "bitaxe",              CoinbaseClass.BYTES_2250, "1024"),
    /** At 50 to 500 thousand hashes a second. */
    NERDMINER    (Match.START,    "NerdMiner",           CoinbaseClass.BLANK,      "0.0001220703125"),
    WHATSMINER   (Match.START,    "whatsminer/v1",       CoinbaseClass.MEDIUM,     null),
    EPIC         (Match.START,    "PowerPlay-BM/",       CoinbaseClass.LARGE,      null),
    VNISH        (Match.START,    "xminer-1.",           CoinbaseClass.LARGE,      null),
    ANTMINER_S21 (Match.START,    "Antminer S21/",       CoinbaseClass.BYTES_2250, null),
    BRAIINS      (Match.ANYWHERE, "bosminer-plus-tuner", CoinbaseClass.BYTES_2250, null),
    /** At a few million hashes a second. */
    CPUMINER     (Match.START,    "cpuminer",            CoinbaseClass.DEFAULT,    "0.00390625"),
    UNKNOWN      (Match.ANYWHERE, "",                    CoinbaseClass.DEFAULT,    null);
    // @formatter:on

    private enum Match {
        START, ANYWHERE
    }

    /** Released NerdMiner firmware cuts longer ones off without a word. */
    private static final int NERDMINER_COINBASE = 255;

    private final Match match;
    private final String text;
    private final CoinbaseClass coinbaseClass;
    private final @Nullable String start;

    /** @param start the first difficulty, where it is not the operator's for miners in general */
    MinerFamily(Match match, String text, CoinbaseClass coinbaseClass, @Nullable String start) {
        this.match = match;
        this.text = text;
        this.coinbaseClass = coinbaseClass;
        this.start = start;
    }

    static MinerFamily of(String software) {
        for (MinerFamily family : values()) {
            if (family.match == Match.START ? software.startsWith(family.text) : software.contains(family.text)) {
                return family;
            }
        }
        return UNKNOWN;
    }

    CoinbaseClass coinbaseClass() {
        return coinbaseClass;
    }

    /** What to begin with when the miner does not wish for anything. */
    ShareDifficulty start(VardiffPolicy policy) {
        return start().map(difficulty -> DifficultyWish.nearest(policy.one(), difficulty)).orElse(policy.start());
    }

    /** NiceHash takes an easier first difficulty for a fault of the pool. */
    Target easiestTarget() {
        return this == NICEHASH ? start().map(Sv1Difficulty::toTarget).orElse(Target.EASIEST) : Target.EASIEST;
    }

    /** Bytes of a coinbase at most, for those that take less than their class may have. */
    OptionalInt coinbaseLimit() {
        return this == NERDMINER ? OptionalInt.of(NERDMINER_COINBASE) : OptionalInt.empty();
    }

    /** A Bitaxe does not count an answer that is there before it has noted the time of its question. */
    Pace paceOfAnswers() {
        return this == BITAXE ? Pace.AFTER_A_PAUSE : Pace.AT_ONCE;
    }

    private Optional<Sv1Difficulty> start() {
        return Optional.ofNullable(start).flatMap(Sv1Difficulty::parse);
    }
}
