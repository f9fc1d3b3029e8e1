package io.sluice.app.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.sluice.mining.bitcoin.BlockHeader;
import io.sluice.mining.testing.HandClock;
import io.sluice.wire.type.Bytes;

/** The sandbox's JSON, compared with what Bitcoin Core gives. */
class SandboxRpcTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HexFormat HEX = HexFormat.of();

    private final HandClock clock = new HandClock();
    private final SandboxChain chain = Sandboxes.chain(clock);
    private final SandboxRpc rpc = new SandboxRpc(chain);

    @Test
    void a_template_has_the_fields_of_bitcoin_core_and_no_others() throws Exception {
        JsonNode template = template();

        assertThat(names(template)).containsExactlyInAnyOrder(
                "capabilities", "version", "rules", "vbavailable", "vbrequired", "previousblockhash", "transactions",
                "coinbaseaux", "coinbasevalue", "longpollid", "target", "mintime", "mutable", "noncerange",
                "sigoplimit", "sizelimit", "weightlimit", "curtime", "bits", "height", "default_witness_commitment");
        assertThat(template.get("height").intValue()).isEqualTo(950_000);
        assertThat(template.get("bits").textValue()).isEqualTo("207fffff");
        assertThat(template.get("target").textValue()).isEqualTo("7fffff" + "0".repeat(58));
        assertThat(template.get("curtime").longValue()).isEqualTo(clock.instant().getEpochSecond());
        assertThat(template.get("transactions")).isNotEmpty().allSatisfy(transaction -> assertThat(names(transaction))
                .containsExactlyInAnyOrder("data", "txid", "hash", "depends", "fee", "sigops", "weight"));
    }

    @Test
    void the_commitment_is_the_one_that_a_reader_of_bip_141_computes() throws Exception {
        clock.advanceSeconds(30);
        JsonNode template = template();
        List<byte[]> level = new ArrayList<>();
        level.add(new byte[32]);
        for (JsonNode transaction : template.get("transactions")) {
            level.add(turned(HEX.parseHex(transaction.get("hash").textValue())));
        }
        assertThat(level.size()).isGreaterThan(50);
        while (level.size() > 1) {
            List<byte[]> above = new ArrayList<>();
            for (int i = 0; i < level.size(); i += 2) {
                above.add(sha256d(level.get(i), level.get(Math.min(i + 1, level.size() - 1))));
            }
            level = above;
        }
        assertThat(template.get("default_witness_commitment").textValue())
                .isEqualTo("6a24aa21a9ed" + HEX.formatHex(sha256d(level.getFirst(), new byte[32])));
    }

    @Test
    void depends_names_the_place_of_the_parent_counted_from_one() throws Exception {
        clock.advanceSeconds(60);
        JsonNode transactions = template().get("transactions");
        int children = 0;
        for (JsonNode child : transactions) {
            for (JsonNode place : child.get("depends")) {
                children++;
                String parent = transactions.get(place.intValue() - 1).get("txid").textValue();
                String spent = HEX.formatHex(turned(HEX.parseHex(parent)));
                assertThat(child.get("data").textValue()).contains(spent);
            }
        }
        assertThat(children).isPositive();
    }

    @Test
    void a_template_is_refused_to_who_does_not_know_segwit() throws Exception {
        assertError(call("getblocktemplate", "[]"), -8,
                "getblocktemplate must be called with the segwit rule set (call with {\"rules\": [\"segwit\"]})");
        assertError(call("getblocktemplate", "[{\"rules\":[\"csv\"]}]"), -8,
                "getblocktemplate must be called with the segwit rule set (call with {\"rules\": [\"segwit\"]})");
        assertError(call("getblocktemplate", "[{\"mode\":\"other\"}]"), -8, "Invalid mode");
        assertError(call("getblocktemplate", "[{\"mode\":7}]"), -8, "Invalid mode");
    }

    @Test
    void a_long_poll_is_answered_when_there_is_a_new_block() throws Exception {
        String id = template().get("longpollid").textValue();
        CompletableFuture<RpcReply> waiting = post(longPoll(id));
        assertThat(waiting).isNotDone();

        SandboxBlock found = chain.mine();

        assertThat(waiting).isCompleted();
        assertThat(result(waiting.join()).get("previousblockhash").textValue()).isEqualTo(found.hash().toDisplay());
        assertThat(post(longPoll(id))).isCompleted();
    }

    @Test
    void a_long_poll_that_takes_too_long_gets_what_there_is() throws Exception {
        CompletableFuture<RpcReply> waiting = post(longPoll(template().get("longpollid").textValue()));
        clock.advanceSeconds(60);
        rpc.answerWaiting();

        assertThat(result(waiting.join()).get("curtime").longValue()).isEqualTo(clock.instant().getEpochSecond());
    }

    @Test
    void only_so_many_may_wait() throws Exception {
        String id = template().get("longpollid").textValue();
        List<CompletableFuture<RpcReply>> polls = IntStream.rangeClosed(0, SandboxRpc.MOST_WAITING)
                .mapToObj(_ -> post(longPoll(id))).toList();

        assertThat(polls.subList(0, SandboxRpc.MOST_WAITING)).allSatisfy(poll -> assertThat(poll).isNotDone());
        assertThat(polls.getLast()).isCompleted();
    }

    @Test
    void a_good_block_is_answered_with_null_and_the_same_again_with_duplicate() throws Exception {
        String hex = BlockDraft.on(chain).solve().serialize().toHex();

        assertThat(result("submitblock", "[\"" + hex + "\"]").isNull()).isTrue();
        assertThat(result("submitblock", "[\"" + hex + "\"]").textValue()).isEqualTo("duplicate");
        assertThat(result("getblockcount", "[]").intValue()).isEqualTo(950_000);
        assertThat(result("getbestblockhash", "[]").textValue()).isEqualTo(chain.tip().hash().toDisplay());
        assertThat(result("getblock", "[\"" + chain.tip().hash().toDisplay() + "\",0]").textValue()).isEqualTo(hex);
        assertThat(result("getblockheader", "[\"" + chain.tip().hash().toDisplay() + "\",false]").textValue())
                .isEqualTo(hex.substring(0, 160));
    }

    @Test
    void a_block_beside_the_tip_is_inconclusive_until_it_is_preferred() throws Exception {
        String late = BlockDraft.on(chain).solve().serialize().toHex();
        String first = result("generate", "[1]").get(0).textValue();

        assertThat(result("submitblock", "{\"hexdata\":\"" + late + "\"}").textValue()).isEqualTo("inconclusive");
        assertThat(result("getbestblockhash", "[]").textValue()).isEqualTo(first);
        String hash = BlockHeader.read(HEX.parseHex(late), 0).hash().toDisplay();
        assertThat(result("preciousblock", "[\"" + hash + "\"]").isNull()).isTrue();
        assertThat(result("getbestblockhash", "[]").textValue()).isEqualTo(hash);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00", "zz", "0", "deadbeef"})
    void what_is_no_block_is_error_22(String hex) throws Exception {
        assertError(call("submitblock", "[\"" + hex + "\"]"), -22, "Block decode failed");
        assertError(call("getblocktemplate", "[{\"mode\":\"proposal\",\"data\":\"" + hex + "\"}]"), -22,
                "Block decode failed");
    }

    @Test
    void a_proposal_that_is_good_gets_null() throws Exception {
        String hex = BlockDraft.on(chain).solve(false).serialize().toHex();
        assertThat(result("getblocktemplate", "[{\"mode\":\"proposal\",\"data\":\"" + hex + "\"}]").isNull()).isTrue();
        assertThat(result("submitblock", "[\"" + hex + "\"]").textValue()).isEqualTo("high-hash");
        assertError(call("getblocktemplate", "[{\"mode\":\"proposal\"}]"), -3, "Missing data String key for proposal");
    }

    @Test
    void the_chain_tells_its_name_and_how_it_stands() throws Exception {
        chain.mine();
        JsonNode info = result("getblockchaininfo", "[]");

        assertThat(info.get("chain").textValue()).isEqualTo("sandbox");
        assertThat(info.get("blocks").intValue()).isEqualTo(950_000);
        assertThat(info.get("bestblockhash").textValue()).isEqualTo(chain.tip().hash().toDisplay());
        assertThat(info.get("initialblockdownload").booleanValue()).isFalse();
        assertThat(info.get("chainwork").textValue()).isEqualTo("0".repeat(63) + "2");
        assertThat(result("getmininginfo", "[]").get("blocks").intValue()).isEqualTo(950_000);
        assertThat(result("getnetworkinfo", "[]").get("connections").intValue()).isPositive();
    }

    @Test
    void headers_are_linked_in_both_directions() throws Exception {
        String below = chain.tip().hash().toDisplay();
        String above = chain.mine().hash().toDisplay();
        JsonNode first = result("getblockheader", "[\"" + below + "\"]");
        JsonNode second = result("getblock", "[\"" + above + "\"]");

        assertThat(first.get("nextblockhash").textValue()).isEqualTo(above);
        assertThat(first.get("confirmations").intValue()).isEqualTo(2);
        assertThat(second.get("previousblockhash").textValue()).isEqualTo(below);
        assertThat(second.get("tx")).hasSize(second.get("nTx").intValue());
        assertThat(result("getblockhash", "[950000]").textValue()).isEqualTo(above);
    }

    @Test
    void own_transactions_are_given_by_their_id() throws Exception {
        JsonNode offered = template().get("transactions").get(0);
        String txid = offered.get("txid").textValue();

        assertThat(result("getrawtransaction", "[\"" + txid + "\"]")).isEqualTo(offered.get("data"));
        assertThat(result("getrawtransaction", "[\"" + txid + "\",true]").get("hex")).isEqualTo(offered.get("data"));
        assertThat(result("getrawmempool", "[]").get(0).textValue()).isEqualTo(txid);
        assertError(call("getrawtransaction", "[\"" + "00".repeat(32) + "\"]"), -5,
                "No such mempool or blockchain transaction");
    }

    @Test
    void addresses_are_those_of_regtest() throws Exception {
        JsonNode good = result("validateaddress", "[\"bcrt1qw508d6qejxtdg4y5r3zarvary0c5xw7kygt080\"]");
        assertThat(good.get("isvalid").booleanValue()).isTrue();
        assertThat(good.get("scriptPubKey").textValue()).isEqualTo("0014751e76e8199196d454941c45d1b3a323f1433bd6");
        assertThat(result("validateaddress", "[\"bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4\"]").get("isvalid")
                .booleanValue()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "getblock          | [\"00\"]        | -8     | 500",
        "getblock          | [7]             | -3     | 500",
        "getblock          | []              | -1     | 500",
        "getblockhash      | [1]             | -8     | 500",
        "getblockhash      | [\"x\"]         | -3     | 500",
        "generate          | [0]             | -8     | 500",
        "generate          | [1001]          | -8     | 500",
        "preciousblock     | [\"zz\"]        | -8     | 500",
        "submitblock       | [1]             | -3     | 500",
        "nothing           | []              | -32601 | 404",
        "getblockcount     | 7               | -32600 | 400"})
    void errors_have_the_number_and_status_of_bitcoin_core(String method, String params, int code, int status)
            throws Exception {
        RpcReply first = call(method, params);
        assertThat(first.status()).isEqualTo(status);
        JsonNode json = JSON.readTree(first.body().toArray());
        assertThat(json.path("error").path("code").intValue()).isEqualTo(code);
        assertThat(json.get("result").isNull()).isTrue();
        assertThat(json.get("id").intValue()).isEqualTo(5);

        RpcReply second = post("{\"jsonrpc\":\"2.0\",\"id\":\"a\",\"method\":\"" + method + "\",\"params\":" + params
                + "}").join();
        assertThat(second.status()).isEqualTo(200);
        JsonNode modern = JSON.readTree(second.body().toArray());
        assertThat(modern.path("error").path("code").intValue()).isEqualTo(code);
        assertThat(modern.has("result")).isFalse();
        assertThat(modern.get("id").textValue()).isEqualTo("a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[", "nonsense", "{} {}", "\"", "{\"id\":}"})
    void what_is_not_json_is_error_32700(String request) throws Exception {
        assertError(post(request).join(), -32700, "Parse error");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "7", "null", "{\"method\":7}", "{\"id\":1}"})
    void what_is_no_request_is_error_32600(String request) throws Exception {
        RpcReply reply = post(request).join();
        assertThat(reply.status()).isEqualTo(400);
        assertThat(JSON.readTree(reply.body().toArray()).path("error").path("code").intValue()).isEqualTo(-32600);
    }

    @Test
    void a_request_cut_at_any_byte_or_with_a_flipped_bit_is_answered_all_the_same() throws Exception {
        byte[] request = ("{\"id\":5,\"method\":\"getblocktemplate\",\"params\":[{\"rules\":[\"segwit\"],"
                + "\"longpollid\":\"7\"}]}").getBytes(StandardCharsets.UTF_8);
        for (int length = 0; length < request.length; length++) {
            assertThat(rpc.answer(Bytes.of(request, 0, length)).toCompletableFuture()).isCompleted();
        }
        for (int bit = 0; bit < 8 * request.length; bit++) {
            byte[] damaged = request.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            JSON.readTree(rpc.answer(Bytes.adopt(damaged)).toCompletableFuture().join().body().toArray());
        }
        long seed = 4711;
        Random random = new Random(seed);
        for (int round = 0; round < 2000; round++) {
            byte[] noise = new byte[random.nextInt(60)];
            random.nextBytes(noise);
            assertThat(rpc.answer(Bytes.adopt(noise)).toCompletableFuture()).as("seed %d, round %d", seed, round)
                    .isCompleted();
        }
    }

    private JsonNode template() throws Exception {
        return result("getblocktemplate", "[{\"rules\":[\"segwit\"]}]");
    }

    private static String longPoll(String id) {
        return "{\"id\":5,\"method\":\"getblocktemplate\",\"params\":[{\"rules\":[\"segwit\"],\"longpollid\":\"" + id
                + "\"}]}";
    }

    private JsonNode result(String method, String params) throws Exception {
        return result(call(method, params));
    }

    private static JsonNode result(RpcReply reply) throws Exception {
        JsonNode json = JSON.readTree(reply.body().toArray());
        assertThat(json.get("error").isNull()).as(json.toString()).isTrue();
        assertThat(json.get("id").intValue()).isEqualTo(5);
        return json.get("result");
    }

    private static void assertError(RpcReply reply, int code, String message) throws Exception {
        JsonNode error = JSON.readTree(reply.body().toArray()).path("error");
        assertThat(error.path("code").intValue()).isEqualTo(code);
        assertThat(error.path("message").textValue()).isEqualTo(message);
    }

    private RpcReply call(String method, String params) {
        return post("{\"id\":5,\"method\":\"" + method + "\",\"params\":" + params + "}").join();
    }

    private CompletableFuture<RpcReply> post(String request) {
        return rpc.answer(Bytes.utf8(request)).toCompletableFuture();
    }

    private static List<String> names(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).toList();
    }

    private static byte[] turned(byte[] bytes) {
        List<Byte> list = new ArrayList<>();
        for (byte b : bytes) {
            list.add(b);
        }
        Collections.reverse(list);
        byte[] turned = new byte[bytes.length];
        for (int i = 0; i < turned.length; i++) {
            turned[i] = list.get(i);
        }
        return turned;
    }

    private static byte[] sha256d(byte[] left, byte[] right) throws Exception {
        MessageDigest sha = MessageDigest.getInstance("SHA-256");
        sha.update(left);
        return sha.digest(sha.digest(right));
    }
}
