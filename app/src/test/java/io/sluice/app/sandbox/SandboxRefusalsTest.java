package io.sluice.app.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.sluice.mining.bitcoin.Block;
import io.sluice.mining.bitcoin.BlockHash;
import io.sluice.mining.bitcoin.CompactTarget;
import io.sluice.mining.bitcoin.HeightPush;
import io.sluice.mining.bitcoin.Transaction;
import io.sluice.mining.bitcoin.TxInput;
import io.sluice.mining.bitcoin.TxOutput;
import io.sluice.mining.testing.HandClock;
import io.sluice.wire.type.Bytes;

/** Every rule for blocks, broken alone, with Bitcoin Core's word for it. */
class SandboxRefusalsTest {

    private final HandClock clock = new HandClock();
    private final SandboxChain chain = Sandboxes.chain(clock);
    private final BlockDraft draft = BlockDraft.on(chain);

    @Test
    void a_draft_without_a_fault_is_accepted() {
        assertThat(submit()).isInstanceOf(SubmitVerdict.Accepted.class);
    }

    @Test
    void a_hash_above_the_target_is_high_hash() {
        assertRejected(draft.solve(false), "high-hash");
    }

    @Test
    void another_merkle_root_is_bad_txnmrklroot() {
        draft.root = _ -> BlockHash.ZERO;
        assertRejected("bad-txnmrklroot");
    }

    @Test
    void a_transaction_that_comes_twice_is_bad_txns_duplicate() {
        draft.others.add(draft.others.getLast());
        assertRejected("bad-txns-duplicate");
    }

    @Test
    void a_second_coinbase_is_bad_cb_multiple() {
        draft.others.add(new Transaction(1, List.of(new TxInput(BlockHash.ZERO, TxInput.NO_OUTPUT,
                BlockDraft.scriptSig(1), 0, List.of())), List.of(new TxOutput(0, BlockDraft.ANYBODY)), 0));
        assertRejected("bad-cb-multiple");
    }

    @Test
    void a_coinbase_script_of_more_than_100_bytes_is_bad_cb_length() {
        draft.scriptSig = draft.scriptSig.concat(Bytes.adopt(new byte[101 - draft.scriptSig.length()]));
        assertRejected("bad-cb-length");
    }

    @Test
    void a_coinbase_script_of_one_byte_is_bad_cb_length() {
        draft.scriptSig = Bytes.hex("51");
        assertRejected("bad-cb-length");
    }

    @Test
    void a_coinbase_script_of_exactly_100_bytes_is_accepted() {
        draft.scriptSig = draft.scriptSig.concat(Bytes.adopt(new byte[100 - draft.scriptSig.length()]));
        assertThat(submit()).isInstanceOf(SubmitVerdict.Accepted.class);
    }

    @Test
    void a_coinbase_without_outputs_is_bad_txns_vout_empty() {
        draft.outputs = List.of();
        draft.commits = false;
        assertRejected("bad-txns-vout-empty");
    }

    @Test
    void outputs_whose_sum_exceeds_all_coins_are_bad_txns_txouttotal_toolarge() {
        // So many that a 64-bit sum comes out negative.
        draft.outputs = Collections.nCopies(4400, new TxOutput(TxOutput.MAX_MONEY, BlockDraft.ANYBODY));
        assertRejected("bad-txns-txouttotal-toolarge");
    }

    @Test
    void spending_one_output_twice_in_a_transaction_is_bad_txns_inputs_duplicate() {
        TxInput input = new TxInput(chain.tip().hash(), 0, Bytes.EMPTY, 0, List.of());
        draft.others.add(new Transaction(
                2, List.of(input, input), List.of(new TxOutput(1, BlockDraft.ANYBODY)), 0));
        assertRejected("bad-txns-inputs-duplicate");
    }

    @Test
    void an_input_that_spends_nothing_beside_others_is_bad_txns_prevout_null() {
        TxInput nothing = new TxInput(BlockHash.ZERO, TxInput.NO_OUTPUT, Bytes.EMPTY, 0, List.of());
        TxInput input = new TxInput(chain.tip().hash(), 0, Bytes.EMPTY, 0, List.of());
        draft.others.add(new Transaction(
                2, List.of(input, nothing), List.of(new TxOutput(1, BlockDraft.ANYBODY)), 0));
        assertRejected("bad-txns-prevout-null");
    }

    @Test
    void too_many_signature_operations_are_bad_blk_sigops() {
        // Twenty keys are assumed for each of 0xae, at a cost of four each: one more than 80 000 allow.
        draft.outputs = List.of(new TxOutput(0, Bytes.hex("ae".repeat(1001))));
        assertRejected("bad-blk-sigops");
    }

    @Test
    void a_million_bytes_outside_witnesses_are_bad_blk_length() {
        draft.outputs = List.of(new TxOutput(0, Bytes.adopt(new byte[1_000_000])));
        assertRejected("bad-blk-length");
    }

    @Test
    void another_target_is_bad_diffbits() {
        draft.nBits = CompactTarget.fromDisplay("207ffffe");
        assertRejected("bad-diffbits");
    }

    @Test
    void a_time_not_above_the_median_is_time_too_old() {
        draft.nTime = chain.medianTime(chain.tip());
        assertRejected("time-too-old");
    }

    @Test
    void a_time_one_above_the_median_is_accepted() {
        draft.nTime = chain.medianTime(chain.tip()) + 1;
        assertThat(submit()).isInstanceOf(SubmitVerdict.Accepted.class);
    }

    @Test
    void a_time_more_than_two_hours_ahead_is_time_too_new() {
        draft.nTime = clock.instant().getEpochSecond() + 7201;
        assertRejected("time-too-new");
    }

    @Test
    void a_time_two_hours_ahead_is_accepted() {
        draft.nTime = clock.instant().getEpochSecond() + 7200;
        assertThat(submit()).isInstanceOf(SubmitVerdict.Accepted.class);
    }

    @Test
    void an_old_version_is_bad_version() {
        draft.version = 3;
        assertRejected("bad-version(0x00000003)");
    }

    @Test
    void a_locked_coinbase_is_bad_txns_nonfinal() {
        draft.lockTime = chain.tip().height() + 1L;
        draft.sequence = 0;
        assertRejected("bad-txns-nonfinal");
    }

    @Test
    void a_lock_that_is_open_or_switched_off_is_accepted() {
        draft.lockTime = chain.tip().height();
        draft.sequence = 0;
        assertThat(submit()).isInstanceOf(SubmitVerdict.Accepted.class);

        BlockDraft switchedOff = BlockDraft.on(chain);
        switchedOff.lockTime = chain.tip().height() + 1L;
        assertThat(chain.submit(switchedOff.solve().serialize())).isInstanceOf(SubmitVerdict.Accepted.class);
    }

    @Test
    void another_height_is_bad_cb_height() {
        draft.scriptSig = BlockDraft.scriptSig(chain.tip().height() + 2);
        assertRejected("bad-cb-height");
    }

    @Test
    void heights_up_to_16_must_be_pushed_by_their_opcode() {
        SandboxChain young = Sandboxes.chain(Sandboxes.settings().withFirstHeight(1), clock);
        for (int height = 1; height <= 18; height++) {
            BlockDraft pushed = BlockDraft.on(young);
            pushed.scriptSig = Bytes.of((byte) 1, (byte) height, (byte) 0);
            BlockDraft opcode = BlockDraft.on(young);
            opcode.scriptSig = HeightPush.of(height).concat(Bytes.hex("00"));

            if (height <= 16) {
                assertThat(young.submit(pushed.solve().serialize()))
                        .isEqualTo(new SubmitVerdict.Rejected("bad-cb-height"));
            }
            assertThat(young.submit(opcode.solve().serialize())).isInstanceOf(SubmitVerdict.Accepted.class);
        }
    }

    @Test
    void a_coinbase_that_commits_without_a_reserved_value_is_bad_witness_nonce_size() {
        draft.reserved = List.of();
        assertRejected("bad-witness-nonce-size");
    }

    @Test
    void a_reserved_value_of_another_size_is_bad_witness_nonce_size() {
        draft.reserved = List.of(Bytes.adopt(new byte[31]));
        assertRejected("bad-witness-nonce-size");
    }

    @Test
    void two_reserved_values_are_bad_witness_nonce_size() {
        draft.reserved = List.of(BlockHash.ZERO.internal(), BlockHash.ZERO.internal());
        assertRejected("bad-witness-nonce-size");
    }

    @Test
    void a_commitment_to_other_witnesses_is_bad_witness_merkle_match() {
        draft.commitment = right -> right.slice(0, 37).concat(Bytes.of((byte) (right.at(37) ^ 1)));
        assertRejected("bad-witness-merkle-match");
    }

    @Test
    void witnesses_without_a_commitment_are_unexpected_witness() {
        draft.commits = false;
        assertRejected("unexpected-witness");
    }

    @Test
    void a_block_without_witnesses_needs_no_commitment() {
        draft.commits = false;
        draft.others.clear();
        draft.outputs = List.of(new TxOutput(subsidy(), BlockDraft.ANYBODY));
        assertThat(submit()).isInstanceOf(SubmitVerdict.Accepted.class);
    }

    @Test
    void four_million_weight_units_are_bad_blk_weight() {
        // Less than four million bytes, some of which count four times.
        TxInput heavy = new TxInput(chain.tip().hash(), 0, Bytes.EMPTY, 0, List.of(Bytes.adopt(new byte[3_990_000])));
        TxOutput wide = new TxOutput(1, Bytes.adopt(new byte[3_000]));
        draft.others.add(new Transaction(2, List.of(heavy), List.of(wide), 0));
        assertRejected("bad-blk-weight");
    }

    @Test
    void a_transaction_that_nobody_knows_is_bad_txns_inputs_missingorspent() {
        TxInput input = new TxInput(chain.tip().hash(), 0, Bytes.EMPTY, 0, List.of());
        draft.others.add(new Transaction(2, List.of(input), List.of(new TxOutput(1, BlockDraft.ANYBODY)), 0));
        assertRejected("bad-txns-inputs-missingorspent");
    }

    @Test
    void a_transaction_that_was_mined_before_is_bad_txns_inputs_missingorspent() {
        submit();
        BlockDraft again = BlockDraft.on(chain);
        again.others.add(draft.others.getFirst());
        assertRejected(again.solve(), "bad-txns-inputs-missingorspent");
    }

    @Test
    void a_child_without_its_parent_is_bad_txns_inputs_missingorspent() {
        MempoolTransaction child = child();
        draft.others.clear();
        draft.others.add(child.transaction());
        assertRejected("bad-txns-inputs-missingorspent");
    }

    @Test
    void a_child_before_its_parent_is_bad_txns_inputs_missingorspent() {
        MempoolTransaction child = child();
        draft.others.clear();
        draft.others.add(child.transaction());
        draft.others.add(chain.transaction(child.parent().orElseThrow()).orElseThrow().transaction());
        assertRejected("bad-txns-inputs-missingorspent");
        Collections.reverse(draft.others);
        draft.outputs = List.of(new TxOutput(subsidy(), BlockDraft.ANYBODY));
        assertThat(submit()).isInstanceOf(SubmitVerdict.Accepted.class);
    }

    @Test
    void another_witness_than_the_owner_gave_fails_its_script() {
        int place = -1;
        for (int i = 0; i < draft.others.size(); i++) {
            place = draft.others.get(i).hasWitness() ? i : place;
        }
        Transaction signed = draft.others.get(place);
        TxInput input = signed.inputs().getFirst();
        draft.others.set(place, new Transaction(signed.version(), List.of(new TxInput(input.prevTxid(),
                input.prevIndex(), input.scriptSig(), input.sequence(), List.of(Bytes.hex("00"), Bytes.hex("02")))),
                signed.outputs(), signed.lockTime()));
        assertRejected("mandatory-script-verify-flag-failed (Witness program hash mismatch)");
    }

    @Test
    void one_satoshi_too_many_is_bad_cb_amount() {
        draft.outputs = List.of(new TxOutput(draft.outputs.getFirst().value() + 1, BlockDraft.ANYBODY));
        assertRejected("bad-cb-amount");
    }

    @Test
    void one_satoshi_too_few_is_accepted() {
        draft.outputs = List.of(new TxOutput(draft.outputs.getFirst().value() - 1, BlockDraft.ANYBODY));
        assertThat(submit()).isInstanceOf(SubmitVerdict.Accepted.class);
    }

    @Test
    void fees_of_transactions_left_out_can_not_be_taken() {
        draft.others.removeLast();
        assertRejected("bad-cb-amount");
    }

    @Test
    void a_block_that_is_known_is_duplicate() {
        Block block = draft.solve();
        chain.submit(block.serialize());
        assertRejected(block, "duplicate");
    }

    @Test
    void a_block_that_broke_a_rule_for_good_is_duplicate_invalid_and_its_child_bad_prevblk() {
        draft.scriptSig = BlockDraft.scriptSig(chain.tip().height() + 2);
        Block block = draft.solve();
        assertRejected(block, "bad-cb-height");
        assertRejected(block, "duplicate-invalid");

        BlockDraft child = BlockDraft.on(chain);
        child.prevHash = block.header().hash();
        assertRejected(child.solve(), "bad-prevblk");
    }

    @Test
    void a_body_that_was_spoiled_on_the_way_may_come_again_in_one_piece() {
        Block block = draft.solve();
        List<Transaction> spoiled = new ArrayList<>(block.transactions());
        Collections.swap(spoiled, 1, 2);
        assertRejected(new Block(block.header(), spoiled), "bad-txnmrklroot");
        assertThat(chain.submit(block.serialize())).isInstanceOf(SubmitVerdict.Accepted.class);
    }

    @Test
    void a_block_on_an_unknown_one_is_prev_blk_not_found() {
        draft.prevHash = BlockHash.ZERO;
        assertRejected("prev-blk-not-found");
    }

    @Test
    void a_block_beside_the_tip_is_inconclusive() {
        BlockDraft late = BlockDraft.on(chain);
        late.scriptSig = late.scriptSig.concat(Bytes.hex("00"));
        submit();
        assertThat(chain.submit(late.solve().serialize())).isInstanceOf(SubmitVerdict.Aside.class);
    }

    @Test
    void what_does_not_begin_with_a_coinbase_is_undecodable() {
        Block block = draft.solve();
        List<Transaction> headless = block.transactions().subList(1, block.transactions().size());
        assertThat(chain.submit(new Block(block.header(), headless).serialize()))
                .isEqualTo(new SubmitVerdict.Undecodable("Block does not start with a coinbase"));
    }

    @Test
    void a_block_cut_at_any_byte_is_undecodable_and_a_longer_one_too() {
        Bytes whole = smallBlock();
        for (int length = 0; length < whole.length(); length++) {
            assertThat(chain.submit(whole.slice(0, length))).as("cut to %d bytes", length)
                    .isEqualTo(new SubmitVerdict.Undecodable("Block decode failed"));
        }
        assertThat(chain.submit(whole.concat(Bytes.hex("00"))))
                .isEqualTo(new SubmitVerdict.Undecodable("Block decode failed"));
        assertThat(chain.submit(whole)).isInstanceOf(SubmitVerdict.Accepted.class);
    }

    @Test
    void no_flipped_bit_makes_another_valid_block_of_it() {
        byte[] whole = smallBlock().toArray();
        for (int bit = 0; bit < 8 * whole.length; bit++) {
            byte[] damaged = whole.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            SubmitVerdict verdict = chain.submit(Bytes.adopt(damaged));
            // The nonce and the time may be another lucky one; nothing else may change.
            boolean free = bit / 8 >= 68 && bit / 8 < 72 || bit / 8 >= 76 && bit / 8 < 80 || bit / 8 < 4;
            if (!free) {
                assertThat(verdict).as("bit %d", bit)
                        .isInstanceOfAny(SubmitVerdict.Rejected.class, SubmitVerdict.Undecodable.class);
            }
        }
    }

    private MempoolTransaction child() {
        for (int seconds = 0; seconds < 100; seconds++) {
            for (MempoolTransaction waiting : chain.waiting()) {
                if (waiting.parent().isPresent()
                        && chain.transaction(waiting.parent().get()).orElseThrow().parent().isEmpty()) {
                    return waiting;
                }
            }
            clock.advanceSeconds(1);
        }
        throw new AssertionError("no transaction that spends from another arrived");
    }

    private Bytes smallBlock() {
        draft.others.subList(2, draft.others.size()).clear();
        draft.outputs = List.of(new TxOutput(subsidy(), BlockDraft.ANYBODY));
        return draft.solve().serialize();
    }

    private long subsidy() {
        return chain.settings().network().subsidyAt(chain.tip().height() + 1);
    }

    private SubmitVerdict submit() {
        return chain.submit(draft.solve().serialize());
    }

    private void assertRejected(String reason) {
        assertRejected(draft.solve(), reason);
    }

    private void assertRejected(Block block, String reason) {
        BlockHash tip = chain.tip().hash();
        assertThat(chain.submit(block.serialize())).isEqualTo(new SubmitVerdict.Rejected(reason));
        assertThat(chain.tip().hash()).isEqualTo(tip);
    }
}
