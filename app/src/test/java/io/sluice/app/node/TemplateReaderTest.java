package io.sluice.app.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.sluice.mining.bitcoin.BlockHash;
import io.sluice.mining.bitcoin.CompactTarget;
import io.sluice.mining.bitcoin.MerkleTree;
import io.sluice.mining.candidate.BlockTemplate;
import io.sluice.mining.candidate.ChainTip;
import io.sluice.mining.candidate.TemplateTransaction;
import io.sluice.wire.testing.Vectors;
import io.sluice.wire.type.Bytes;

/** Templates that nodes gave, and every way in which one can be unusable (DATUM section 6.1). */
class TemplateReaderTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNode TEMPLATES = Vectors.load("datum/job.json").get("templates");

    private final ObjectNode template = TEMPLATES.get("main").deepCopy();

    @Test
    void every_field_is_taken_over() throws MalformedAnswer {
        BlockTemplate read = TemplateReader.read(template);

        assertThat(read.tip()).isEqualTo(new ChainTip(
                BlockHash.fromDisplay("0000000000000000000184fd9bac333ad79154348296204fa7f8c537a96e0898"), 900_123,
                CompactTarget.fromDisplay("1c7fff80"), 1_763_900_000L));
        assertThat(read.version()).isEqualTo(0x2000_0000);
        assertThat(read.curTime()).isEqualTo(1_763_905_000L);
        assertThat(read.coinbaseValue()).isEqualTo(312_506_370L);
        assertThat(read.sizeLimit()).isEqualTo(4_000_000);
        assertThat(read.weightLimit()).isEqualTo(4_000_000);
        assertThat(read.sigopLimit()).isEqualTo(80_000);
        assertThat(read.witnessCommitment().toHex())
                .isEqualTo(template.get("default_witness_commitment").textValue());
        assertThat(read.transactions()).hasSize(5);
        TemplateTransaction first = read.transactions().getFirst();
        JsonNode given = template.get("transactions").get(0);
        assertThat(first.raw().toHex()).isEqualTo(given.get("data").textValue());
        assertThat(first.txid().toDisplay()).isEqualTo(given.get("txid").textValue());
        assertThat(first.wtxid().toDisplay()).isEqualTo(given.get("hash").textValue());
        assertThat(first.fee()).isEqualTo(1000);
        assertThat(first.sigops()).isEqualTo(4);
        assertThat(first.weight()).isEqualTo(616);
    }

    @ParameterizedTest
    @ValueSource(strings = {"main", "tightweight", "tightsize", "n0"})
    void the_merkle_path_leads_to_the_root(String name) throws MalformedAnswer {
        BlockTemplate read = TemplateReader.read(TEMPLATES.get(name));
        BlockHash coinbase = new BlockHash(Bytes.hex("11".repeat(32)));
        List<BlockHash> leaves = new ArrayList<>(List.of(coinbase));
        read.transactions().forEach(transaction -> leaves.add(transaction.txid()));

        assertThat(read.merklePath().root(coinbase)).isEqualTo(MerkleTree.root(leaves));
    }

    @ParameterizedTest
    @ValueSource(strings = {"height", "coinbasevalue", "mintime", "sigoplimit", "curtime", "sizelimit", "weightlimit",
        "version", "bits", "previousblockhash", "target", "transactions"})
    void a_missing_null_or_mistyped_field_is_named(String field) {
        template.remove(field);
        assertUnusable(field + " is missing");
        template.putNull(field);
        assertUnusable(field);
        template.putObject(field);
        assertUnusable(field);
        template.put(field, true);
        assertUnusable(field);
        template.put(field, 1.5);
        assertUnusable(field);
        template.put(field, "zz");
        assertUnusable(field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"data", "txid", "hash", "fee", "sigops", "weight"})
    void a_missing_field_of_a_transaction_is_named_with_its_place(String field) {
        ((ObjectNode) template.get("transactions").get(2)).remove(field);
        assertUnusable("transactions[2]." + field + " is missing");
        ((ObjectNode) template.get("transactions").get(2)).putArray(field);
        assertUnusable("transactions[2]." + field);
    }

    @ParameterizedTest
    @CsvSource({"height,0", "height,-1", "height,2147483648", "coinbasevalue,0", "coinbasevalue,2100000000000001",
        "coinbasevalue,99999999999999999999", "mintime,0", "mintime,4294967296", "curtime,1763899999",
        "curtime,4294967296", "sizelimit,0", "weightlimit,0", "sigoplimit,0", "version,0", "version,4294967296"})
    void a_number_out_of_range_is_refused(String field, String number) throws Exception {
        template.set(field, JSON.readTree(number));
        assertUnusable(field);
    }

    @ParameterizedTest
    @CsvSource({"bits,1c7fff8", "bits,1c7fff8000", "bits,1c7fffzz", "previousblockhash,00", "target,ff"})
    void hexadecimal_of_another_length_is_refused(String field, String hex) {
        template.put(field, hex);
        assertUnusable(field);
    }

    @Test
    void a_target_that_is_not_that_of_its_bits_is_refused() {
        template.put("bits", "1c7fff81");
        assertUnusable("target and bits do not belong together");
        template.put("bits", "1cffff80");
        assertUnusable("target and bits do not belong together");
    }

    @Test
    void a_commitment_to_other_transactions_is_refused() {
        ((ArrayNode) template.get("transactions")).remove(4);
        assertUnusable("default_witness_commitment does not belong to its transactions");
    }

    @Test
    void a_node_without_witnesses_needs_no_commitment() throws MalformedAnswer {
        ArrayNode transactions = (ArrayNode) template.get("transactions");
        for (int i = transactions.size() - 1; i >= 0; i--) {
            if (!transactions.get(i).get("txid").equals(transactions.get(i).get("hash"))) {
                transactions.remove(i);
            }
        }
        template.remove("default_witness_commitment");
        BlockTemplate read = TemplateReader.read(template);
        assertThat(read.transactions()).isNotEmpty();
        assertThat(read.witnessCommitment().isEmpty()).isTrue();
        assertThat(read.weightLimit()).isEqualTo(4_000_000);

        // Before segwit, limits count bytes and operations, four weight units and a cost of four each; a commitment may be named.
        template.remove("weightlimit");
        template.putArray("rules").add("csv");
        template.put("default_witness_commitment", "6a24aa21a9ed" + "00".repeat(32));
        template.put("sizelimit", 1_000_000).put("sigoplimit", 20_000);
        BlockTemplate old = TemplateReader.read(template);
        assertThat(old.witnessCommitment().isEmpty()).isTrue();
        assertThat(old.weightLimit()).isEqualTo(4_000_000);
        assertThat(old.sigopLimit()).isEqualTo(80_000);
        assertThat(old.transactions().getFirst().sigops())
                .isEqualTo(4 * read.transactions().getFirst().sigops());
    }

    @Test
    void witnesses_without_a_commitment_are_refused() {
        template.remove("default_witness_commitment");
        assertUnusable("default_witness_commitment is missing, though there are witnesses");
    }

    @Test
    void more_transactions_than_a_pool_can_be_told_are_refused_in_a_sentence() {
        ArrayNode transactions = template.putArray("transactions");
        for (int i = 0; i < 16_384; i++) {
            transactions.addObject();
        }
        assertUnusable("it has 16384 transactions, and the most that a pool can be told is 16383;"
                + " lower blockmaxweight in bitcoin.conf");
    }

    @Test
    void a_rule_that_we_do_not_know_is_refused_only_where_it_must_be_known() throws MalformedAnswer {
        template.withArray("rules").add("news").add("!signet");
        TemplateReader.read(template);
        template.withArray("rules").add("!future");
        assertUnusable("it insists on the rule !future");
    }

    @Test
    void a_signet_whose_blocks_must_be_signed_is_refused() throws MalformedAnswer {
        template.put("signet_challenge", "51");
        TemplateReader.read(template);
        template.put("signet_challenge", "512103ad5e0edad18cb1f0fc0d28a3d4f1f3e445640337489abb10404f2d1e086be430");
        assertUnusable("blocks of this signet must be signed");
    }

    @Test
    void what_is_no_object_is_refused() throws Exception {
        for (String json : List.of("null", "[]", "7", "\"x\"")) {
            assertThatThrownBy(() -> TemplateReader.read(JSON.readTree(json))).isInstanceOf(MalformedAnswer.class)
                    .hasMessage("the result is no object");
        }
        template.withArray("transactions").insert(0, 7);
        assertUnusable("transactions[0] is no object");
    }

    @Test
    void a_damaged_template_is_a_template_or_unusable_and_nothing_else() throws Exception {
        String text = template.toString();
        long seed = 2024;
        Random random = new Random(seed);
        int usable = 0;
        for (int round = 0; round < 3000; round++) {
            StringBuilder damaged = new StringBuilder(text);
            for (int i = 1 + random.nextInt(3); i > 0; i--) {
                damaged.setCharAt(random.nextInt(damaged.length()),
                        "0123456789abcdef\"{}[],:-.ez".charAt(random.nextInt(27)));
            }
            try {
                TemplateReader.read(JSON.readTree(damaged.toString()));
                usable++;
            } catch (MalformedAnswer | JsonProcessingException declared) {
                assertThat(declared.getMessage()).as("seed %d, round %d", seed, round).isNotBlank();
            }
        }
        assertThat(usable).isBetween(1, 2999);
    }

    private void assertUnusable(String message) {
        assertThatThrownBy(() -> TemplateReader.read(template)).isInstanceOf(MalformedAnswer.class)
                .hasMessageContaining(message);
    }
}
