package io.sluice.mining.bitcoin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.sluice.mining.testing.CandidateFixtures;
import io.sluice.wire.type.Bytes;

/** Whole blocks from bytes and back. */
class BlockTest {

    /** Mainnet's second block, all of it. */
    private static final Bytes BLOCK_1 = Bytes
            .hex("010000006fe28c0ab6f1b372c1a6a246ae63f74f931e8365e15a089c68d6190000000000"
                    + "982051fd1e4ba744bbbe680e1fee14677ba1a3c3540bf7b1cdb606e857233e0e61bc6649ffff001d01e36299"
                    + "01"
                    + "01000000010000000000000000000000000000000000000000000000000000000000000000ffffffff0704ffff001d0104ffffffff"
                    + "0100f2052a0100000043410496b538e853519c726a2c91e61ec11600ae1390813a627c66fb8be7947be63c52da7589379515d4e0"
                    + "a604f8141781e62294721166bf621e73a82cbf2342c858eeac00000000");

    private static final BlockHeader HEADER = new BlockHeader(0x2000_0000, CandidateFixtures.hash(1, 1),
            CandidateFixtures.hash(2, 2), 1_763_905_000L, CompactTarget.fromDisplay("207fffff"), 7);

    @Test
    void a_block_of_mainnet_is_read_whole() throws MalformedTransaction {
        Block block = Block.read(BLOCK_1);

        assertThat(block.header().hash())
                .hasToString("00000000839a8e6886ab5951d76f411475428afc90947ee320161bbf18eb6048");
        assertThat(block.merkleRoot()).isEqualTo(block.header().merkleRoot());
        assertThat(block.coinbase().isCoinbase()).isTrue();
        assertThat(block.weight()).isEqualTo(860);
        assertThat(block.serialize()).isEqualTo(BLOCK_1);
    }

    @Test
    void a_block_keeps_the_order_of_its_transactions() throws MalformedTransaction {
        Block block = new Block(HEADER, List.of(CandidateFixtures.legacyTransaction(0),
                CandidateFixtures.segwitTransaction(1), CandidateFixtures.legacyTransaction(2)));

        assertThat(Block.read(block.serialize())).isEqualTo(block);
    }

    @Test
    void a_block_cut_at_any_byte_is_refused() {
        Bytes whole = new Block(HEADER, List.of(CandidateFixtures.legacyTransaction(0),
                CandidateFixtures.segwitTransaction(1))).serialize();
        for (int length = 0; length < whole.length(); length++) {
            Bytes cut = whole.slice(0, length);
            assertThatThrownBy(() -> Block.read(cut)).as("cut at %d", length).isInstanceOf(MalformedTransaction.class);
        }
    }

    @Test
    void a_block_with_something_behind_it_or_nothing_in_it_is_refused() {
        assertThatThrownBy(() -> Block.read(BLOCK_1.concat(Bytes.hex("00"))))
                .isInstanceOf(MalformedTransaction.class).hasMessageContaining("behind the end");
        assertThatThrownBy(() -> Block.read(HEADER.serialize().concat(Bytes.hex("00"))))
                .isInstanceOf(MalformedTransaction.class).hasMessageContaining("without transactions");
        assertThatThrownBy(() -> new Block(HEADER, List.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
