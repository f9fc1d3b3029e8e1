package io.sluice.simulation.miner;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.sluice.simulation.miner.Sv1Model.Habit;

/** What a Stratum V1 miner asks at the beginning, in rounds: it asks the next when all of the last are answered. */
final class Sv1Opening {

    static final String CONFIGURE = "mining.configure";
    static final String SUBSCRIBE = "mining.subscribe";
    static final String AUTHORIZE = "mining.authorize";
    static final String SUGGEST = "mining.suggest_difficulty";
    static final String EXTRANONCES = "mining.extranonce.subscribe";
    /** The session that a miner wants back: opaque, with an odd number of digits. */
    private static final String OLD_SESSION = "0000508d1";
    private static final int SHARES_PER_MINUTE = 8;
    private static final double HASHES_OF_DIFFICULTY_ONE = 0x1p32;
    private static final MathContext DIGITS = new MathContext(6);

    /** A request without its id. */
    record Call(String method, ArrayNode params) {}

    private final Sv1Model model;
    private final String user;
    private final BigDecimal wish;
    private final Deque<List<Call>> rounds = new ArrayDeque<>();

    /** @param hashRate in hashes per second */
    Sv1Opening(Sv1Model model, String user, double hashRate) {
        this.model = model;
        this.user = user;
        this.wish = new BigDecimal(hashRate * 60 / SHARES_PER_MINUTE / HASHES_OF_DIFFICULTY_ONE, DIGITS);
        List<Call> introduction = new ArrayList<>();
        if (model.mask() != null) {
            introduction.add(configure(model.mask()));
        }
        introduction.add(subscribe());
        introduction.add(authorize());
        if (model.has(Habit.AT_ONCE)) {
            rounds.add(introduction);
        } else {
            introduction.forEach(call -> rounds.add(List.of(call)));
        }
        List<Call> wishes = new ArrayList<>();
        if (model.has(Habit.SUGGESTS)) {
            wishes.add(suggestion());
        }
        if (model.has(Habit.ASKS_FOR_EXTRANONCES)) {
            wishes.add(new Call(EXTRANONCES, array()));
        }
        rounds.add(wishes);
    }

    /** The next round; empty when all is said. */
    List<Call> next() {
        List<Call> round = rounds.poll();
        return round == null ? List.of() : round;
    }

    Call suggestion() {
        return new Call(SUGGEST, array().add(wish));
    }

    private Call configure(String mask) {
        ObjectNode options = JsonNodeFactory.instance.objectNode().put("version-rolling.mask", mask);
        ArrayNode extensions = array().add("version-rolling");
        switch (model) {
            case BRAIINS -> {
                extensions.add("minimum-difficulty").add("subscribe-extranonce");
                options.put("version-rolling.min-bit-count", 16).put("minimum-difficulty.value", 1);
            }
            case ANTMINER -> options.put("version-rolling.min-bit-count", 2);
            default -> {
                // Nothing else is asked for.
            }
        }
        return new Call(CONFIGURE, array().add(extensions).add(options));
    }

    private Call subscribe() {
        ArrayNode params = array().add(model.software());
        if (model == Sv1Model.BRAIINS) {
            params.addNull();
        } else if (model.has(Habit.RESUMES)) {
            params.add(OLD_SESSION);
        }
        return new Call(SUBSCRIBE, params);
    }

    private Call authorize() {
        return new Call(AUTHORIZE, array().add(user)
                .add(model.has(Habit.TYPES_WISH) ? "x,d=" + wish.toPlainString() : "x"));
    }

    private static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }
}
