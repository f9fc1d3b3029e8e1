package io.sluice.sv1.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.sluice.mining.candidate.BlockCandidate;
import io.sluice.mining.port.Effect;
import io.sluice.mining.port.MiningEvent;
import io.sluice.mining.share.SolvedBlock;
import io.sluice.sv1.bridge.Sv1Connection;
import io.sluice.sv1.jsonrpc.Line;
import io.sluice.sv1.jsonrpc.LineCodec;
import io.sluice.sv1.jsonrpc.MalformedLine;

/** A talk with one connection in texts, with everything that came of it. */
public final class Talk {

    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    public final Sv1Connection connection;
    public final List<String> lines = new ArrayList<>();
    public final List<SolvedBlock> blocks = new ArrayList<>();
    public final List<MiningEvent> events = new ArrayList<>();
    public final List<String> hangUps = new ArrayList<>();
    public final List<MinedJob> jobs = new ArrayList<>();
    public List<Effect<Line>> last = List.of();

    private final LineCodec codec = new LineCodec();
    private String extranonce1 = "";
    private BigDecimal difficulty = BigDecimal.ZERO;

    public Talk(Gateway gateway) {
        this(new Sv1Connection(gateway.tools, user -> !user.startsWith("not ")));
    }

    public Talk(Sv1Connection connection) {
        this.connection = connection;
    }

    /** Says a line and returns the lines that come back. */
    public List<String> say(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try {
            return take(connection.received(codec.decode(bytes, 0, bytes.length)));
        } catch (MalformedLine malformed) {
            throw new AssertionError(text, malformed);
        }
    }

    public List<String> work(BlockCandidate candidate) {
        return take(connection.work(candidate));
    }

    public List<String> tick() {
        return take(connection.tick());
    }

    public List<String> withheld(String why) {
        return take(connection.withheld(why));
    }

    public List<String> closed() {
        return take(connection.closed());
    }

    /** Subscribes and authorises as this firmware, and returns the job that it gets. */
    public MinedJob open(String software) {
        say("{\"id\":1,\"method\":\"mining.subscribe\",\"params\":[\"" + software + "\"]}");
        say("{\"id\":2,\"method\":\"mining.authorize\",\"params\":[\"alice.rig\",\"x\"]}");
        return job();
    }

    /** The newest job. */
    public MinedJob job() {
        return jobs.getLast();
    }

    public BigDecimal difficulty() {
        return difficulty;
    }

    /** The answer to a line that has exactly one and says nothing else. */
    public JsonNode ask(String text) {
        List<String> answers = say(text);
        if (answers.size() != 1) {
            throw new AssertionError(text + " led to " + answers);
        }
        return parse(answers.getFirst());
    }

    public static JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(line, e);
        }
    }

    private List<String> take(List<Effect<Line>> effects) {
        last = effects;
        List<String> said = new ArrayList<>();
        for (Effect<Line> effect : effects) {
            switch (effect) {
                case Effect.Reply(var line) -> said.add(follow(new String(codec.encode(line), StandardCharsets.UTF_8)));
                case Effect.SubmitBlock(var block) -> blocks.add(block);
                case Effect.Report(var event) -> events.add(event);
                case Effect.HangUp(var why) -> hangUps.add(why);
            }
        }
        lines.addAll(said);
        return said;
    }

    private String follow(String line) {
        JsonNode node = parse(line);
        switch (node.path("method").asText()) {
            case "mining.set_difficulty" -> difficulty = node.get("params").get(0).decimalValue();
            case "mining.notify" -> jobs.add(new MinedJob(node.get("params"), extranonce1, difficulty));
            default -> {
                if (node.path("result").isArray()) {
                    extranonce1 = node.get("result").get(1).textValue();
                }
            }
        }
        return line.strip();
    }
}
