package io.sluice.mining.bitcoin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.sluice.mining.testing.CandidateFixtures;
import io.sluice.wire.testing.Vectors;
import io.sluice.wire.type.Bytes;

/** Transactions from bytes and back; bytes from strangers end in a value or in the declared failure. */
class TransactionReaderTest {

    /** Version, one input that spends nothing and has no scriptSig: what every test of outputs begins with. */
    private static final String UP_TO_OUTPUTS = "01000000" + "01" + "00".repeat(32) + "ffffffff" + "00" + "ffffffff";

    static Stream<JsonNode> templateTransactions() {
        return Stream.of("main", "n0", "tightsize")
                .map(Vectors.load("datum/job.json").required("templates")::required)
                .flatMap(template -> template.required("transactions").valueStream());
    }

    static Stream<Transaction> samples() {
        return Stream.of(
                CandidateFixtures.legacyTransaction(1),
                CandidateFixtures.segwitTransaction(2),
                new Transaction(-1, List.of(new TxInput(BlockHash.ZERO, TxInput.NO_OUTPUT, Bytes.hex("0101"), 0,
                        List.of(BlockHash.ZERO.internal()))), List.of(new TxOutput(TxOutput.MAX_MONEY, Bytes.EMPTY)),
                        0xffff_ffffL),
                new Transaction(2, List.of(
                        new TxInput(CandidateFixtures.hash(1, 1), 3, Bytes.hex("00".repeat(300)), 1, List.of()),
                        new TxInput(CandidateFixtures.hash(2, 1), 4, Bytes.EMPTY, 2,
                                List.of(Bytes.EMPTY, Bytes.hex("07")))),
                        List.of(), 17));
    }

    @ParameterizedTest
    @MethodSource("templateTransactions")
    void id_hash_and_weight_are_those_of_the_node(JsonNode offered) throws MalformedTransaction {
        Bytes raw = Bytes.adopt(Vectors.bytes(offered, "data"));

        Transaction transaction = TransactionReader.read(raw);

        assertThat(transaction.txid()).hasToString(offered.required("txid").textValue());
        assertThat(transaction.wtxid()).hasToString(offered.required("hash").textValue());
        assertThat(transaction.weight()).isEqualTo(offered.required("weight").intValue());
        assertThat(transaction.serialize()).isEqualTo(raw);
    }

    @Test
    void mainnets_first_coinbase_is_read() throws MalformedTransaction {
        JsonNode genesis = Vectors.load("sv1/shares.json").required("shares").required(0).required("expect");

        Transaction coinbase = TransactionReader.read(Bytes.adopt(Vectors.bytes(genesis, "coinbase_tx")));

        assertThat(coinbase.isCoinbase()).isTrue();
        assertThat(coinbase.hasWitness()).isFalse();
        assertThat(coinbase.totalValue()).isEqualTo(50_00000000L);
        assertThat(coinbase.txid()).hasToString("4a5e1e4baab89f3a32518a88c31bc87f618f76673e2cc77ab2127b7afdeda33b");
        assertThat(coinbase.inputs().getFirst().scriptSig().toUtf8()).contains("Chancellor on brink");
    }

    @ParameterizedTest
    @MethodSource("samples")
    void what_was_written_is_read_again(Transaction transaction) throws MalformedTransaction {
        assertThat(TransactionReader.read(transaction.serialize())).isEqualTo(transaction);
    }

    @Test
    void only_a_single_input_that_spends_nothing_makes_a_coinbase() throws MalformedTransaction {
        assertThat(CandidateFixtures.legacyTransaction(1).isCoinbase()).isFalse();
        TxInput nothing = new TxInput(BlockHash.ZERO, TxInput.NO_OUTPUT, Bytes.EMPTY, 0, List.of());
        assertThat(new Transaction(1, List.of(nothing), List.of(), 0).isCoinbase()).isTrue();
        assertThat(new Transaction(1, List.of(nothing, nothing), List.of(), 0).isCoinbase()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void a_transaction_cut_at_any_byte_is_refused(Transaction transaction) {
        Bytes whole = transaction.serialize();
        for (int length = 0; length < whole.length(); length++) {
            Bytes cut = whole.slice(0, length);
            assertThatThrownBy(() -> TransactionReader.read(cut))
                    .as("cut at %d", length).isInstanceOf(MalformedTransaction.class);
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void a_transaction_with_one_bit_flipped_is_another_one_or_refused(Transaction transaction) {
        byte[] bytes = transaction.serialize().toArray();
        for (int bit = 0; bit < 8 * bytes.length; bit++) {
            bytes[bit / 8] ^= (byte) (1 << bit % 8);
            readsBackOrIsRefused(Bytes.of(bytes), "bit " + bit);
            bytes[bit / 8] ^= (byte) (1 << bit % 8);
        }
    }

    @Test
    void random_bytes_are_a_transaction_or_refused() {
        long seed = 20_260_102;
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[random.nextInt(120)];
            random.nextBytes(bytes);
            if (bytes.length > 5) {
                // Lead half of them past the counts, where it gets interesting.
                bytes[4] = (byte) random.nextInt(2);
            }
            readsBackOrIsRefused(Bytes.of(bytes), "seed " + seed + ", round " + i);
        }
    }

    @Test
    void bytes_behind_a_transaction_are_refused() {
        Bytes longer = CandidateFixtures.segwitTransaction(1).serialize().concat(Bytes.hex("00"));

        assertThatThrownBy(() -> TransactionReader.read(longer))
                .isInstanceOf(MalformedTransaction.class).hasMessageContaining("1 bytes behind the end");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fdffff", "feffffffff", "ffffffffffffffffff", "ff0000000000000080"})
    void a_count_that_can_not_be_true_is_refused_before_memory_is_taken(String count) {
        assertThatThrownBy(() -> TransactionReader.read(Bytes.hex(UP_TO_OUTPUTS + count)))
                .isInstanceOf(MalformedTransaction.class).hasMessageContaining("0 bytes left");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fd0000", "fdfc00", "fe00000000", "feffff0000", "ff0000000000000000", "ffffffffff00000000"})
    void a_count_in_more_bytes_than_it_needs_is_refused(String count) {
        assertThatThrownBy(() -> TransactionReader.read(Bytes.hex(UP_TO_OUTPUTS + count + "00000000")))
                .isInstanceOf(MalformedTransaction.class).hasMessageContaining("more bytes than it needs");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0140075af0750700", "ffffffffffffffff", "0000000000000080"})
    void more_money_than_can_exist_is_refused(String value) {
        assertThatThrownBy(() -> TransactionReader.read(Bytes.hex(UP_TO_OUTPUTS + "01" + value + "00" + "00000000")))
                .isInstanceOf(MalformedTransaction.class).hasMessageContaining("satoshi");
    }

    @Test
    void a_witness_that_is_announced_must_be_there() {
        String empty = UP_TO_OUTPUTS.replaceFirst("01000000", "010000000001") + "00" + "00" + "00000000";

        assertThatThrownBy(() -> TransactionReader.read(Bytes.hex(empty)))
                .isInstanceOf(MalformedTransaction.class).hasMessageContaining("announces witnesses and has none");
    }

    @ParameterizedTest
    @ValueSource(strings = {"010000000000", "010000000002", "01000000000100"})
    void a_transaction_without_inputs_is_refused(String beginning) {
        assertThatThrownBy(() -> TransactionReader.read(Bytes.hex(beginning + "00".repeat(60))))
                .isInstanceOf(MalformedTransaction.class).hasMessageContaining("input");
        assertThatThrownBy(() -> new Transaction(1, List.of(), List.of(), 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void more_bytes_than_a_block_may_have_are_not_even_looked_at() {
        Bytes huge = Bytes.adopt(new byte[TransactionReader.MAX_SIZE + 1]);

        assertThatThrownBy(() -> TransactionReader.read(huge))
                .isInstanceOf(MalformedTransaction.class).hasMessageContaining("4000001 bytes");
    }

    private static void readsBackOrIsRefused(Bytes bytes, String what) {
        Transaction transaction;
        try {
            transaction = TransactionReader.read(bytes);
        } catch (MalformedTransaction refused) {
            assertThat(refused).as(what).hasMessageMatching(".+");
            return;
        }
        assertThat(transaction.serialize()).as(what).isEqualTo(bytes);
    }
}
