/**
 * The candidate desk: it decides what is mined now. It belongs to one thread, to which everything it hears is handed over, and it
 * touches nothing but the ports. Imports the kernel's values and the ports.
 */
@NullMarked
package io.sluice.mining.desk;

import org.jspecify.annotations.NullMarked;
