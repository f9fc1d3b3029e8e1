package io.sluice.simulation.miner;

import java.util.EnumMap;
import java.util.Map;

import io.sluice.simulation.trace.Happening.Honesty;

/** What its world has told a miner to do and it has not done yet. Outlives connections. */
final class Orders {

    private final Map<Honesty, Integer> lies = new EnumMap<>(Honesty.class);
    private boolean hashing = true;
    private boolean complained;

    boolean hashing() {
        return hashing;
    }

    void hash(boolean on) {
        hashing = on;
    }

    /** One share of this kind more. */
    void add(Honesty kind) {
        lies.merge(kind, 1, Integer::sum);
    }

    /** Lets a rig send whatever of it it can. Called whenever it may have become able to more. */
    void serve(Rig rig) {
        for (Honesty kind : Honesty.values()) {
            boolean able = true;
            while (able && lies.getOrDefault(kind, 0) > 0) {
                // Taken before it is sent: an answer may be there before sending returns.
                lies.merge(kind, -1, Integer::sum);
                able = rig.send(kind);
                if (!able) {
                    lies.merge(kind, 1, Integer::sum);
                }
            }
        }
    }

    /** True once: a miner says only once that its work is too hard. */
    boolean mayComplain() {
        boolean first = !complained;
        complained = true;
        return first;
    }
}
