package io.sluice.app.config;

/**
 * One thing that is wrong in a configuration file.
 *
 * @param file as the operator named it
 * @param line from 1 on; 0 when the whole file is meant
 * @param key with its section, as in {@code node.url}; empty when no key is meant
 * @param what is wrong, and what would be right
 */
public record ConfigProblem(String file, int line, String key, String what) {

    /** One line for the operator. */
    @Override
    public String toString() {
        return file + (line > 0 ? ":" + line : "") + ": " + (key.isEmpty() ? "" : key + ": ") + what;
    }
}
