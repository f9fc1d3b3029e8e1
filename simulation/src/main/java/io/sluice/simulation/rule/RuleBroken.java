package io.sluice.simulation.rule;

/** A rule does not hold. */
public final class RuleBroken extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String rule;
    private final String subject;

    /**
     * @param subject whom a story should tell about: a name that happenings have as theirs
     * @param words what is the case instead
     */
    public RuleBroken(String rule, String subject, String words) {
        super(words);
        this.rule = rule;
        this.subject = subject;
    }

    /** The rule. */
    public String rule() {
        return rule;
    }

    public String subject() {
        return subject;
    }
}
