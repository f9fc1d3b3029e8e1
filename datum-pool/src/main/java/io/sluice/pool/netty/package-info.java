/**
 * The pool's sockets: carries bytes between Netty and {@link io.sluice.pool.link.GatewayConnection}, and keeps their number
 * and their memory within limits. Handlers belong to their channel's event loop. Imports Netty and {@code pool.link}.
 */
@NullMarked
package io.sluice.pool.netty;

import org.jspecify.annotations.NullMarked;
