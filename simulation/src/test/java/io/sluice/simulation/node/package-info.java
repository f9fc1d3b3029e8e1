/** What nodes answer when something is wrong with them. One thread. */
@NullMarked
package io.sluice.simulation.node;

import org.jspecify.annotations.NullMarked;
