package io.sluice.app.node;

import java.time.Duration;

import io.sluice.wire.type.Bytes;

/** What came of an HTTP request. No text in it holds anything of the request. */
public sealed interface HttpAnswer {

    /** A complete answer of whatever status. */
    record Response(int status, Bytes body) implements HttpAnswer {}

    /** There is no connection to be had: nobody listens there, or the name is unknown. */
    record NoConnection(String why) implements HttpAnswer {}

    /** The answer was not complete in time. */
    record TimedOut(Duration limit) implements HttpAnswer {}

    /** The connection ended in the middle, or what came is not HTTP. */
    record Broken(String why) implements HttpAnswer {}

    /** The answer is longer than we are willing to read. */
    record TooLong(int limit) implements HttpAnswer {}
}
