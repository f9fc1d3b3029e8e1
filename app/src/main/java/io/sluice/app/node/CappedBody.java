package io.sluice.app.node;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;

import org.jspecify.annotations.Nullable;

import io.sluice.wire.type.Bytes;

/**
 * Collects the body of one answer and stops reading as soon as it is longer than allowed, whatever its head announced.
 *
 * <p>Used by the HTTP client alone, one call after the other.
 */
final class CappedBody implements BodySubscriber<HttpAnswer> {

    private final int status;
    private final int limit;
    private final CompletableFuture<HttpAnswer> answer = new CompletableFuture<>();
    private final ByteArrayOutputStream content = new ByteArrayOutputStream();
    private @Nullable Subscription subscription;

    CappedBody(int status, int limit) {
        this.status = status;
        this.limit = limit;
    }

    @Override
    public CompletionStage<HttpAnswer> getBody() {
        return answer;
    }

    @Override
    public void onSubscribe(Subscription given) {
        subscription = given;
        given.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> parts) {
        for (ByteBuffer part : parts) {
            if (part.remaining() > limit - content.size()) {
                stop();
                return;
            }
            byte[] bytes = new byte[part.remaining()];
            part.get(bytes);
            content.writeBytes(bytes);
        }
    }

    @Override
    public void onError(Throwable failure) {
        answer.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        answer.complete(new HttpAnswer.Response(status, Bytes.adopt(content.toByteArray())));
    }

    private void stop() {
        if (answer.complete(new HttpAnswer.TooLong(limit)) && subscription != null) {
            subscription.cancel();
        }
    }
}
