package io.sluice.simulation.rule;

import io.sluice.simulation.trace.Happening;

/** No box is sealed twice with one nonce under one key. */
final class NothingIsSealedTwice implements Rule {

    @Override
    public String name() {
        return "no nonce is used twice under one key";
    }

    @Override
    public void see(Happening happening) {
        if (happening instanceof Happening.Event(String subject, String words) && subject.equals("crypto")) {
            throw new RuleBroken(name(), subject, words);
        }
    }
}
