/**
 * The sandbox's RPC port: HTTP in front of {@link io.sluice.app.sandbox.SandboxRpc}. Handlers belong to the event loop of their
 * connection and pass each request to the sandbox's thread. Imports Netty and {@code app.sandbox}.
 */
@NullMarked
package io.sluice.app.sandbox.netty;

import org.jspecify.annotations.NullMarked;
