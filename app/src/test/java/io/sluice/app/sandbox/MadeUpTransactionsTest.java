package io.sluice.app.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;

import io.sluice.mining.bitcoin.BlockHash;
import io.sluice.mining.bitcoin.Transaction;
import io.sluice.mining.bitcoin.TransactionReader;
import io.sluice.mining.bitcoin.TxInput;
import io.sluice.wire.type.Bytes;

/** What is made up must still be transactions, to whoever looks. */
class MadeUpTransactionsTest {

    private static final int MANY = 500;

    private final MadeUpTransactions source = new MadeUpTransactions(new SplittableRandom(11));

    @Test
    void they_read_back_as_they_were_made_with_ids_hashed_by_the_book() throws Exception {
        for (int i = 0; i < MANY; i++) {
            MempoolTransaction made = source.next(Optional.empty());

            assertThat(TransactionReader.read(made.raw())).isEqualTo(made.transaction());
            assertThat(made.wtxid().internal()).isEqualTo(sha256d(made.raw()));
            assertThat(made.txid().internal()).isEqualTo(sha256d(withoutWitness(made)));
            assertThat(made.weight()).isEqualTo(3 * withoutWitness(made).length() + made.raw().length());
            assertThat(made.fee()).isGreaterThanOrEqualTo(made.weight() / 4).isLessThan(100_000);
        }
    }

    @Test
    void all_kinds_come_and_their_operations_are_counted_as_nodes_count_them() {
        Set<String> kinds = new HashSet<>();
        for (int i = 0; i < MANY; i++) {
            MempoolTransaction made = source.next(Optional.empty());
            Transaction transaction = made.transaction();
            String scripts = transaction.outputs().stream().map(output -> output.script().toHex().substring(0, 2))
                    .toList()
                    .toString();
            kinds.add((transaction.hasWitness() ? "segwit " : "legacy ") + scripts);
            // A key hash costs four when it is paid, a witness one when it is spent.
            assertThat(made.sigops()).isEqualTo(transaction.hasWitness() ? 1 : 8);
        }
        assertThat(kinds).containsExactlyInAnyOrder(
                "legacy [76, 76]", "segwit [00, 6a]", "segwit [00, 51]", "segwit [00, 00]");
    }

    @Test
    void a_child_spends_the_first_output_of_its_parent() {
        Optional<MempoolTransaction> youngest = Optional.empty();
        int children = 0;
        for (int i = 0; i < MANY; i++) {
            MempoolTransaction made = source.next(youngest);
            if (made.parent().isPresent()) {
                children++;
                TxInput input = made.transaction().inputs().getFirst();
                assertThat(made.parent()).isEqualTo(youngest.map(MempoolTransaction::txid));
                assertThat(input.prevTxid()).isEqualTo(made.parent().get());
                assertThat(input.prevIndex()).isZero();
                assertThat(youngest.orElseThrow().transaction().outputs().getFirst().script().toHex())
                        .startsWith("0014");
            }
            youngest = Optional.of(made);
        }
        assertThat(children).isBetween(30, 120);
    }

    @Test
    void no_two_are_the_same() {
        Set<BlockHash> txids = new HashSet<>();
        for (int i = 0; i < MANY; i++) {
            assertThat(txids.add(source.next(Optional.empty()).txid())).isTrue();
        }
    }

    /** Cuts marker, flag and the witness of the single input out of the raw bytes. */
    private static Bytes withoutWitness(MempoolTransaction made) {
        Bytes raw = made.raw();
        if (!made.transaction().hasWitness()) {
            return raw;
        }
        int witness = 1 + made.transaction().inputs().getFirst().witness().stream().mapToInt(item -> 1 + item.length())
                .sum();
        int end = raw.length() - 4;
        return raw.slice(0, 4).concat(raw.slice(6, end - witness)).concat(raw.slice(end, raw.length()));
    }

    private static Bytes sha256d(Bytes bytes) throws Exception {
        MessageDigest sha = MessageDigest.getInstance("SHA-256");
        return Bytes.of(sha.digest(sha.digest(bytes.toArray())));
    }
}
