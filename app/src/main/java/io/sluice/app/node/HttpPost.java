package io.sluice.app.node;

import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletionStage;

import io.sluice.wire.type.Bytes;

/** The one thing we ask of a network to talk to a node: a POST. */
@FunctionalInterface
public interface HttpPost {

    /**
     * Sends a request and returns at once. The stage never fails: what went wrong is an {@link HttpAnswer} too. It ends within a
     * time and a number of bytes that the implementation fixes. Any thread; many at once.
     *
     * @param uri without user and password
     * @param headers by name; may hold secrets
     */
    CompletionStage<HttpAnswer> post(URI uri, Map<String, String> headers, Bytes body);
}
