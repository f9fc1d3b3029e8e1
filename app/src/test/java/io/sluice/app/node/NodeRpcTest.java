package io.sluice.app.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.node.TextNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.sluice.wire.type.Bytes;

/** How a node is called, and what the operator is told when that fails. */
class NodeRpcTest {

    private static final String PASSWORD = "hunter2-correct-horse";

    private final ScriptedHttp http = new ScriptedHttp();
    private final NodeRpc rpc = new NodeRpc(http, NodeAddress.parse("http://10.0.0.7:8332"),
            new PasswordLogin("sluice", PASSWORD));

    @Test
    void a_call_carries_method_parameters_and_login() {
        http.thenResult("7");
        assertThat(call("getblockhash", "x")).isInstanceOfSatisfying(RpcAnswer.Result.class,
                result -> assertThat(result.value().intValue()).isEqualTo(7));

        assertThat(http.requests.getFirst().get("jsonrpc").textValue()).isEqualTo("1.0");
        assertThat(http.requests.getFirst().get("method").textValue()).isEqualTo("getblockhash");
        assertThat(http.requests.getFirst().get("params").toString()).isEqualTo("[\"x\"]");
        assertThat(http.uris.getFirst()).hasToString("http://10.0.0.7:8332/");
        assertThat(http.headers.getFirst()).containsEntry("Authorization", "Basic " + Base64.getEncoder()
                .encodeToString(("sluice:" + PASSWORD).getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void a_call_without_parameters_sends_an_empty_list() {
        http.thenResult("7");
        call("getblockcount");
        assertThat(http.requests.getFirst().get("params").toString()).isEqualTo("[]");
    }

    @Test
    void every_call_has_an_id_of_its_own() {
        http.thenResult("1").thenResult("2");
        call("getblockcount");
        call("getblockcount");
        assertThat(http.requests.get(0).get("id")).isNotEqualTo(http.requests.get(1).get("id"));
    }

    @Test
    void an_answer_of_version_two_is_understood_too() {
        http.then(200, "{\"jsonrpc\":\"2.0\",\"result\":null,\"id\":1}");
        assertThat(call("submitblock")).isInstanceOfSatisfying(RpcAnswer.Result.class,
                result -> assertThat(result.value().isNull()).isTrue());
        http.then(200, "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":-5,\"message\":\"no\"},\"id\":2}");
        assertThat(call("getblock")).isInstanceOf(RpcAnswer.Refused.class);
    }

    @Test
    void an_old_cookie_is_read_anew_once(@TempDir Path directory) throws Exception {
        Path file = directory.resolve(".cookie");
        Files.writeString(file, "__cookie__:first");
        NodeRpc withCookie = new NodeRpc(http, NodeAddress.parse("10.0.0.7:8332"), new CookieLogin(file));
        http.thenResult("1");
        withCookie.call("getblockcount").toCompletableFuture().join();

        Files.writeString(file, "__cookie__:second\n");
        http.thenResult("2");
        withCookie.call("getblockcount").toCompletableFuture().join();
        http.then(401, "").thenResult("3");
        assertThat(withCookie.call("getblockcount").toCompletableFuture().join()).isInstanceOf(RpcAnswer.Result.class);
        assertThat(http.headers.stream().map(NodeRpcTest::login)).containsExactly(
                "__cookie__:first", "__cookie__:first", "__cookie__:first", "__cookie__:second");

        http.then(401, "").then(401, "");
        assertThat(sentence(withCookie.call("getblockcount").toCompletableFuture().join()))
                .isEqualTo("The Bitcoin node at 10.0.0.7:8332 refuses our login: check that " + file
                        + " is the cookie of this very node and network.");
    }

    @Test
    void without_a_cookie_nothing_is_sent_and_the_file_is_named(@TempDir Path directory) throws Exception {
        Path file = directory.resolve(".cookie");
        NodeRpc withCookie = new NodeRpc(http, NodeAddress.parse("10.0.0.7:8332"), new CookieLogin(file));
        assertThat(sentence(withCookie.call("getblockcount").toCompletableFuture().join()))
                .startsWith("Can not log in to the Bitcoin node at 10.0.0.7:8332: there is no cookie file " + file);
        Files.writeString(file, "no colon");
        assertThat(sentence(withCookie.call("getblockcount").toCompletableFuture().join())).contains("holds no cookie");
        assertThat(http.requests).isEmpty();
    }

    @Test
    void a_wrong_password_is_not_tried_again() {
        http.then(401, "");
        assertThat(sentence(call("getblockcount"))).isEqualTo("The Bitcoin node at 10.0.0.7:8332 refuses our login:"
                + " compare rpcuser and rpcpassword with its bitcoin.conf.");
        assertThat(http.requests).hasSize(1);
    }

    @Test
    void a_connection_that_broke_is_tried_once_more() {
        http.then(new HttpAnswer.Broken("EOF")).thenResult("5");
        assertThat(call("getblockcount")).isInstanceOf(RpcAnswer.Result.class);
        assertThat(http.requests.get(0)).isEqualTo(http.requests.get(1));

        http.then(new HttpAnswer.Broken("EOF")).then(new HttpAnswer.Broken("EOF"));
        assertThat(sentence(call("getblockcount"))).contains("broke off its answer to getblockcount (EOF)");
    }

    @ParameterizedTest
    @MethodSource("failures")
    void each_failure_says_what_why_and_what_to_do(HttpAnswer failure, List<String> parts) {
        http.then(failure);
        String sentence = sentence(call("getblocktemplate"));
        assertThat(sentence).startsWith("The Bitcoin node at 10.0.0.7:8332 ").contains(parts).doesNotContain(PASSWORD);
        assertThat(sentence).matches(".*[.?]");
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                failure(new HttpAnswer.NoConnection("connection refused"), "can not be reached (connection refused)",
                        "is bitcoind running there"),
                failure(new HttpAnswer.TimedOut(Duration.ofSeconds(5)), "did not answer getblocktemplate within 5 s"),
                failure(new HttpAnswer.TooLong(1000), "more than 1000 bytes", "is that really a Bitcoin node"),
                failure(ScriptedHttp.response(403, ""), "rpcallowip", "rpcwhitelist"),
                failure(ScriptedHttp.response(503, "Work queue depth exceeded"), "too busy", "rpcworkqueue"),
                failure(ScriptedHttp.response(404, "<html>"), "HTTP status 404", "RPC port?"),
                failure(ScriptedHttp.response(500, "{\"x\":1}"), "HTTP status 500"),
                failure(ScriptedHttp.response(200, "<html>hello</html>"), "something unusable (not JSON)"),
                failure(ScriptedHttp.response(200, ""), "something unusable"),
                failure(ScriptedHttp.response(200, "[1]"), "not a JSON object"),
                failure(ScriptedHttp.response(200, "{}"), "neither result nor error"),
                failure(ScriptedHttp.response(200, "{\"result\":1,\"error\":null,\"id\":99}"), "another question"),
                failure(ScriptedHttp.response(200, "{\"result\":1,\"error\":null}"), "another question"),
                failure(ScriptedHttp.response(302, ""), "HTTP status 302"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "-28    | Loading block index...            | is still starting (Loading block index...)",
        "-10    | Bitcoin Core is in initial sync   | still downloading the block chain",
        "-9     | Bitcoin Core is not connected!    | has no peers",
        "-32601 | Method not found                  | does not know getblocktemplate",
        "-8     | must be called with the segwit    | refused getblocktemplate with error -8 (must be called with"})
    void each_refusal_says_what_why_and_what_to_do(int code, String message, String part) {
        http.thenError(500, code, message);
        assertThat(call("getblocktemplate")).isInstanceOfSatisfying(RpcAnswer.Refused.class, refused -> {
            assertThat(refused.code()).isEqualTo(code);
            assertThat(refused.message()).isEqualTo(message);
            assertThat(refused.sentence()).startsWith("The Bitcoin node at 10.0.0.7:8332 ").contains(part)
                    .matches(".*[.?]");
        });
    }

    @Test
    void foreign_text_is_cut_and_cannot_move_the_cursor() {
        http.thenError(500, -1, "\\u001b[2J\\n" + "x".repeat(5000));
        String sentence = ((RpcAnswer.Refused) call("getblocktemplate")).sentence();
        assertThat(sentence).hasSizeLessThan(400).contains("(?[2J?xxx").matches("[\\x20-\\x7e]+");
    }

    @Test
    void an_answer_cut_at_any_byte_or_damaged_in_any_bit_is_a_value() {
        byte[] answer = "{\"result\":{\"a\":[1,2,{\"b\":null}]},\"error\":null,\"id\":1}"
                .getBytes(StandardCharsets.UTF_8);
        for (int length = 0; length < answer.length; length++) {
            http.then(new HttpAnswer.Response(200, Bytes.of(answer, 0, length)));
            assertThat(call("x")).as("cut to %d bytes", length).isInstanceOf(RpcAnswer.Failed.class);
        }
        for (int bit = 0; bit < 8 * answer.length; bit++) {
            byte[] damaged = answer.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            http.then(new HttpAnswer.Response(200, Bytes.adopt(damaged)));
            assertThat(call("x")).as("bit %d", bit).isNotNull();
        }
        long seed = 31;
        Random random = new Random(seed);
        for (int round = 0; round < 2000; round++) {
            byte[] noise = new byte[random.nextInt(80)];
            random.nextBytes(noise);
            http.then(new HttpAnswer.Response(200, Bytes.adopt(noise)));
            assertThat(call("x")).as("seed %d, round %d", seed, round).isInstanceOf(RpcAnswer.Failed.class);
        }
    }

    @Test
    void an_answer_of_endless_brackets_is_refused() {
        http.then(200, "{\"result\":" + "[".repeat(100_000));
        assertThat(call("x")).isInstanceOf(RpcAnswer.Failed.class);
    }

    @Test
    void nothing_that_can_be_printed_says_the_password(@TempDir Path directory) throws Exception {
        Path file = directory.resolve(".cookie");
        Files.writeString(file, "__cookie__:" + PASSWORD);
        CookieLogin cookie = new CookieLogin(file);
        cookie.authorization();
        PasswordLogin login = new PasswordLogin("sluice", PASSWORD);
        assertThat(Stream.of(rpc, login, cookie, new BlockSender(rpc), login.advice(), cookie.advice(),
                NodeAddress.parse("http://sluice:" + PASSWORD + "@h:1"),
                NodeAddress.loginIn("http://sluice:" + PASSWORD + "@h:1")).map(Object::toString))
                .allSatisfy(text -> assertThat(text).doesNotContain(PASSWORD));
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:8332, http://127.0.0.1:8332/", "127.0.0.1:18443, http://127.0.0.1:18443/",
        "https://node.example:443/rpc, https://node.example:443/rpc", "http://u:p@h:1, http://h:1/",
        "http://[::1]:8332, http://[::1]:8332/", "u:p@h:1/wallet/x, http://h:1/wallet/x"})
    void an_address_is_read_as_people_write_it(String text, String uri) {
        assertThat(NodeAddress.parse(text).uri()).hasToString(uri);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "http://", "h", "http://h", "ftp://h:1", "h:0", "h:99999999", "http://u:p ss@h:1",
        "::"})
    void an_address_that_is_none_is_refused_without_repeating_it(String text) {
        assertThatThrownBy(() -> NodeAddress.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the address of a node looks like http://127.0.0.1:8332");
    }

    @Test
    void a_login_before_the_host_is_taken_and_decoded() throws Exception {
        NodeLogin login = NodeAddress.loginIn("http://a%40b:c%3Ad+e@h:1").orElseThrow();
        assertThat(login.authorization()).isEqualTo(new PasswordLogin("a@b", "c:d+e").authorization());
        assertThat(NodeAddress.loginIn("http://h:1")).isEmpty();
    }

    private RpcAnswer call(String method, String... params) {
        return rpc.call(method, Stream.of(params).map(TextNode::valueOf).toArray(TextNode[]::new)).toCompletableFuture()
                .join();
    }

    private static String sentence(RpcAnswer answer) {
        assertThat(answer).isInstanceOf(RpcAnswer.Failed.class);
        return ((RpcAnswer.Failed) answer).sentence();
    }

    private static String login(Map<String, String> headers) {
        String basic = headers.getOrDefault("Authorization", "Basic ").substring("Basic ".length());
        return new String(Base64.getDecoder().decode(basic), StandardCharsets.UTF_8);
    }

    private static Arguments failure(HttpAnswer answer, String... parts) {
        return Arguments.of(answer, List.of(parts));
    }
}
