package io.sluice.pool.share;

import io.sluice.datum.message.ShareReason;

/**
 * What is wrong with a share.
 *
 * @param reason as the gateway is told
 * @param detail completes "the share was rejected: ...", for the pool's log
 */
public record Fault(ShareReason reason, String detail) {}
