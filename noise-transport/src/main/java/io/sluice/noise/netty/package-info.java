/**
 * Handshake and frames as Netty handlers, and the two ends built of them. Everything of a connection happens on its
 * event loop, except the curve arithmetic of its handshake, which an executor given from outside does. No socket is
 * bound or connected here. May import Netty and the pure packages of this module.
 */
@NullMarked
package io.sluice.noise.netty;

import org.jspecify.annotations.NullMarked;
