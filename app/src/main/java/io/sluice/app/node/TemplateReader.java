package io.sluice.app.node;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;

import io.sluice.mining.bitcoin.CompactTarget;
import io.sluice.mining.bitcoin.MerklePath;
import io.sluice.mining.bitcoin.Target;
import io.sluice.mining.bitcoin.TxOutput;
import io.sluice.mining.bitcoin.WitnessCommitment;
import io.sluice.mining.candidate.BlockTemplate;
import io.sluice.mining.candidate.ChainTip;
import io.sluice.mining.candidate.TemplateTransaction;
import io.sluice.wire.type.Bytes;

/**
 * Reads the result of {@code getblocktemplate} (BIP 22, 23, 145; DATUM section 6.1) and refuses what would end in a block that
 * nodes refuse.
 */
final class TemplateReader {

    private static final long MAX_U32 = 0xffff_ffffL;
    private static final int MAX_BLOCK = 4_000_000;
    private static final int MAX_COMMITMENT = 47;
    /** Limits of before segwit count sigops and bytes where later ones count cost and weight. */
    private static final int WITNESS_SCALE = 4;
    /** Rules that we follow, of those that a node may insist on with an exclamation mark. */
    private static final Set<String> FOLLOWED = Set.of("!segwit", "!signet", "!csv", "!taproot");
    /** A challenge that an empty solution meets: OP_TRUE. */
    private static final String TRIVIAL_CHALLENGE = "51";

    private TemplateReader() {}

    static BlockTemplate read(JsonNode result) throws MalformedAnswer {
        Fields fields = Fields.of(result);
        checkRules(fields);
        JsonNode offered = fields.array("transactions");
        if (offered.size() > BlockTemplate.MAX_TRANSACTIONS) {
            throw MalformedAnswer.unminable(
                    "it has " + offered.size() + " transactions, and the most that a pool can be told is "
                            + BlockTemplate.MAX_TRANSACTIONS + "; lower blockmaxweight in bitcoin.conf");
        }
        boolean beforeSegwit = !fields.has("weightlimit") && !isActive(fields, "!segwit");
        int scale = beforeSegwit ? WITNESS_SCALE : 1;
        List<TemplateTransaction> transactions = transactions(offered, scale);
        Bytes commitment = beforeSegwit
                ? noCommitment(transactions)
                : commitment(fields, transactions);
        long sizeLimit = fields.count("sizelimit");
        return new BlockTemplate(
                tip(fields),
                version(fields),
                curTime(fields),
                fields.number("coinbasevalue", 1, TxOutput.MAX_MONEY),
                sizeLimit,
                beforeSegwit ? sizeLimit * WITNESS_SCALE : fields.count("weightlimit"),
                (long) fields.count("sigoplimit") * scale,
                transactions,
                commitment,
                MerklePath.of(transactions.stream().map(TemplateTransaction::txid).toList()));
    }

    private static void checkRules(Fields fields) throws MalformedAnswer {
        for (JsonNode rule : fields.object().path("rules")) {
            if (rule.asText().startsWith("!") && !FOLLOWED.contains(rule.asText())) {
                throw MalformedAnswer.unminable("it insists on the rule " + NodeSentences.quote(rule.asText())
                        + ", which this version of Sluice does not know; look for a newer one");
            }
        }
        String challenge = fields.optionalText("signet_challenge").orElse(TRIVIAL_CHALLENGE);
        if (!challenge.equals(TRIVIAL_CHALLENGE)) {
            throw MalformedAnswer.unminable(
                    "blocks of this signet must be signed, so nobody but its owners can mine it; a signet of your own"
                            + " with signetchallenge=51 can be mined");
        }
    }

    private static boolean isActive(Fields fields, String rule) {
        for (JsonNode active : fields.object().path("rules")) {
            if (active.asText().equals(rule)) {
                return true;
            }
        }
        return false;
    }

    private static ChainTip tip(Fields fields) throws MalformedAnswer {
        CompactTarget nBits = new CompactTarget(
                Integer.parseUnsignedInt(fields.bytes("bits", 4, 4).toHex(), 16));
        Target target = Target.fromDisplay(fields.bytes("target", 32, 32).toHex());
        if (target.isZero() || !target.equals(nBits.toTarget())) {
            throw new MalformedAnswer("target and bits do not belong together");
        }
        return new ChainTip(
                fields.hash("previousblockhash"), fields.count("height"), nBits, fields.number("mintime", 1, MAX_U32));
    }

    private static int version(Fields fields) throws MalformedAnswer {
        int version = (int) fields.number("version", Integer.MIN_VALUE, Integer.MAX_VALUE);
        if (version == 0) {
            throw new MalformedAnswer("version is zero");
        }
        return version;
    }

    private static long curTime(Fields fields) throws MalformedAnswer {
        return fields.number("curtime", fields.number("mintime", 1, MAX_U32), MAX_U32);
    }

    private static List<TemplateTransaction> transactions(JsonNode offered, int sigopScale) throws MalformedAnswer {
        List<TemplateTransaction> transactions = new ArrayList<>(offered.size());
        for (JsonNode transaction : offered) {
            Fields fields = Fields.of(transaction, "transactions[" + transactions.size() + "]");
            transactions.add(new TemplateTransaction(
                    fields.bytes("data", 1, MAX_BLOCK),
                    fields.hash("txid"),
                    fields.hash("hash"),
                    fields.number("fee", 0, TxOutput.MAX_MONEY),
                    (int) fields.number("sigops", 0, MAX_BLOCK) * sigopScale,
                    (int) fields.number("weight", 1, MAX_BLOCK)));
        }
        return transactions;
    }

    /** Some nodes name a commitment before segwit is active; a coinbase with a witness would be refused then. */
    private static Bytes noCommitment(List<TemplateTransaction> transactions) throws MalformedAnswer {
        if (transactions.stream().anyMatch(transaction -> !transaction.txid().equals(transaction.wtxid()))) {
            throw new MalformedAnswer("default_witness_commitment is missing, though there are witnesses");
        }
        return Bytes.EMPTY;
    }

    /** The commitment's script, or nothing from a node that knows no witnesses. */
    private static Bytes commitment(Fields fields, List<TemplateTransaction> transactions) throws MalformedAnswer {
        if (!fields.has("default_witness_commitment")) {
            return noCommitment(transactions);
        }
        Bytes script = fields.bytes("default_witness_commitment", 1, MAX_COMMITMENT);
        WitnessCommitment expected = WitnessCommitment.over(
                transactions.stream().map(TemplateTransaction::wtxid).toList());
        if (!WitnessCommitment.read(script).equals(Optional.of(expected))) {
            throw new MalformedAnswer("default_witness_commitment does not belong to its transactions");
        }
        return script;
    }
}
