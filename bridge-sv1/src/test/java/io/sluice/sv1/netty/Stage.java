package io.sluice.sv1.netty;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import io.netty.channel.embedded.EmbeddedChannel;
import org.jspecify.annotations.Nullable;

import io.sluice.mining.candidate.BlockCandidate;
import io.sluice.sv1.bridge.Sv1Connection;
import io.sluice.sv1.testing.Gateway;
import io.sluice.sv1.testing.MinedJob;
import io.sluice.sv1.testing.Talk;
import io.sluice.sv1.testing.Work;

/**
 * A whole Stratum V1 side for one miner at a time: server, bridge, work. The same inputs lead to the same outputs to the byte, so
 * a talk can be held again with the network cutting it in another way.
 */
final class Stage {

    /** Longer than the pause of answers to shares. */
    private static final Duration A_MOMENT = Duration.ofMillis(10);

    final List<String> lines = new ArrayList<>();
    final List<MinedJob> jobs = new ArrayList<>();

    private final Work work = new Work(Work.RARE_BLOCKS);
    private final Sv1Server server;
    private BlockCandidate candidate = work.newBlock();
    private @Nullable BridgeListener listener;
    private @Nullable EmbeddedChannel socket;
    private String partial = "";
    private String extranonce1 = "";
    private BigDecimal difficulty = BigDecimal.ZERO;

    Stage() {
        Gateway gateway = Gateway.easy();
        server = new Sv1Server((remote, loop) -> {
            listener = new BridgeListener(new Sv1Connection(gateway.tools, user -> !user.startsWith("not ")));
            return listener;
        }, Sv1Options.DEFAULT);
    }

    void connect() {
        if (socket != null) {
            socket.close();
        }
        jobs.clear();
        EmbeddedChannel made = new EmbeddedChannel();
        made.freezeTime();
        made.pipeline().addLast(server.initializer());
        socket = made;
        listener().work(candidate);
    }

    void newBlock() {
        candidate = work.newBlock();
        listener().work(candidate);
        collect();
    }

    /** Feeds these slices, one after the other, and returns the lines that came back after a moment. */
    List<String> feed(List<byte[]> slices) {
        int before = lines.size();
        for (byte[] slice : slices) {
            EmbeddedServer.feed(socket(), slice);
        }
        EmbeddedServer.advance(socket(), A_MOMENT);
        collect();
        return List.copyOf(lines.subList(before, lines.size()));
    }

    List<String> feed(String text) {
        return feed(List.of(text.getBytes(StandardCharsets.UTF_8)));
    }

    boolean isOpen() {
        return socket().isOpen();
    }

    private void collect() {
        String text = partial + String.join("", EmbeddedServer.writes(socket()));
        int from = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
            follow(text.substring(from, end));
            from = end + 1;
        }
        partial = text.substring(from);
    }

    private void follow(String line) {
        lines.add(line);
        JsonNode node = Talk.parse(line);
        switch (node.path("method").asText()) {
            case "mining.set_difficulty" -> difficulty = node.get("params").get(0).decimalValue();
            case "mining.notify" -> jobs.add(new MinedJob(node.get("params"), extranonce1, difficulty));
            default -> {
                if (node.path("result").isArray()) {
                    extranonce1 = node.get("result").get(1).textValue();
                }
            }
        }
    }

    private EmbeddedChannel socket() {
        if (socket == null) {
            throw new IllegalStateException("nobody has connected");
        }
        return socket;
    }

    private BridgeListener listener() {
        if (listener == null) {
            throw new IllegalStateException("nobody has connected");
        }
        return listener;
    }
}
