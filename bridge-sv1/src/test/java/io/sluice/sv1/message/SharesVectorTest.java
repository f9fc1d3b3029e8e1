package io.sluice.sv1.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.sluice.mining.bitcoin.BlockHash;
import io.sluice.mining.bitcoin.BlockHeader;
import io.sluice.mining.bitcoin.CompactTarget;
import io.sluice.mining.bitcoin.MerklePath;
import io.sluice.mining.bitcoin.Sha256d;
import io.sluice.sv1.jsonrpc.LineCodec;
import io.sluice.sv1.jsonrpc.MalformedLine;
import io.sluice.sv1.jsonrpc.Request;
import io.sluice.wire.testing.Vectors;
import io.sluice.wire.type.Bytes;

/** The worked shares: a notify that we write and a submit that we read lead to the header that was hashed. */
class SharesVectorTest {

    private final LineCodec codec = new LineCodec();

    static Stream<JsonNode> shares() {
        return Vectors.cases("sv1/shares.json", "shares");
    }

    @ParameterizedTest
    @MethodSource("shares")
    void a_notify_is_written_as_in_the_vector(JsonNode vector) {
        JsonNode params = vector.required("notify_params");
        String expected = "{\"id\":null,\"method\":\"mining.notify\",\"params\":" + params + "}\n";
        assertThat(new String(codec.encode(notifyOf(params).toLine()), StandardCharsets.UTF_8)).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("shares")
    void notify_and_submit_lead_to_the_header_that_was_hashed(JsonNode vector) throws Exception {
        Notify job = notifyOf(vector.required("notify_params"));
        Submit submit = submit(vector.required("submit_params"));
        JsonNode expected = vector.required("expect");
        Bytes coinbase = job.coinb1()
                .concat(Bytes.hex(vector.required("subscribe").required("extranonce1").textValue()))
                .concat(submit.extranonce2()).concat(job.coinb2());
        assertThat(coinbase.toHex()).isEqualTo(expected.required("coinbase_tx").textValue());
        BlockHash root = new MerklePath(job.branches()).root(new BlockHash(Sha256d.hash(coinbase)));
        assertThat(root.internal().toHex()).isEqualTo(expected.required("merkle_root_internal").textValue());
        BlockHeader header = new BlockHeader(job.version() ^ submit.versionBits(), job.prevHash(), root, submit.nTime(),
                job.nBits(), submit.nonce());
        assertThat(header.serialize().toHex()).isEqualTo(expected.required("header").textValue());
        assertThat(header.hash().toDisplay()).isEqualTo(expected.required("hash_display").textValue());
    }

    /** Where a job's version has bits inside the mask, BIP 310's formula gives another header than the device hashed. */
    @ParameterizedTest
    @MethodSource("shares")
    void bip310s_formula_agrees_only_where_the_jobs_version_is_clear_of_the_mask(JsonNode vector) throws Exception {
        int mask = Integer.parseUnsignedInt(vector.required("version_mask").textValue(), 16);
        int version = notifyOf(vector.required("notify_params")).version();
        int bits = submit(vector.required("submit_params")).versionBits();
        boolean agrees = ((version & ~mask) | (bits & mask)) == (version ^ bits);
        assertThat(agrees).isEqualTo(!vector.has("bip310_formula"));
    }

    private Submit submit(JsonNode params) throws MalformedLine, InvalidParams {
        byte[] line = ("{\"id\":1,\"method\":\"mining.submit\",\"params\":" + params + "}")
                .getBytes(StandardCharsets.UTF_8);
        Request request = (Request) codec.decode(line, 0, line.length);
        return (Submit) ClientMessage.read(request.method(), request.params());
    }

    private static Notify notifyOf(JsonNode params) {
        List<BlockHash> branches = new ArrayList<>();
        params.get(4).forEach(branch -> branches.add(new BlockHash(Bytes.hex(branch.textValue()))));
        return new Notify(
                params.get(0).textValue(),
                PrevHashText.parse(params.get(1).textValue()),
                Bytes.hex(params.get(2).textValue()),
                Bytes.hex(params.get(3).textValue()),
                branches,
                Integer.parseUnsignedInt(params.get(5).textValue(), 16),
                CompactTarget.fromDisplay(params.get(6).textValue()),
                Long.parseLong(params.get(7).textValue(), 16),
                params.get(8).booleanValue());
    }
}
