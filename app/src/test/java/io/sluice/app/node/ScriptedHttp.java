package io.sluice.app.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.sluice.wire.type.Bytes;

/** A node that answers what a test wrote down, in that order, and remembers what it was asked. */
final class ScriptedHttp implements HttpPost {

    static final ObjectMapper JSON = new ObjectMapper();

    private final Queue<Function<JsonNode, HttpAnswer>> answers = new ArrayDeque<>();
    final List<JsonNode> requests = new ArrayList<>();
    final List<URI> uris = new ArrayList<>();
    final List<Map<String, String>> headers = new ArrayList<>();

    ScriptedHttp then(HttpAnswer answer) {
        answers.add(_ -> answer);
        return this;
    }

    /** As Bitcoin Core answers; the id is the one of the question. */
    ScriptedHttp thenResult(String result) {
        answers.add(request -> response(200,
                "{\"result\":" + result + ",\"error\":null,\"id\":" + request.get("id") + "}"));
        return this;
    }

    ScriptedHttp thenError(int status, int code, String message) {
        answers.add(
                request -> response(status, "{\"result\":null,\"error\":{\"code\":" + code + ",\"message\":\"" + message
                        + "\"},\"id\":" + request.get("id") + "}"));
        return this;
    }

    ScriptedHttp then(int status, String body) {
        return then(response(status, body));
    }

    /** The methods that were called, in their order. */
    List<String> methods() {
        return requests.stream().map(request -> request.path("method").asText()).toList();
    }

    @Override
    public CompletionStage<HttpAnswer> post(URI uri, Map<String, String> head, Bytes body) {
        uris.add(uri);
        headers.add(head);
        try {
            requests.add(JSON.readTree(body.toArray()));
        } catch (IOException notJson) {
            throw new UncheckedIOException(notJson);
        }
        Function<JsonNode, HttpAnswer> answer = answers.poll();
        if (answer == null) {
            throw new AssertionError("an unexpected request: " + requests.getLast());
        }
        return CompletableFuture.completedStage(answer.apply(requests.getLast()));
    }

    static HttpAnswer response(int status, String body) {
        return new HttpAnswer.Response(status, Bytes.utf8(body));
    }
}
