/**
 * A DATUM pool that an application can switch on: {@link io.sluice.pool.DatumPool} puts the parts together and owns them. Its
 * methods are safe on any thread. Imports everything of the pool.
 */
@NullMarked
package io.sluice.pool;

import org.jspecify.annotations.NullMarked;
