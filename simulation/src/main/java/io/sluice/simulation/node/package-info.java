/** Bitcoin nodes that can be slow, wrong or away, and the HTTP that leads to them. One thread. */
@NullMarked
package io.sluice.simulation.node;

import org.jspecify.annotations.NullMarked;
