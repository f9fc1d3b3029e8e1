package io.sluice.mining.candidate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.sluice.mining.bitcoin.BlockHash;
import io.sluice.mining.bitcoin.BlockHeader;
import io.sluice.mining.bitcoin.CoinbaseParts;
import io.sluice.mining.bitcoin.Network;
import io.sluice.mining.bitcoin.ProofOfTarget;
import io.sluice.mining.bitcoin.Sha256d;
import io.sluice.mining.bitcoin.TxOutput;
import io.sluice.mining.candidate.BuiltCoinbase.Output;
import io.sluice.mining.candidate.JobVectors.JobVector;
import io.sluice.wire.type.Bytes;

/** Every coinbase of {@code datum/job.json}, and what is mined with it, down to the header's hash. */
class CoinbaseBuilderVectorsTest {

    private static final int SUBSIDY_ONLY = 255;

    static Stream<JobVector> jobs() {
        return JobVectors.all();
    }

    @ParameterizedTest
    @MethodSource("jobs")
    void every_class_has_the_halves_of_the_c_gateway(JobVector vector) {
        for (Map.Entry<String, JsonNode> coinbase : vector.job().required("coinbases").properties()) {
            CoinbaseParts parts = build(vector, Integer.parseInt(coinbase.getKey())).parts();

            assertThat(parts.prefix()).as("coinb1 of class %s", coinbase.getKey())
                    .isEqualTo(JobVectors.bytes(coinbase.getValue(), "coinb1"));
            assertThat(parts.suffix()).as("coinb2 of class %s", coinbase.getKey())
                    .isEqualTo(JobVectors.bytes(coinbase.getValue(), "coinb2"));
            assertThat(parts.targetByteIndex()).isEqualTo(vector.job().required("target_byte_index").intValue());
        }
    }

    @ParameterizedTest
    @MethodSource("jobs")
    void a_mined_coinbase_gives_the_transaction_root_header_and_hash(JobVector vector) {
        BlockTemplate template = vector.template();
        for (JsonNode mined : vector.json().required("assembled")) {
            int id = mined.required("coinbase_id").intValue();
            CoinbaseParts parts = build(vector, id).parts();
            ProofOfTarget commitment = new ProofOfTarget(mined.required("target_byte").intValue());
            boolean quick = mined.required("quickdiff").booleanValue();
            Bytes prefix = quick ? parts.committedQuick(commitment) : parts.committed(commitment);

            Bytes coinbase = prefix.concat(JobVectors.extranonce()).concat(parts.suffix());
            BlockHash txid = new BlockHash(Sha256d.hash(coinbase));
            BlockHash root = id == SUBSIDY_ONLY ? txid : template.merklePath().root(txid);
            BlockHeader header = new BlockHeader(JobVectors.version(), template.tip().prevHash(), root,
                    JobVectors.nTime(), template.tip().nBits(), JobVectors.nonce());

            assertThat(coinbase).isEqualTo(JobVectors.bytes(mined, "coinbase_tx"));
            assertThat(txid.internal()).isEqualTo(JobVectors.bytes(mined, "coinbase_txid_internal"));
            assertThat(root.internal()).isEqualTo(JobVectors.bytes(mined, "merkle_root_internal"));
            assertThat(header.serialize()).isEqualTo(JobVectors.bytes(mined, "header"));
            assertThat(header.hash().internal()).isEqualTo(JobVectors.bytes(mined, "header_hash_internal"));
            assertThat(header.hash()).hasToString(mined.required("header_hash_display").textValue());
        }
    }

    @ParameterizedTest
    @MethodSource("jobs")
    void the_reported_outputs_are_those_in_the_bytes_and_give_out_the_whole_value(JobVector vector) {
        for (CoinbaseClass coinbaseClass : CoinbaseClass.values()) {
            BuiltCoinbase built = build(vector, coinbaseClass.id());
            Bytes transaction = built.parts().prefix()
                    .concat(Bytes.adopt(new byte[CoinbaseParts.EXTRANONCE_SIZE]))
                    .concat(built.parts().suffix());

            assertThat(transaction.toHex()).endsWith(hexOf(built) + "00000000");
            assertThat(built.totalValue()).isEqualTo(vector.recipe().value());
            assertThat(built.payouts()).isSubsetOf(vector.recipe().outputs().payouts());
            assertThat(built.remainder())
                    .isEqualTo(vector.recipe().value() - built.payouts().stream().mapToLong(TxOutput::value).sum());
        }
    }

    private static BuiltCoinbase build(JobVector vector, int coinbaseId) {
        CoinbaseBuilder builder = CoinbaseBuilder.of(vector.recipe(), vector.template());
        return coinbaseId == SUBSIDY_ONLY
                ? builder.subsidyOnly(Network.MAINNET.subsidyAt(vector.recipe().height()))
                : builder.build(classOf(coinbaseId));
    }

    private static CoinbaseClass classOf(int id) {
        return Arrays.stream(CoinbaseClass.values()).filter(each -> each.id() == id).findFirst().orElseThrow();
    }

    private static String hexOf(BuiltCoinbase built) {
        StringBuilder hex = new StringBuilder();
        for (Output output : built.outputs()) {
            String value = String.format("%016x", Long.reverseBytes(output.output().value()));
            hex.append(value).append(String.format("%02x", output.output().script().length()))
                    .append(output.output().script().toHex());
        }
        return hex.toString();
    }
}
