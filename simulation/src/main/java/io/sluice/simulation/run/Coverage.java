package io.sluice.simulation.run;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** How often each fault met each state of the world. */
public final class Coverage {

    private final Map<String, Map<String, Long>> byFault = new TreeMap<>();

    void met(String fault, String state) {
        byFault.computeIfAbsent(fault, _ -> new TreeMap<>()).merge(state, 1L, Long::sum);
    }

    /** Adds what another world met. */
    public void add(Coverage other) {
        other.byFault.forEach((fault, states) -> states.forEach((state, times) -> byFault
                .computeIfAbsent(fault, _ -> new TreeMap<>()).merge(state, times, Long::sum)));
    }

    /** Faults that never struck. */
    public Set<String> missing(Set<String> all) {
        Set<String> missing = new TreeSet<>(all);
        missing.removeAll(byFault.keySet());
        return missing;
    }

    /** As a table, faults downwards, states across. */
    public String table() {
        Set<String> states = new TreeSet<>();
        byFault.values().forEach(counts -> states.addAll(counts.keySet()));
        StringBuilder table = new StringBuilder();
        int column = 0;
        for (String state : states) {
            table.append("  ").append((char) ('a' + column++)).append(" = while ").append(state).append('\n');
        }
        table.append("%-62s".formatted(""));
        for (int i = 0; i < states.size(); i++) {
            table.append("%7s".formatted((char) ('a' + i)));
        }
        table.append('\n');
        byFault.forEach((fault, counts) -> {
            table.append("%-62s".formatted(fault));
            states.forEach(state -> table.append("%7s".formatted(counts.getOrDefault(state, 0L))));
            table.append('\n');
        });
        return table.toString();
    }
}
