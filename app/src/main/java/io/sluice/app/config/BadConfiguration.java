package io.sluice.app.config;

import java.util.List;
import java.util.stream.Collectors;

/** A configuration file can not be used. Carries everything that is wrong with it at once. */
public final class BadConfiguration extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient List<ConfigProblem> problems;

    public BadConfiguration(List<ConfigProblem> problems) {
        super(problems.stream().map(ConfigProblem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** In the order of their lines. */
    public List<ConfigProblem> problems() {
        return problems;
    }
}
