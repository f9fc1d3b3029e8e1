/**
 * Whether a share is good: rebuilds what was hashed from what a gateway sent, and judges it in the order of section 13 of
 * {@code docs/datum-protocol.md}. Nothing here waits, logs or knows a socket. A {@link io.sluice.pool.share.GatewayJobs}
 * and a {@link io.sluice.pool.share.ShareJudge} belong to the thread of their connection; what connections share says so.
 * Imports {@code datum.message}, {@code mining.bitcoin} and {@code pool.chain}.
 */
@NullMarked
package io.sluice.pool.share;

import org.jspecify.annotations.NullMarked;
