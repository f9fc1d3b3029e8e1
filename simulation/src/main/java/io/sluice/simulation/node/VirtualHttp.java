package io.sluice.simulation.node;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.sluice.app.node.HttpAnswer;
import io.sluice.app.node.HttpPost;
import io.sluice.simulation.time.VirtualProcess;
import io.sluice.wire.type.Bytes;

/** The way of one process to the nodes. What was asked by a process that is dead by then is answered to nobody. */
public final class VirtualHttp implements HttpPost {

    private final VirtualProcess process;
    private final Map<Integer, VirtualNode> nodesByPort;
    private final Duration timeout;

    public VirtualHttp(VirtualProcess process, Map<Integer, VirtualNode> nodesByPort, Duration timeout) {
        this.process = process;
        this.nodesByPort = nodesByPort;
        this.timeout = timeout;
    }

    @Override
    public CompletionStage<HttpAnswer> post(URI uri, Map<String, String> headers, Bytes body) {
        CompletableFuture<HttpAnswer> answer = new CompletableFuture<>();
        VirtualNode node = nodesByPort.get(uri.getPort());
        if (node == null) {
            answer.complete(new HttpAnswer.NoConnection("connection refused"));
            return answer;
        }
        node.ask(process.name(), body, said -> process.run(() -> answer.complete(said)));
        process.time().after(timeout.toNanos(),
                () -> process.run(() -> answer.complete(new HttpAnswer.TimedOut(timeout))));
        return answer;
    }
}
