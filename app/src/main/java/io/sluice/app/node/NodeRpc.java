package io.sluice.app.node;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.ByteBufferBackedInputStream;

import io.sluice.wire.type.Bytes;

/**
 * Calls the methods of one Bitcoin node: JSON-RPC over HTTP. Requests are version 1.0, which every node takes; answers may be of
 * 1.0 (errors with HTTP status 500 or 404) or of 2.0 (always 200).
 *
 * <p>A call may reach the node twice: once more when it refuses an old cookie, and once more when the connection broke, as one
 * does that was kept open and that the node closed in the same moment. So only methods that bear it are called.
 *
 * <p>Safe on any thread, many calls at once.
 */
public final class NodeRpc {

    private static final int UNAUTHORIZED = 401;
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final HttpPost http;
    private final NodeAddress address;
    private final NodeLogin login;
    private final NodeSentences sentences;
    private final AtomicLong ids = new AtomicLong();

    public NodeRpc(HttpPost http, NodeAddress address, NodeLogin login) {
        this.http = http;
        this.address = address;
        this.login = login;
        this.sentences = new NodeSentences(address);
    }

    /** The node's address, for people. */
    public NodeAddress address() {
        return address;
    }

    @Override
    public String toString() {
        return "NodeRpc[" + address + "]";
    }

    NodeSentences sentences() {
        return sentences;
    }

    /** Calls a method. The stage never fails: what went wrong is an answer too. */
    CompletionStage<RpcAnswer> call(String method, JsonNode... params) {
        long id = ids.incrementAndGet();
        Bytes request = request(id, method, params);
        return post(request)
                .thenCompose(posted -> posted.broke() ? post(request) : CompletableFuture.completedStage(posted))
                .thenCompose(posted -> posted.loginRefused() && login.renew()
                        ? post(request)
                        : CompletableFuture.completedStage(posted))
                .thenApply(posted -> answer(id, method, posted));
    }

    private CompletionStage<Posted> post(Bytes request) {
        String authorization;
        try {
            authorization = login.authorization();
        } catch (LoginMissing missing) {
            return CompletableFuture.completedStage(new Posted.NotSent(missing));
        }
        Map<String, String> headers = Map.of("Authorization", authorization, "Content-Type", "application/json");
        return http.post(address.uri(), headers, request).thenApply(Posted.Sent::new);
    }

    private RpcAnswer answer(long id, String method, Posted posted) {
        return switch (posted) {
            case Posted.NotSent(LoginMissing missing) -> new RpcAnswer.Failed(sentences.noLogin(missing));
            case Posted.Sent(HttpAnswer.Response(int status, _)) when status == UNAUTHORIZED ->
                new RpcAnswer.Failed(sentences.wrongLogin(login));
            case Posted.Sent(HttpAnswer.Response response) -> answer(id, method, response);
            case Posted.Sent(HttpAnswer failure) -> new RpcAnswer.Failed(sentences.noAnswer(method, failure));
        };
    }

    private RpcAnswer answer(long id, String method, HttpAnswer.Response response) {
        JsonNode json;
        try {
            json = JSON.readTree(new ByteBufferBackedInputStream(response.body().asReadOnlyBuffer()));
        } catch (JsonProcessingException notJson) {
            return new RpcAnswer.Failed(response.status() == 200
                    ? sentences.unusable(method, "not JSON")
                    : sentences.noAnswer(method, response));
        } catch (IOException impossible) {
            throw new IllegalStateException("reading from memory failed", impossible);
        }
        if (!json.isObject()) {
            return new RpcAnswer.Failed(response.status() == 200
                    ? sentences.unusable(method, "not a JSON object")
                    : sentences.noAnswer(method, response));
        }
        JsonNode error = json.path("error");
        if (error.isObject()) {
            int code = error.path("code").asInt();
            String message = NodeSentences.quote(error.path("message").asText());
            return new RpcAnswer.Refused(code, message, sentences.refused(method, code, message));
        }
        JsonNode result = json.get("result");
        if (result == null || response.status() != 200) {
            return new RpcAnswer.Failed(response.status() == 200
                    ? sentences.unusable(method, "neither result nor error")
                    : sentences.noAnswer(method, response));
        }
        if (json.path("id").asLong(-1) != id) {
            return new RpcAnswer.Failed(sentences.unusable(method, "the answer to another question"));
        }
        return new RpcAnswer.Result(result);
    }

    private static Bytes request(long id, String method, JsonNode... params) {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        request.put("jsonrpc", "1.0").put("id", id).put("method", method);
        for (JsonNode param : params) {
            request.withArray("params").add(param);
        }
        request.withArray("params");
        try {
            return Bytes.adopt(JSON.writeValueAsBytes(request));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a tree of values can always be written", impossible);
        }
    }

    /** A request on its way. */
    private sealed interface Posted {

        record Sent(HttpAnswer answer) implements Posted {}

        record NotSent(LoginMissing why) implements Posted {}

        default boolean broke() {
            return this instanceof Sent(HttpAnswer.Broken _);
        }

        default boolean loginRefused() {
            return this instanceof Sent(HttpAnswer.Response(int status, _)) && status == UNAUTHORIZED;
        }
    }
}
