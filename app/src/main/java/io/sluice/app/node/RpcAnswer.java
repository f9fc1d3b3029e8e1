package io.sluice.app.node;

import com.fasterxml.jackson.databind.JsonNode;

/** What came of a call to a node. */
sealed interface RpcAnswer {

    /** The node did it. */
    record Result(JsonNode value) implements RpcAnswer {}

    /**
     * The node is there and refused.
     *
     * @param code as Bitcoin Core numbers its errors
     * @param message what the node says, made fit for a log line
     * @param sentence the same for the operator: what, why, what to do
     */
    record Refused(int code, String message, String sentence) implements RpcAnswer {}

    /** There was no answer that could be used; the sentence is for the operator. */
    record Failed(String sentence) implements RpcAnswer {}
}
