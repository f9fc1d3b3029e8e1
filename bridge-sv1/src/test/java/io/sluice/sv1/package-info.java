/** Tests of the module as a whole. */
@NullMarked
package io.sluice.sv1;

import org.jspecify.annotations.NullMarked;
