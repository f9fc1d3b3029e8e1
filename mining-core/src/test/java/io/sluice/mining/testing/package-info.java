/**
 * Doubles and ready-made values for the tests of this module and its neighbours, published as its test-jar. Nothing here
 * starts a thread.
 */
@NullMarked
package io.sluice.mining.testing;

import org.jspecify.annotations.NullMarked;
