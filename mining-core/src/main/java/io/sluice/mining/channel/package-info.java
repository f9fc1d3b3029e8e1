/**
 * Mining channels: one stream of jobs and shares, with an extranonce prefix that nobody else has. Channels belong to the loop of
 * their connection; only the allocator of prefixes is shared, and safe on any thread. Imports the kernel's values and the ports,
 * never a message.
 */
@NullMarked
package io.sluice.mining.channel;

import org.jspecify.annotations.NullMarked;
