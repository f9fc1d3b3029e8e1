/**
 * The link to the pool on real sockets: a handler that carries bytes between a socket and the link, and a dialer. Everything runs
 * on one event loop, which is the link's own loop. Imports Netty and {@code datum.link}.
 */
@NullMarked
package io.sluice.datum.netty;

import org.jspecify.annotations.NullMarked;
