package io.sluice.pool.share;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.sluice.datum.message.ClientConfiguration;
import io.sluice.datum.message.CoinbaseSection;
import io.sluice.datum.message.JobSection;
import io.sluice.datum.message.PayoutList;
import io.sluice.datum.message.PowSubmission;
import io.sluice.datum.message.ShareReason;
import io.sluice.mining.bitcoin.BlockHash;
import io.sluice.mining.bitcoin.CompactTarget;
import io.sluice.mining.bitcoin.MerklePath;
import io.sluice.pool.chain.PoolTip;
import io.sluice.pool.testing.HandMadeWork;
import io.sluice.wire.testing.Vectors;
import io.sluice.wire.type.Bytes;

/** Jobs that the functions of the C gateway made: rebuilt to the same hash, and found to pay what was asked for. */
class JobVectorsTest {

    /** Each assembled coinbase of each job. */
    static Stream<Case> cases() {
        List<Case> cases = new ArrayList<>();
        Vectors.cases("datum/job.json", "jobs").forEach(
                job -> job.required("assembled").forEach(assembled -> cases.add(new Case(job, assembled))));
        return cases.stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void a_share_is_rebuilt_to_the_recorded_hash(Case one) {
        Bench bench = one.bench();
        PowSubmission share = one.share(one.assembled.required("target_byte").intValue(), one.nonce());
        bench.jobs.store(share);
        Judgement judgement = bench.judge.judge(bench.jobs, share);

        // It was never mined, so it fails as work; with the hash that the record names.
        assertThat(judgement.verdict()).isInstanceOfSatisfying(Judgement.Verdict.Rejected.class, rejected -> {
            assertThat(rejected.fault().reason()).isIn(ShareReason.H_NOT_ZERO, ShareReason.HIGH_HASH);
            assertThat(rejected.fault().detail()).contains(one.assembled.required("header_hash_display").textValue());
        });
    }

    @ParameterizedTest
    @MethodSource("cases")
    void its_coinbase_is_judged_right(Case one) {
        Bench bench = one.bench();
        for (int nonce = 0; nonce < HandMadeWork.MOST_TRIES; nonce++) {
            Judgement judgement = bench.judge(one.share(2, nonce));
            if (judgement.work().isPresent()) {
                if (one.job.required("job").required("is_datum_job").booleanValue()) {
                    assertThat(judgement.verdict()).isInstanceOf(Judgement.Verdict.Accepted.class);
                } else {
                    assertThat(Bench.reason(judgement)).isEqualTo(ShareReason.MISSING_POOL_TAG);
                }
                return;
            }
        }
        throw new AssertionError("no work is found with this coinbase");
    }

    record Case(JsonNode job, JsonNode assembled) {

        private JsonNode fields() {
            return job.required("job");
        }

        private PoolTip tip() {
            return new PoolTip(new BlockHash(Bytes.hex(fields().required("prevhash_header_bytes").textValue())),
                    fields().required("height").intValue(),
                    CompactTarget.fromDisplay(fields().required("nbits_hex").textValue()), 0);
        }

        Bench bench() {
            var configuration = new ClientConfiguration(
                    Bytes.hex(fields().required("pool_script").textValue()),
                    Integer.toUnsignedLong(job.required("prime_id").intValue()),
                    Bytes.utf8(job.required("pool_tag").textValue()), 1);
            Bytes blob = Bytes.hex(job.required("coinbaser_blob").textValue());
            Bench bench = new Bench(
                    new ShareRules(HandMadeWork.NETWORK, configuration, UsernamePolicy.VISIBLE),
                    (prevHash, value, id) -> PayoutList.read(blob, value) instanceof PayoutList.Kept kept
                            && kept.coinbaserId() == id ? Optional.of(kept.payouts()) : Optional.empty());
            bench.tips.advance(tip());
            return bench;
        }

        int nonce() {
            return 0x0123_4567;
        }

        PowSubmission share(int targetByte, int nonce) {
            int id = assembled.required("coinbase_id").intValue();
            boolean subsidyOnly = id == PowSubmission.SUBSIDY_ONLY_COINBASE;
            JsonNode halves = fields().required("coinbases").required(Integer.toString(id));
            List<BlockHash> branches = new ArrayList<>();
            fields().required("merkle_branches").forEach(
                    branch -> branches.add(new BlockHash(Bytes.hex(branch.textValue()))));
            var section = new JobSection(tip().prevHash(), fields().required("target_byte_index").intValue(),
                    tip().nBits(), fields().required("datum_coinbaser_id").intValue(), tip().height(),
                    fields().required("coinbase_value").longValue(), fields().required("txn_count").longValue(), 0, 0,
                    0, new MerklePath(branches));
            return new PowSubmission(0, id, false, subsidyOnly, assembled.required("quickdiff").booleanValue(),
                    targetByte, 1_763_905_010L, nonce, 0x2000_2000, Bytes.hex("b14cf00f0000000000000007"),
                    Bytes.utf8("user"), Optional.of(section),
                    Optional.of(new CoinbaseSection(id, Bytes.hex(halves.required("coinb1").textValue()),
                            Bytes.hex(halves.required("coinb2").textValue()))));
        }

        @Override
        public String toString() {
            return job.required("name").textValue() + ", coinbase " + assembled.required("coinbase_id")
                    + (assembled.required("quickdiff").booleanValue() ? ", quickdiff" : "");
        }
    }
}
