package io.sluice.app.sandbox;

import io.sluice.wire.type.Bytes;

/**
 * The answer to an RPC request.
 *
 * @param status of HTTP
 * @param body JSON
 */
public record RpcReply(int status, Bytes body) {}
