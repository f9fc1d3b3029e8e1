/**
 * What must always hold, judged by what is seen from outside; nothing here shares code with the programs' own books. A new rule is a
 * class that implements {@link io.sluice.simulation.rule.Rule} and a line in {@link io.sluice.simulation.rule.Rules}. One thread.
 */
@NullMarked
package io.sluice.simulation.rule;

import org.jspecify.annotations.NullMarked;
