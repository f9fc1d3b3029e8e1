/**
 * Doubles for tests with a DATUM pool in them, published as this module's test-jar. They start no thread and know no time but
 * that which a test moves.
 */
@NullMarked
package io.sluice.datum.testing;

import org.jspecify.annotations.NullMarked;
