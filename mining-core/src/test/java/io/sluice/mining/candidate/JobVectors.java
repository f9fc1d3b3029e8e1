package io.sluice.mining.candidate;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;

import io.sluice.mining.bitcoin.BlockHash;
import io.sluice.mining.bitcoin.CompactTarget;
import io.sluice.mining.bitcoin.MerklePath;
import io.sluice.mining.bitcoin.TxOutput;
import io.sluice.wire.testing.Vectors;
import io.sluice.wire.type.Bytes;

/** The jobs of {@code datum/job.json} as values of ours. */
final class JobVectors {

    private static final JsonNode FILE = Vectors.load("datum/job.json");

    /** The primary tag of the solo job; the file names only the pool's. */
    private static final String CONFIGURED_TAG = "DATUM Gateway";

    private JobVectors() {}

    static Stream<JobVector> all() {
        return StreamSupport.stream(FILE.required("jobs").spliterator(), false).map(JobVector::new);
    }

    static Bytes extranonce() {
        return bytes(FILE, "extranonce1").concat(bytes(FILE, "extranonce2"));
    }

    static int version() {
        return Integer.parseUnsignedInt(FILE.required("version").textValue(), 16);
    }

    static long nTime() {
        return FILE.required("ntime").longValue();
    }

    static int nonce() {
        return Integer.parseUnsignedInt(FILE.required("nonce").textValue(), 16);
    }

    static Bytes bytes(JsonNode owner, String field) {
        return Bytes.adopt(Vectors.bytes(owner, field));
    }

    /** One job, named by the file. */
    record JobVector(JsonNode json) {

        JsonNode job() {
            return json.required("job");
        }

        BlockTemplate template() {
            JsonNode gbt = FILE.required("templates").required(json.required("template").textValue());
            List<TemplateTransaction> transactions = new ArrayList<>();
            for (JsonNode tx : gbt.required("transactions")) {
                transactions.add(new TemplateTransaction(
                        bytes(tx, "data"),
                        BlockHash.fromDisplay(tx.required("txid").textValue()),
                        BlockHash.fromDisplay(tx.required("hash").textValue()),
                        tx.required("fee").longValue(),
                        tx.required("sigops").intValue(),
                        tx.required("weight").intValue()));
            }
            ChainTip tip = new ChainTip(
                    BlockHash.fromDisplay(gbt.required("previousblockhash").textValue()),
                    gbt.required("height").intValue(),
                    CompactTarget.fromDisplay(gbt.required("bits").textValue()),
                    gbt.required("mintime").longValue());
            return new BlockTemplate(
                    tip,
                    gbt.required("version").intValue(),
                    gbt.required("curtime").longValue(),
                    gbt.required("coinbasevalue").longValue(),
                    gbt.required("sizelimit").longValue(),
                    gbt.required("weightlimit").longValue(),
                    gbt.required("sigoplimit").longValue(),
                    transactions,
                    bytes(gbt, "default_witness_commitment"),
                    MerklePath.of(transactions.stream().map(TemplateTransaction::txid).toList()));
        }

        CoinbaseRecipe recipe() {
            long primeId = json.required("prime_id").longValue();
            boolean forPool = json.required("datum_active").booleanValue();
            return new CoinbaseRecipe(
                    job().required("height").intValue(),
                    Bytes.utf8(forPool ? json.required("pool_tag").textValue() : CONFIGURED_TAG),
                    Bytes.utf8(json.required("secondary_tag").textValue()),
                    json.required("unique_id").intValue(),
                    forPool || primeId != 0 ? OptionalLong.of(primeId) : OptionalLong.empty(),
                    job().required("enprefix_u16").intValue(),
                    bytes(job(), "pool_script"),
                    job().required("coinbase_value").longValue(),
                    outputs());
        }

        /** The blob of the pool: an id, then value (8), script length (1) and script of each payout. */
        CoinbaseOutputs outputs() {
            Bytes blob = bytes(json, "coinbaser_blob");
            if (blob.isEmpty()) {
                return CoinbaseOutputs.NONE;
            }
            List<TxOutput> payouts = new ArrayList<>();
            int at = 1;
            while (at < blob.length()) {
                long value = 0;
                for (int i = 7; i >= 0; i--) {
                    value = value << 8 | blob.at(at + i);
                }
                int script = at + 9;
                at = script + blob.at(at + 8);
                payouts.add(new TxOutput(value, blob.slice(script, at)));
            }
            return new CoinbaseOutputs(blob.at(0), payouts);
        }

        @Override
        public String toString() {
            return json.required("name").textValue();
        }
    }
}
