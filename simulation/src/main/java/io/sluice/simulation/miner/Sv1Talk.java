package io.sluice.simulation.miner;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.LineBasedFrameDecoder;
import org.jspecify.annotations.Nullable;

import io.sluice.mining.bitcoin.Sv1Difficulty;
import io.sluice.mining.bitcoin.Target;
import io.sluice.simulation.miner.Sv1Model.Habit;
import io.sluice.simulation.miner.Sv1Opening.Call;
import io.sluice.simulation.trace.Happening.JobSight;
import io.sluice.wire.type.Bytes;

/** One connection of a Stratum V1 miner: JSON line by line. */
final class Sv1Talk extends SimpleChannelInboundHandler<ByteBuf> implements Talk, Tongue {

    /** Firmware takes no more at a time. */
    private static final int LONGEST_LINE = 16 * 1024;
    private static final Duration SUGGEST_EVERY = Duration.ofSeconds(30);
    private static final String SUBMIT = "mining.submit";
    private static final long FIRST_ID = 1;
    private static final long LATE_ID = 40;
    private static final long ONE_ID = 4;
    private static final String[] GARBAGE = {
        "{\"id\":7,\"method\":\"mining.submit\",\"params\":[", "]}\u0001{", "{\"id\":}", "submit, please"
    };
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private final Self self;
    private final Plug plug;
    private final Sv1Model model;
    private final double hashRate;
    private final Sv1Opening opening;
    private final Map<Long, String> asked = new LinkedHashMap<>();
    private @Nullable Channel socket;
    private @Nullable Rig rig;
    private long connection;
    private long nextId;
    private Bytes extranonce1 = Bytes.EMPTY;
    private int extranonce2Size;
    private Target target = Sv1Difficulty.of(1).toTarget();
    private Rolling rolling;

    Sv1Talk(Self self, Plug plug, Sv1Model model, double hashRate) {
        this.self = self;
        this.plug = plug;
        this.model = model;
        this.hashRate = hashRate;
        this.opening = new Sv1Opening(model, self.name(), hashRate);
        this.nextId = model.has(Habit.LATE_IDS) ? LATE_ID : FIRST_ID;
        this.rolling = model.rollingUnasked();
    }

    @Override
    public void install(ChannelPipeline pipeline) {
        pipeline.addLast(new LineBasedFrameDecoder(LONGEST_LINE), this);
    }

    @Override
    public List<Rig> rigs() {
        Rig only = rig;
        return only == null ? List.of() : List.of(only);
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        if (plug.isOn(this)) {
            socket = context.channel();
            connection = plug.opened();
            opening.next().forEach(this::ask);
            if (model.has(Habit.KEEPS_SUGGESTING)) {
                self.after(SUGGEST_EVERY, this::suggestAgain);
            }
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf line) {
        if (!plug.isOn(this)) {
            return;
        }
        try {
            heard(JSON.readTree(line.toString(StandardCharsets.UTF_8)));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            plug.hangUp("the gateway says what is no Stratum: " + e.getMessage());
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        plug.ended(this, "the other end closed it");
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        plug.ended(this, cause.toString());
        context.close();
    }

    private void heard(JsonNode line) {
        JsonNode params = line.path("params");
        switch (line.path("method").asText()) {
            case "" -> answered(line);
            case "mining.notify" -> notified(params);
            case "mining.set_difficulty" -> Sv1Difficulty.parse(params.path(0).asText())
                    .ifPresentOrElse(difficulty -> target = difficulty.toTarget(),
                            () -> self.remark("is told the difficulty " + params.path(0)));
            case "mining.set_version_mask" -> rolling = model.rolling(bits(params.path(0)));
            case "mining.set_extranonce" -> {
                extranonce1 = Bytes.hex(params.path(0).asText());
                extranonce2Size = params.path(1).asInt();
            }
            case "mining.ping" -> write(request(line.path("id").asLong(-1), "pong", array()));
            case "client.get_version" -> write(JsonNodeFactory.instance.objectNode()
                    .put("id", line.path("id").asLong()).put("result", model.software()).putNull("error"));
            case "client.reconnect" -> plug.hangUp("the gateway asks it to connect anew");
            default -> {
                // Firmware logs it and goes on.
            }
        }
    }

    private void answered(JsonNode line) {
        long id = line.path("id").asLong(-1);
        String method = asked.remove(id);
        if (method == null) {
            answeredShare(id, line);
            return;
        }
        JsonNode result = line.path("result");
        switch (method) {
            case Sv1Opening.CONFIGURE -> configured(result);
            case Sv1Opening.SUBSCRIBE -> subscribed(result);
            case Sv1Opening.AUTHORIZE -> {
                if (!result.asBoolean(false)) {
                    plug.hangUp("it may not mine here: " + reason(line));
                }
            }
            default -> {
                // A wish: whether it is heard shows.
            }
        }
        if (asked.isEmpty() && plug.isOn(this)) {
            opening.next().forEach(this::ask);
        }
    }

    private void configured(JsonNode result) {
        if (result.path("version-rolling").asBoolean(false)) {
            rolling = model.rolling(bits(result.path("version-rolling.mask")));
        } else if (model.has(Habit.NEEDS_ROLLING)) {
            plug.hangUp("it may not roll the version");
        }
    }

    private void subscribed(JsonNode result) {
        extranonce1 = Bytes.hex(result.path(1).asText());
        extranonce2Size = result.path(2).asInt();
        rig = new Rig(self, new Rig.Place(connection, 0, self.name()), hashRate, this);
    }

    private void notified(JsonNode params) {
        Rig working = rig;
        if (working == null) {
            plug.hangUp("it was given a job before it knew its extranonce, and crashed");
            return;
        }
        JobSight job = new Sv1Notify(connection, extranonce1, extranonce2Size, target).read(params);
        plug.given(job);
        working.work(job, rolling);
    }

    private void answeredShare(long id, JsonNode line) {
        Rig waiting = rig;
        if (waiting == null) {
            self.remark("hears an answer that it did not ask for: " + line);
        } else if (line.path("result").asBoolean(false) && !line.hasNonNull("error")) {
            waiting.accepted(id);
        } else {
            waiting.refused(id, reason(line));
        }
    }

    private static String reason(JsonNode line) {
        JsonNode error = line.path("error");
        return error.path(0).asText("?") + " " + error.path(1).asText("no reason given");
    }

    private static int bits(JsonNode mask) {
        return Integer.parseUnsignedInt(mask.asText(), 16);
    }

    private void suggestAgain() {
        if (plug.isOn(this)) {
            ask(opening.suggestion());
            self.after(SUGGEST_EVERY, this::suggestAgain);
        }
    }

    private void ask(Call call) {
        long id = nextId++;
        asked.put(id, call.method());
        write(request(id, call.method(), call.params()));
    }

    @Override
    public Letter share(String jobId, Proof proof) {
        ArrayNode params = array()
                .add(self.name())
                .add(jobId)
                .add(proof.extranonce().toHex())
                .add(hex((int) proof.header().nTime()))
                .add(hex(proof.header().nonce()));
        // The bits are told as a difference; who does not roll leaves them out.
        int difference = proof.header().version() ^ proof.job().version();
        if (difference != 0 || rolling.versionBits() != 0) {
            params.add(hex(difference));
        }
        return submission(params);
    }

    /** A line that is no JSON, or a share that lacks parameters. */
    @Override
    public Letter garbage() {
        int choice = self.random().nextInt(GARBAGE.length + 1);
        return choice < GARBAGE.length
                ? new Letter(OptionalLong.empty(), () -> write(GARBAGE[choice]))
                : submission(array().add(self.name()).add(anyJobId()).add("not hexadecimal"));
    }

    @Override
    public String anyJobId() {
        return hex(self.random().nextInt());
    }

    private Letter submission(ArrayNode params) {
        long id = model.has(Habit.ONE_ID) ? ONE_ID : nextId++;
        String line = request(id, SUBMIT, params).toString();
        return new Letter(OptionalLong.of(id), () -> write(line));
    }

    private ObjectNode request(long id, String method, ArrayNode params) {
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        if (model.has(Habit.ONE_ID)) {
            line.put("method", method).set("params", params);
            return line.put("id", id);
        }
        line.put("id", id).put("method", method).set("params", params);
        return line;
    }

    private static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    private static String hex(int number) {
        return HexFormat.of().toHexDigits(number);
    }

    private void write(ObjectNode line) {
        write(line.toString());
    }

    private void write(String line) {
        Channel open = socket;
        if (open != null && plug.isOn(this)) {
            open.writeAndFlush(Unpooled.copiedBuffer(line + "\n", StandardCharsets.UTF_8));
        }
    }
}
