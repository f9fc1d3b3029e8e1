package io.sluice.app.miner;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** How often each reason was given. Bounded, since the texts come from the other end. Safe on any thread. */
final class ReasonCounts {

    private static final int MOST = 100;
    private static final String OTHERS = "(others)";

    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

    void add(String reason) {
        String key = counts.size() < MOST || counts.containsKey(reason) ? reason : OTHERS;
        counts.computeIfAbsent(key, _ -> new LongAdder()).increment();
    }

    Map<String, Long> read() {
        Map<String, Long> read = new TreeMap<>();
        counts.forEach((reason, count) -> read.put(reason, count.sum()));
        return read;
    }
}
