package io.sluice.sv1.jsonrpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.sluice.sv1.jsonrpc.MalformedLine.Fault;

class LineCodecTest {

    private final LineCodec codec = new LineCodec();

    @ParameterizedTest
    @ValueSource(strings = {"1", "0", "-1", "123456789012345678901234567890", "1.50", "1E+3", "\"7\"", "\"\"", "null",
        "true", "\"\\u00e9\\ud83d\\ude00\"", "\"\\ud800\""})
    void an_id_comes_back_spelled_as_it_came(String id) throws MalformedLine {
        Request request = (Request) decode("{\"id\":" + id + ",\"method\":\"m\",\"params\":[]}");
        String answer = encode(Response.of(request.id(), Json.of(true)));
        assertThat(answer.toLowerCase(Locale.ROOT))
                .isEqualTo("{\"id\":" + id.toLowerCase(Locale.ROOT) + ",\"result\":true,\"error\":null}\n");
    }

    @Test
    void spaces_order_of_keys_and_strange_keys_do_not_matter() throws MalformedLine {
        assertThat(decode(" {\t\"params\" : [ \"a\" , 1 ] ,\"jsonrpc\":\"2.0\", \"x\":{\"y\":[]}, \"method\":\"m\" , "
                + "\"id\":4 } \r"))
                .isEqualTo(new Request(Json.of(4), "m", Json.array(Json.of("a"), Json.of(1))));
    }

    @Test
    void missing_params_are_null_params() throws MalformedLine {
        assertThat(decode("{\"id\":1,\"method\":\"m\"}"))
                .isEqualTo(decode("{\"id\":1,\"method\":\"m\",\"params\":null}"))
                .isEqualTo(new Request(Json.of(1), "m", Json.Null.NULL));
    }

    @Test
    void a_call_without_an_id_is_a_notification_and_one_with_a_null_id_is_not() throws MalformedLine {
        assertThat(decode("{\"method\":\"m\"}")).isEqualTo(new Notification("m", Json.Null.NULL));
        assertThat(decode("{\"id\":null,\"method\":\"m\"}"))
                .isEqualTo(new Request(Json.Null.NULL, "m", Json.Null.NULL));
    }

    @Test
    void a_line_without_a_method_is_a_reply_whatever_it_holds() throws MalformedLine {
        assertThat(decode("{\"id\":9002,\"result\":\"v2.15.0\",\"error\":null}"))
                .isEqualTo(Response.of(Json.of(9002), Json.of("v2.15.0")));
        assertThat(decode("{}")).isInstanceOf(Response.class);
        assertThat(decode("{\"method\":null}")).isInstanceOf(Response.class);
    }

    @Test
    void of_two_keys_with_the_same_name_the_last_one_counts() throws MalformedLine {
        assertThat(decode("{\"id\":1,\"method\":\"a\",\"id\":2,\"method\":\"b\"}"))
                .isEqualTo(new Request(Json.of(2), "b", Json.Null.NULL));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "x", "GET / HTTP/1.1", "{", "{\"id\":7,\"method\":\"mining.subscribe\"",
        "{\"id\":1}{\"id\":2}", "{\"id\":1},", "{'id':1}", "{id:1}", "{\"id\":01}", "{\"id\":NaN}", "{\"a\":1,}",
        "// c\n{}", "\u0000{}", "{\"id\":\"\u0001\"}", "\ufeff\ufeff{}", "{\"id\":1e}", "{\"id\":\"\\x\"}"})
    void what_is_no_json_is_called_so(String text) {
        assertThat(fault(text)).isEqualTo(Fault.NOT_JSON);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "1", "\"text\"", "null", "true", "[{\"id\":1,\"method\":\"m\"}]"})
    void json_that_is_no_object_is_told_apart(String text) {
        assertThat(fault(text)).isEqualTo(Fault.NOT_AN_OBJECT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"id\":1,\"method\":7}", "{\"id\":1,\"method\":[\"m\"]}", "{\"id\":[1],\"method\":\"m\"}",
        "{\"id\":{},\"method\":\"m\"}", "{\"id\":{},\"result\":1}"})
    void an_object_whose_method_or_id_is_impossible_is_told_apart(String text) {
        assertThat(fault(text)).isEqualTo(Fault.NOT_A_CALL);
    }

    @Test
    void nesting_goes_eight_deep_and_no_deeper() throws MalformedLine {
        assertThat(decode(nested(LineCodec.MAX_NESTING))).isInstanceOf(Request.class);
        assertThat(fault(nested(LineCodec.MAX_NESTING + 1))).isEqualTo(Fault.NOT_JSON);
        assertThat(fault("[".repeat(LineCodec.MAX_LENGTH))).isEqualTo(Fault.NOT_JSON);
    }

    @Test
    void a_line_of_sixteen_kilobytes_is_read_and_one_byte_more_is_not() throws MalformedLine {
        String frame = "{\"id\":1,\"method\":\"m\",\"params\":[\"%s\"]}";
        String fill = "x".repeat(LineCodec.MAX_LENGTH - frame.length() + 2);
        assertThat(decode(frame.formatted(fill))).isInstanceOf(Request.class);
        assertThat(fault(frame.formatted(fill + "x"))).isEqualTo(Fault.OVERLONG);
    }

    @Test
    void utf16_is_not_taken_for_utf8() {
        byte[] wide = "{\"id\":1,\"method\":\"m\"}".getBytes(StandardCharsets.UTF_16LE);
        assertThat(faultOf(wide)).isEqualTo(Fault.NOT_JSON);
    }

    @Test
    void a_broken_line_does_not_tell_its_content() {
        assertThatExceptionOfType(MalformedLine.class).isThrownBy(() -> decode("{\"id\":1,\"method\":secretword}"))
                .withMessageNotContaining("secret");
    }

    @Test
    void lines_are_written_compact_and_read_back_the_same() throws MalformedLine {
        Line ping = new Request(Json.of(3), "mining.ping", Json.array());
        assertThat(encode(ping)).isEqualTo("{\"id\":3,\"method\":\"mining.ping\",\"params\":[]}\n");
        assertThat(decode(encode(ping))).isEqualTo(ping);
        assertThat(encode(new Notification("n", Json.array(Json.of(false), new Json.Numeral("0.001")))))
                .isEqualTo("{\"id\":null,\"method\":\"n\",\"params\":[false,0.001]}\n");
        assertThat(encode(Response.error(Json.of("x\"\\\n"), 21, "Stale share")))
                .isEqualTo("{\"id\":\"x\\\"\\\\\\n\",\"result\":null,\"error\":[21,\"Stale share\",null]}\n");
    }

    @Test
    void a_line_cut_at_any_byte_is_a_declared_failure() {
        String whole = "{\"id\": 4, \"method\": \"mining.submit\", \"params\": [\"w\", \"5f1\", {\"a\": [1.5e3, null]}]}";
        for (int cut = 0; cut < whole.length(); cut++) {
            assertThat(fault(whole.substring(0, cut))).as("cut at %s", cut).isEqualTo(Fault.NOT_JSON);
        }
    }

    @Test
    void any_flipped_bit_and_any_random_bytes_end_in_a_line_or_the_declared_failure() {
        byte[] whole = "{\"id\":\"\u00e9\",\"method\":\"mining.submit\",\"params\":[\"w\",\"5f1\",{\"a\":[1.5e3,null]},true]}"
                .getBytes(StandardCharsets.UTF_8);
        for (int bit = 0; bit < 8 * whole.length; bit++) {
            byte[] flipped = whole.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            decodeOrFail(flipped, "bit " + bit);
        }
        for (long seed = 0; seed < 3000; seed++) {
            Random random = new Random(seed);
            byte[] noise = new byte[random.nextInt(200)];
            random.nextBytes(noise);
            decodeOrFail(noise, "noise, seed " + seed);
            byte[] damaged = whole.clone();
            for (int i = 0; i < 3; i++) {
                damaged[random.nextInt(damaged.length)] = (byte) "{}[]\",:0\\eE-.tu ".charAt(random.nextInt(16));
            }
            decodeOrFail(damaged, "damaged, seed " + seed);
        }
    }

    /** Whatever can be read can be written and read again. */
    private void decodeOrFail(byte[] bytes, String what) {
        try {
            Line line = codec.decode(bytes, 0, bytes.length);
            byte[] again = codec.encode(line);
            Line read = codec.decode(again, 0, again.length);
            if (!(line instanceof Notification)) {
                assertThat(read).as(what).isEqualTo(line);
            }
        } catch (MalformedLine declared) {
            assertThat(declared.fault()).as(what).isNotNull();
        } catch (RuntimeException | StackOverflowError undeclared) {
            throw new AssertionError(what + " ended in " + undeclared, undeclared);
        }
    }

    private static String nested(int depth) {
        int arrays = depth - 1;
        return "{\"id\":1,\"method\":\"m\",\"params\":" + "[".repeat(arrays) + "]".repeat(arrays) + "}";
    }

    private Line decode(String text) throws MalformedLine {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return codec.decode(bytes, 0, bytes.length);
    }

    private String encode(Line line) {
        return new String(codec.encode(line), StandardCharsets.UTF_8);
    }

    private Fault fault(String text) {
        return faultOf(text.getBytes(StandardCharsets.UTF_8));
    }

    private Fault faultOf(byte[] bytes) {
        try {
            Line line = codec.decode(bytes, 0, bytes.length);
            throw new AssertionError("was read as " + line);
        } catch (MalformedLine malformed) {
            return malformed.fault();
        }
    }
}
