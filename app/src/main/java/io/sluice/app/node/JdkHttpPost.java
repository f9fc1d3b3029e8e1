package io.sluice.app.node;

import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.sluice.wire.type.Bytes;

/**
 * {@link HttpPost} over the JDK's client: HTTP/1.1, connections kept, no proxy and no redirects, since either would carry the
 * node's password to somebody else.
 *
 * <p>Safe on any thread. Answers come on the executor's.
 */
public final class JdkHttpPost implements HttpPost, AutoCloseable {

    /** How long a node may take for a whole answer. */
    public static final Duration TIMEOUT = Duration.ofSeconds(5);
    /** How long it may take to judge a block. */
    public static final Duration PATIENT_TIMEOUT = Duration.ofSeconds(60);
    /** A template of four million bytes is eight million hexadecimal digits and some names. */
    public static final int MAX_ANSWER = 32 * 1024 * 1024;

    private final HttpClient client;
    private final Executor executor;
    private final Duration timeout;
    private final int maxAnswer;

    public JdkHttpPost(Executor executor, Duration timeout) {
        this(executor, timeout, MAX_ANSWER);
    }

    /**
     * @param timeout from the call to the last byte of the answer
     * @param maxAnswer bytes of a body
     */
    public JdkHttpPost(Executor executor, Duration timeout, int maxAnswer) {
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(HttpClient.Builder.NO_PROXY)
                .connectTimeout(timeout)
                .executor(executor)
                .build();
        this.executor = executor;
        this.timeout = timeout;
        this.maxAnswer = maxAnswer;
    }

    @Override
    public CompletionStage<HttpAnswer> post(URI uri, Map<String, String> headers, Bytes body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toArray()));
        headers.forEach(request::header);
        CompletableFuture<HttpResponse<HttpAnswer>> exchange = client.sendAsync(
                request.build(), head -> new CappedBody(head.statusCode(), maxAnswer));
        // The request's own timeout would end with the head of the answer; a node may also stop in the middle of the body.
        return exchange.copy()
                .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .handleAsync((response, failure) -> {
                    if (failure == null) {
                        return response.body();
                    }
                    exchange.cancel(true);
                    return failed(failure instanceof CompletionException wrapped && wrapped.getCause() != null
                            ? wrapped.getCause()
                            : failure);
                }, executor);
    }

    /** Ends all calls under way. */
    @Override
    public void close() {
        client.shutdownNow();
    }

    private HttpAnswer failed(Throwable failure) {
        return switch (failure) {
            case TimeoutException _,HttpTimeoutException _ -> new HttpAnswer.TimedOut(timeout);
            case ConnectException refused -> new HttpAnswer.NoConnection(
                    isUnresolved(refused) ? "no such host" : "connection refused");
            default -> new HttpAnswer.Broken(String.valueOf(failure.getMessage()));
        };
    }

    private static boolean isUnresolved(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnresolvedAddressException) {
                return true;
            }
        }
        return false;
    }
}
