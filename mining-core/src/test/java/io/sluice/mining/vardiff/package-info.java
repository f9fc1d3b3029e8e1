/** Tests of variable difficulty against simulated miners. */
@NullMarked
package io.sluice.mining.vardiff;

import org.jspecify.annotations.NullMarked;
