/** What rules are made of. One thread. */
@NullMarked
package io.sluice.simulation.rule;

import org.jspecify.annotations.NullMarked;
