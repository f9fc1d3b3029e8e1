/**
 * The loopback control channel: HTTP with a token file. The server's handlers run on the event loop of their connection and let
 * workers make the answers; the client is what the command line uses. Imports Netty's HTTP codec and Jackson.
 */
@NullMarked
package io.sluice.app.api;

import org.jspecify.annotations.NullMarked;
