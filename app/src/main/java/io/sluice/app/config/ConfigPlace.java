package io.sluice.app.config;

import java.util.List;

/**
 * Where a value stands in its file: what only the node can say about it is told with its line all the same.
 *
 * @param file as the operator named it
 * @param line from 1 on; 0 when the value is not there
 * @param key with its section, as in {@code network.name}
 */
public record ConfigPlace(String file, int line, String key) {

    /** Something is wrong with the value that stands here. */
    public BadConfiguration refuse(String what) {
        return new BadConfiguration(List.of(new ConfigProblem(file, line, key, what)));
    }
}
