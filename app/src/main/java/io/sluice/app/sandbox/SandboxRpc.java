package io.sluice.app.sandbox;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.sluice.wire.type.Bytes;

/**
 * JSON-RPC without HTTP around it: the bytes of a request in, status and bytes of the answer out. Versions 1.0 and 2.0 differ in
 * how they carry errors, as with Bitcoin Core.
 *
 * <p>A {@code getblocktemplate} that names the present tip in its {@code longpollid} is answered when there is another, or at the
 * next {@link #answerWaiting}.
 *
 * <p>Belongs to the sandbox's thread.
 */
public final class SandboxRpc {

    /** More do not wait: they are answered at once. */
    static final int MOST_WAITING = 100;

    private static final int OK = 200;
    private static final int HASH_DIGITS = 64;
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final SandboxChain chain;
    private final SandboxMethods methods;
    private final List<Runnable> waiting = new ArrayList<>();

    public SandboxRpc(SandboxChain chain) {
        this.chain = chain;
        this.methods = new SandboxMethods(chain);
        chain.listen(new SandboxListener() {
            @Override
            public void tipChanged(SandboxBlock tip) {
                answerWaiting();
            }
        });
    }

    /** Answers a request. The stage never fails. */
    public CompletionStage<RpcReply> answer(Bytes request) {
        JsonNode json = parse(request);
        if (json.isMissingNode()) {
            return CompletableFuture.completedStage(
                    refusal(json, new RpcError(RpcError.PARSE_ERROR, "Parse error")));
        }
        if (!mustWait(json)) {
            return CompletableFuture.completedStage(answerNow(json));
        }
        CompletableFuture<RpcReply> later = new CompletableFuture<>();
        waiting.add(() -> later.complete(answerNow(json)));
        return later;
    }

    /** Answers whoever waits for a new block, though there may be none: a poll does not wait for ever. */
    public void answerWaiting() {
        List<Runnable> now = List.copyOf(waiting);
        waiting.clear();
        now.forEach(Runnable::run);
    }

    /** The request, or a missing node for what is not JSON. */
    private static JsonNode parse(Bytes request) {
        try {
            return JSON.readTree(request.toArray());
        } catch (IOException notJson) {
            return MissingNode.getInstance();
        }
    }

    private boolean mustWait(JsonNode request) {
        if (!request.path("method").asText().equals("getblocktemplate") || waiting.size() >= MOST_WAITING) {
            return false;
        }
        String poll = new Params(request.path("params")).at(0, "template_request").path("longpollid").asText();
        return poll.length() >= HASH_DIGITS
                && poll.substring(0, HASH_DIGITS).equals(chain.tip().hash().toDisplay());
    }

    private RpcReply answerNow(JsonNode request) {
        try {
            if (!request.isObject()) {
                throw new RpcError(RpcError.INVALID_REQUEST, "Invalid Request object");
            }
            if (!request.path("method").isTextual()) {
                throw new RpcError(RpcError.INVALID_REQUEST, "Method must be a string");
            }
            JsonNode params = request.path("params");
            if (!params.isContainerNode() && !params.isNull() && !params.isMissingNode()) {
                throw new RpcError(RpcError.INVALID_REQUEST, "Params must be an array or object");
            }
            JsonNode result = methods.call(request.path("method").textValue(), new Params(params));
            return reply(OK, request, result, NullNode.instance);
        } catch (RpcError error) {
            return refusal(request, error);
        }
    }

    private static RpcReply refusal(JsonNode request, RpcError error) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("code", error.code());
        json.put("message", error.text());
        return reply(isVersionTwo(request) ? OK : error.status(), request, NullNode.instance, json);
    }

    private static RpcReply reply(int status, JsonNode request, JsonNode result, JsonNode error) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        if (isVersionTwo(request)) {
            json.put("jsonrpc", "2.0");
            json.set(error.isNull() ? "result" : "error", error.isNull() ? result : error);
        } else {
            json.set("result", result);
            json.set("error", error);
        }
        JsonNode id = request.path("id");
        json.set("id", id instanceof MissingNode ? NullNode.instance : id);
        try {
            return new RpcReply(status, Bytes.adopt(JSON.writeValueAsBytes(json)));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a tree of values can always be written", impossible);
        }
    }

    private static boolean isVersionTwo(JsonNode request) {
        return request.path("jsonrpc").asText().equals("2.0");
    }
}
