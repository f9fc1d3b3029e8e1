package io.sluice.mining.bitcoin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.sluice.wire.testing.Vectors;
import io.sluice.wire.type.Bytes;

/** Coinbases cut in two, put together, and with and without the parts of BIP 141 (Stratum V2 sections 3.5 and 3.6). */
class CoinbaseTransactionTest {

    private static final JsonNode BIP141 = Vectors.load("sv2/coinbase_merkle.json").required("bip141");

    static Stream<JsonNode> cases() {
        return Vectors.cases("sv2/coinbase_merkle.json", "cases");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void prefix_extranonce_and_suffix_give_txid_root_header_and_hash(JsonNode vector) {
        Bytes coinbase = bytes(vector, "coinbase_tx_prefix")
                .concat(bytes(vector, "extranonce_prefix"))
                .concat(vector.path("extranonce").isTextual() ? bytes(vector, "extranonce") : Bytes.EMPTY)
                .concat(bytes(vector, "coinbase_tx_suffix"));
        MerklePath path = new MerklePath(vector.required("merkle_path").valueStream()
                .map(node -> new BlockHash(Bytes.hex(node.textValue()))).toList());

        BlockHash txid = new BlockHash(Sha256d.hash(coinbase));
        BlockHeader header = new BlockHeader(
                (int) vector.required("version").longValue(),
                new BlockHash(bytes(vector, "prev_hash")),
                path.root(txid),
                vector.required("ntime").longValue(),
                new CompactTarget((int) vector.required("nbits").longValue()),
                (int) vector.required("nonce").longValue());

        assertThat(txid.internal()).isEqualTo(bytes(vector, "coinbase_txid"));
        assertThat(header.merkleRoot().internal()).isEqualTo(bytes(vector, "merkle_root"));
        assertThat(header.serialize()).isEqualTo(bytes(vector, "header"));
        assertThat(header.hash().internal()).isEqualTo(bytes(vector, "block_hash_wire_order"));
        assertThat(header.hash()).hasToString(vector.required("block_hash_display").textValue());
        assertThat(BlockHeader.read(header.serialize().toArray(), 0)).isEqualTo(header);
        if (vector.has("other_txids_wire_order")) {
            assertThat(MerklePath.of(vector.required("other_txids_wire_order").valueStream()
                    .map(id -> new BlockHash(Bytes.hex(id.textValue()))).toList())).isEqualTo(path);
        }
    }

    @Test
    void the_halves_of_a_witness_coinbase_are_stripped() {
        JsonNode with = BIP141.required("with_bip141");
        JsonNode stripped = BIP141.required("stripped");

        assertThat(CoinbaseTransaction.hasWitness(bytes(with, "prefix"))).isTrue();
        assertThat(CoinbaseTransaction.stripPrefix(bytes(with, "prefix"))).isEqualTo(bytes(stripped, "prefix"));
        assertThat(CoinbaseTransaction.stripSuffix(bytes(with, "suffix"))).isEqualTo(bytes(stripped, "suffix"));
    }

    @Test
    void what_has_no_witness_stays_as_it_is() {
        Bytes prefix = bytes(BIP141.required("stripped"), "prefix");

        assertThat(CoinbaseTransaction.hasWitness(prefix)).isFalse();
        assertThat(CoinbaseTransaction.stripPrefix(prefix)).isEqualTo(prefix);
        assertThat(CoinbaseTransaction.strip(stripped())).isEqualTo(stripped());
    }

    @Test
    void a_stripped_coinbase_gets_its_witness_back() throws MalformedTransaction {
        Bytes whole = CoinbaseTransaction.withWitness(stripped());

        assertThat(whole).isEqualTo(bytes(BIP141, "block_submission_coinbase"));
        assertThat(CoinbaseTransaction.strip(whole)).isEqualTo(stripped());
        assertThat(whole.length()).isEqualTo(stripped().length() + CoinbaseTransaction.WITNESS_SIZE);
        assertThat(TransactionReader.read(whole).txid().internal()).isEqualTo(bytes(BIP141, "txid"));
        assertThat(TransactionReader.read(whole).wtxid().internal()).isEqualTo(bytes(BIP141, "wtxid"));
    }

    @Test
    void a_witness_of_another_form_is_not_cut_off_blindly() {
        Bytes suffix = bytes(BIP141.required("stripped"), "suffix");

        assertThatThrownBy(() -> CoinbaseTransaction.stripSuffix(suffix)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CoinbaseTransaction.stripSuffix(Bytes.hex("00000000")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_witness_is_not_added_twice() {
        Bytes whole = CoinbaseTransaction.withWitness(stripped());

        assertThatThrownBy(() -> CoinbaseTransaction.withWitness(whole)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CoinbaseTransaction.withWitness(Bytes.hex("0100")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Bytes stripped() {
        JsonNode stripped = BIP141.required("stripped");
        return bytes(stripped, "prefix").concat(bytes(BIP141, "extranonce_prefix")).concat(bytes(BIP141, "extranonce"))
                .concat(bytes(stripped, "suffix"));
    }

    private static Bytes bytes(JsonNode owner, String field) {
        return Bytes.adopt(Vectors.bytes(owner, field));
    }
}
