/** Tests of share arithmetic against a plain recomputation. */
@NullMarked
package io.sluice.mining.share;

import org.jspecify.annotations.NullMarked;
