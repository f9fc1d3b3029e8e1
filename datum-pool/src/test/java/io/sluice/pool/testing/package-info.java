/** Hand-made work and a chain at hand, for the pool's tests. Used by one thread at a time. */
@NullMarked
package io.sluice.pool.testing;

import org.jspecify.annotations.NullMarked;
