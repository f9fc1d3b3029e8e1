/** Disks that can be full, fail to force, and lose or tear what was not forced. One thread. */
@NullMarked
package io.sluice.simulation.disk;

import org.jspecify.annotations.NullMarked;
