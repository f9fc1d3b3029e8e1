package io.sluice.mining.bitcoin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.sluice.mining.testing.CandidateFixtures;
import io.sluice.wire.testing.Vectors;
import io.sluice.wire.type.Bytes;

/** How a coinbase commits to the witnesses of its block. */
class WitnessCommitmentTest {

    @Test
    void the_commitment_of_a_block_without_transactions_is_the_well_known_one() {
        assertThat(WitnessCommitment.over(List.of()).script())
                .isEqualTo(Bytes.hex("6a24aa21a9ede2f61c3f71d1defd3fa999dfa36953755c690689799962b48bebd836974e8cf9"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"main", "n0"})
    void the_commitment_is_the_one_in_the_template(String name) {
        JsonNode template = Vectors.load("datum/job.json").required("templates").required(name);
        List<BlockHash> wtxids = template.required("transactions").valueStream()
                .map(tx -> BlockHash.fromDisplay(tx.required("hash").textValue())).toList();

        assertThat(WitnessCommitment.over(wtxids).script().toHex())
                .isEqualTo(template.required("default_witness_commitment").textValue());
    }

    @Test
    void the_last_output_of_its_form_counts() {
        WitnessCommitment first = new WitnessCommitment(CandidateFixtures.hash(1, 1));
        WitnessCommitment last = new WitnessCommitment(CandidateFixtures.hash(2, 2));
        TxOutput pay = new TxOutput(1, CandidateFixtures.POOL_SCRIPT);

        assertThat(WitnessCommitment.in(List.of(
                new TxOutput(0, first.script()), pay, new TxOutput(0, last.script().concat(Bytes.hex("00"))), pay)))
                .contains(last);
        assertThat(WitnessCommitment.in(List.of(pay))).isEmpty();
    }

    @Test
    void a_script_cut_short_or_with_another_header_commits_to_nothing() {
        Bytes script = new WitnessCommitment(CandidateFixtures.hash(1, 1)).script();
        for (int length = 0; length < script.length(); length++) {
            assertThat(WitnessCommitment.read(script.slice(0, length))).as("cut at %d", length).isEmpty();
        }
        byte[] other = script.toArray();
        other[5] ^= 1;
        assertThat(WitnessCommitment.read(Bytes.adopt(other))).isEmpty();
    }
}
