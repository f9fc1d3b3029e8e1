/** Rules that hold for the module as a whole. */
@NullMarked
package io.sluice.noise;

import org.jspecify.annotations.NullMarked;
