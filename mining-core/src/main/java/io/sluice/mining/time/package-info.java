/** The clock for durations. Imports nothing. */
@NullMarked
package io.sluice.mining.time;

import org.jspecify.annotations.NullMarked;
