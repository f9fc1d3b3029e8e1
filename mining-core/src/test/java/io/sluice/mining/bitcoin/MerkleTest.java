package io.sluice.mining.bitcoin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.sluice.mining.testing.CandidateFixtures;
import io.sluice.wire.testing.Vectors;
import io.sluice.wire.type.Bytes;

/** The path beside the coinbase, and the tree over all transactions (DATUM section 6.4). */
class MerkleTest {

    static Stream<JsonNode> cases() {
        return Vectors.cases("datum/merkle.json", "cases");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void branches_and_root_are_those_of_the_c_gateway(JsonNode vector) {
        List<BlockHash> txids = hashes(vector.required("txids_internal_order"));
        BlockHash coinbase = hash(vector.required("coinbase_txid_internal"));

        MerklePath path = MerklePath.of(txids);

        assertThat(path.branches()).isEqualTo(hashes(vector.required("branches")));
        assertThat(path.root(coinbase)).isEqualTo(hash(vector.required("merkle_root_internal")));
        assertThat(MerkleTree.root(with(coinbase, txids))).isEqualTo(path.root(coinbase));
    }

    @Test
    void path_and_tree_agree_on_every_number_of_transactions() {
        BlockHash coinbase = CandidateFixtures.hash(0, 0);
        for (int count = 0; count < 70; count++) {
            List<BlockHash> txids = IntStream.rangeClosed(1, count).mapToObj(i -> CandidateFixtures.hash(i, 0))
                    .toList();

            assertThat(MerklePath.of(txids).root(coinbase)).as("%d transactions", count)
                    .isEqualTo(MerkleTree.root(with(coinbase, txids)));
        }
    }

    @Test
    void another_order_is_another_root() {
        BlockHash a = CandidateFixtures.hash(1, 0);
        BlockHash b = CandidateFixtures.hash(2, 0);

        assertThat(MerkleTree.root(List.of(a, b))).isNotEqualTo(MerkleTree.root(List.of(b, a)));
    }

    @Test
    void folding_in_place_touches_the_first_half_for_an_empty_path_not_at_all() {
        byte[] node = new byte[64];
        CandidateFixtures.hash(3, 3).internal().copyTo(node, 0);

        MerklePath.EMPTY.fold(new Sha256d(), node);

        assertThat(BlockHash.of(node, 0)).isEqualTo(CandidateFixtures.hash(3, 3));
    }

    @Test
    void a_tree_needs_a_leaf() {
        assertThatThrownBy(() -> MerkleTree.root(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    private static List<BlockHash> with(BlockHash first, List<BlockHash> rest) {
        List<BlockHash> all = new ArrayList<>(List.of(first));
        all.addAll(rest);
        return all;
    }

    private static List<BlockHash> hashes(JsonNode array) {
        return array.valueStream().map(MerkleTest::hash).toList();
    }

    private static BlockHash hash(JsonNode hex) {
        return new BlockHash(Bytes.hex(hex.textValue()));
    }
}
