/**
 * Lines over Netty: framing, limits, pacing, and the reasons why a connection ends. Everything of a connection happens on its
 * event loop. No socket is bound here. Imports Netty and {@code sv1.jsonrpc}; it knows one method name and no other meaning.
 */
@NullMarked
package io.sluice.sv1.netty;

import org.jspecify.annotations.NullMarked;
