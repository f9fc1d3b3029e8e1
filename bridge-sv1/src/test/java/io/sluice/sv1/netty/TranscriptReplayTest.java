package io.sluice.sv1.netty;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.sluice.sv1.testing.MinedJob;
import io.sluice.sv1.testing.MinedJob.MinedShare;
import io.sluice.sv1.testing.Talk;
import io.sluice.wire.testing.SplitEverywhere;
import io.sluice.wire.testing.Vectors;

/**
 * Plays the miner's side of the recorded conversations and compares the kinds of answers. The miner's lines keep spelling, order
 * and ids; what belongs to the recorded run alone (job id, extranonce2, time and nonce of a share) is replaced by a share that is
 * really mined and of the kind that the recorded answer tells.
 */
class TranscriptReplayTest {

    /** Something that happens in a talk. */
    private sealed interface Step {}

    private record Connect() implements Step {}

    private record NewBlock() implements Step {}

    private record Say(String text) implements Step {}

    @ParameterizedTest
    @ValueSource(strings = {"bitaxe-basic", "bitaxe-all-rejected", "bitaxe-extranonce-subscribe",
        "bitaxe-no-version-rolling", "bitaxe-probe-fails-without-tuple", "bitaxe-probe-then-connect",
        "bitaxe-reconnect", "bitaxe-server-requests", "bitaxe-vardiff", "cpuminer-basic", "asic-bmminer",
        "asic-bosminer", "asic-whatsminer", "error-order", "rental-proxy-odd-lines"})
    void a_recorded_miner_gets_the_recorded_kinds_of_answers_however_its_bytes_arrive(String name) {
        Stage stage = new Stage();
        List<Step> steps = new Play(Vectors.load("sv1/transcripts/" + name + ".json"), stage).run();
        List<String> expected = List.copyOf(stage.lines);

        assertThat(again(steps, List::of)).as("each run of lines in one segment").isEqualTo(expected);
        assertThat(again(steps, TranscriptReplayTest::singleBytes)).as("byte by byte").isEqualTo(expected);
        SplitEverywhere.inRandomSlices(joined(steps), 11, 8, slices -> assertThat(again(steps, bytes -> cutAlike(bytes,
                slices))).isEqualTo(expected));
    }

    /** The same talk, with what the miner says between two events glued together and cut anew. */
    private static List<String> again(List<Step> steps, Cut cut) {
        Stage stage = new Stage();
        StringBuilder pending = new StringBuilder();
        for (Step step : steps) {
            if (step instanceof Say(var text)) {
                pending.append(text);
                continue;
            }
            flush(stage, pending, cut);
            if (step instanceof Connect) {
                stage.connect();
            } else {
                stage.newBlock();
            }
        }
        flush(stage, pending, cut);
        return stage.lines;
    }

    private interface Cut {
        List<byte[]> cut(byte[] bytes);
    }

    private static void flush(Stage stage, StringBuilder pending, Cut cut) {
        if (!pending.isEmpty()) {
            stage.feed(cut.cut(pending.toString().getBytes(StandardCharsets.UTF_8)));
            pending.setLength(0);
        }
    }

    private static byte[] joined(List<Step> steps) {
        StringBuilder all = new StringBuilder();
        steps.forEach(step -> {
            if (step instanceof Say(var text)) {
                all.append(text);
            }
        });
        return all.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static List<byte[]> singleBytes(byte[] bytes) {
        List<byte[]> slices = new ArrayList<>();
        for (byte single : bytes) {
            slices.add(new byte[]{single});
        }
        return slices;
    }

    /** Cuts into slices of the lengths of these. */
    private static List<byte[]> cutAlike(byte[] bytes, List<byte[]> pattern) {
        List<byte[]> slices = new ArrayList<>();
        int from = 0;
        for (int i = 0; from < bytes.length; i++) {
            int length = Math.max(1, pattern.get(i % pattern.size()).length);
            int to = Math.min(bytes.length, from + length);
            slices.add(Arrays.copyOfRange(bytes, from, to));
            from = to;
        }
        return slices;
    }

    /** One transcript, played for the first time: finds the shares to send and compares the answers. */
    private static final class Play {

        private final JsonNode lines;
        private final Stage stage;
        private final List<Step> steps = new ArrayList<>();
        private final Set<Integer> used = new HashSet<>();
        private int connection;
        private int jobsDue;
        private int mined;
        private Optional<MinedShare> lastGood = Optional.empty();
        private Optional<MinedShare> ofFormerBlock = Optional.empty();

        private Play(JsonNode transcript, Stage stage) {
            this.lines = transcript.required("lines");
            this.stage = stage;
        }

        private List<Step> run() {
            for (int at = 0; at < lines.size(); at++) {
                String text = lines.get(at).required("line").textValue();
                if (lines.get(at).required("dir").textValue().equals("C>S")) {
                    connectIfNew(at);
                    say(at, text);
                } else if (connectionAt(at) == connection && text.contains("\"mining.notify\",\"params\"")) {
                    notifyIsDue(at, Talk.parse(text));
                }
            }
            return steps;
        }

        private int connectionAt(int at) {
            return lines.get(at).path("conn").asInt(1);
        }

        private void connectIfNew(int at) {
            if (connectionAt(at) != connection) {
                connection = connectionAt(at);
                jobsDue = 0;
                steps.add(new Connect());
                stage.connect();
            }
        }

        private void notifyIsDue(int at, JsonNode notify) {
            jobsDue++;
            JsonNode params = notify.required("params");
            if (jobsDue == 1) {
                assertThat(stage.jobs).as("a job after the opening").hasSize(1);
            } else if (params.get(params.size() - 1).booleanValue() && aStaleShareComes(at)) {
                ofFormerBlock = Optional.of(mine(0x0080_0000, true));
                steps.add(new NewBlock());
                stage.newBlock();
                assertThat(stage.jobs.getLast().clean()).isTrue();
            }
        }

        private boolean aStaleShareComes(int at) {
            for (int later = at; later < lines.size(); later++) {
                if (lines.get(later).required("line").textValue().contains("Stale share")) {
                    return true;
                }
            }
            return false;
        }

        private void say(int at, String recorded) {
            Optional<JsonNode> call = Optional.of(recorded).filter(text -> text.strip().endsWith("}"))
                    .map(Talk::parse);
            Optional<JsonNode> expected = call.filter(node -> node.has("method")).flatMap(node -> answerTo(at, node));
            String text = call.filter(node -> node.path("method").asText().equals("mining.submit"))
                    .map(node -> substitute(recorded, node.required("params"), expected)).orElse(recorded);
            steps.add(new Say(text + "\n"));
            List<String> replies = stage.feed(text + "\n").stream().filter(line -> !line.contains("\"method\":"))
                    .toList();
            if (expected.isPresent()) {
                JsonNode node = call.orElseThrow();
                assertThat(replies).as(text).hasSize(1);
                JsonNode reply = Talk.parse(replies.getFirst());
                assertThat(reply.get("id")).isEqualTo(node.get("id"));
                assertThat(kind(node, reply)).as(text).isEqualTo(kindExpected(node, expected.get()));
            } else if (call.isEmpty() || !call.get().path("method").asText().startsWith("mining.")) {
                assertThat(replies).as("not to be answered: %s", text).isEmpty();
            }
            assertThat(stage.isOpen()).as("open after %s", text).isTrue();
        }

        private Optional<JsonNode> answerTo(int at, JsonNode call) {
            for (int later = at + 1; later < lines.size(); later++) {
                String text = lines.get(later).required("line").textValue();
                if (lines.get(later).required("dir").textValue().equals("S>C") && connectionAt(later) == connection
                        && text.startsWith("{") && !text.contains("\"method\":") && !used.contains(later)) {
                    JsonNode answer = Talk.parse(text);
                    if (answer.get("id").equals(call.get("id"))) {
                        used.add(later);
                        return Optional.of(answer);
                    }
                }
            }
            return Optional.empty();
        }

        /** What of an answer must be the same. */
        private static String kind(JsonNode call, JsonNode answer) {
            JsonNode error = answer.path("error");
            if (!error.isNull()) {
                return "error " + error.get(0);
            }
            JsonNode result = answer.get("result");
            return call.get("method").textValue().equals("mining.subscribe")
                    ? "tuples, " + result.get(1).textValue().matches("[0-9a-f]+") + ", " + result.get(2).isInt()
                    : "result " + result;
        }

        private static String kindExpected(JsonNode call, JsonNode recorded) {
            String kind = kind(call, recorded);
            if (kind.equals("result {\"version-rolling\":false}")) {
                // The recorded server refused on purpose; ours does not.
                return "result {\"version-rolling\":true,\"version-rolling.mask\":\"1fffe000\"}";
            }
            // The recorded server refused everything with a text of its own; ours is sent a share that is too easy.
            return recorded.path("error").path(1).asText().startsWith("Other") ? "error 23" : kind;
        }

        /** Puts a share of the expected kind into the recorded line. */
        private String substitute(String recorded, JsonNode params, Optional<JsonNode> expected) {
            int code = expected.map(answer -> answer.path("error").path(0).asInt(0)).orElse(0);
            String words = expected.map(answer -> answer.path("error").path(1).asText()).orElse("");
            int bits = params.size() > 5 ? Integer.parseUnsignedInt(params.get(5).textValue(), 16) : 0;
            if (code == 24 || code == 25 || (code == 21 && words.startsWith("Job"))) {
                return recorded;
            }
            if (code == 20 && !words.contains("version") && !words.startsWith("Other")) {
                return recorded.replace("\"" + params.get(1).textValue() + "\"",
                        "\"" + stage.jobs.getLast().id() + "\"");
            }
            MinedShare share = switch (code) {
                case 22 -> lastGood.orElseThrow();
                case 21 -> ofFormerBlock.orElseThrow();
                case 23 -> mine(bits, false);
                default -> mine(bits, !words.startsWith("Other"));
            };
            if (code == 0) {
                lastGood = Optional.of(share);
            }
            return replaced(recorded, params, share);
        }

        private MinedShare mine(int bits, boolean good) {
            MinedJob job = stage.jobs.getLast();
            return job.mine("%016x".formatted(++mined), job.nTime(), bits, good);
        }

        private static String replaced(String recorded, JsonNode params, MinedShare share) {
            List<String> values = List.of(share.job().id(), share.extranonce2(), MinedShare.hex(share.nTime()),
                    MinedShare.hex(share.nonce()), MinedShare.hex(share.versionBits()));
            StringBuilder text = new StringBuilder(recorded);
            int at = text.indexOf("[");
            at = text.indexOf(quoted(params.get(0).textValue()), at) + params.get(0).textValue().length() + 2;
            for (int i = 1; i < params.size(); i++) {
                String old = quoted(params.get(i).textValue());
                String fresh = quoted(values.get(i - 1));
                at = text.indexOf(old, at);
                text.replace(at, at + old.length(), fresh);
                at += fresh.length();
            }
            return text.toString();
        }

        private static String quoted(String text) {
            return JsonNodeFactory.instance.textNode(text).toString();
        }
    }
}
