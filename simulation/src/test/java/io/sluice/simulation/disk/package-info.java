/** What disks keep, tear and lose. One thread. */
@NullMarked
package io.sluice.simulation.disk;

import org.jspecify.annotations.NullMarked;
