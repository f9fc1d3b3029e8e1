package io.sluice.pool.share;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

import io.sluice.datum.message.ClientConfiguration;
import io.sluice.datum.message.JobSection;
import io.sluice.datum.message.ShareReason;
import io.sluice.mining.bitcoin.CoinbaseParts;
import io.sluice.mining.bitcoin.MalformedTransaction;
import io.sluice.mining.bitcoin.Network;
import io.sluice.mining.bitcoin.Transaction;
import io.sluice.mining.bitcoin.TransactionReader;
import io.sluice.mining.bitcoin.TransactionWriter;
import io.sluice.mining.bitcoin.TxOutput;
import io.sluice.mining.bitcoin.WitnessCommitment;
import io.sluice.wire.type.Bytes;

/**
 * Reads a coinbase back from its bytes and says whether it pays what the pool asked for (section 13, step 6). It knows
 * nothing about how coinbases are built.
 *
 * <p>What it insists on: the pushed height is the job's, the pool's tag comes first, the prime id is the pool's, the
 * extranonce stands inside a push that nothing else depends on, the outputs are some of the list given out, in its order,
 * then what is left to the pool's script (or a dead output if nothing is), then the witness commitment; together they take
 * exactly the coinbase value. A coinbase without payouts is fine under any list: it is what a gateway makes while it waits
 * for one.
 *
 * <p>Safe on any thread.
 */
final class CoinbaseInspector {

    private static final TxOutput DEAD_OUTPUT = new TxOutput(0, Bytes.hex("6a0100"));
    private static final Bytes EXTRANONCE_OUTPUT_BEGIN = Bytes.hex("6a0e");
    private static final int EXTRANONCE_OPCODE = 0x0e;
    private static final int JOB_PREFIX_SIZE = 2;
    private static final int EXTRANONCE_PUSH_SIZE = 1 + JOB_PREFIX_SIZE + CoinbaseParts.EXTRANONCE_SIZE;
    private static final int SEQUENCE_SIZE = 4;
    private static final int SEPARATOR = 0x0f;

    private final Network network;
    private final ClientConfiguration configuration;
    private final KnownPayouts payouts;

    CoinbaseInspector(Network network, ClientConfiguration configuration, KnownPayouts payouts) {
        this.network = network;
        this.configuration = configuration;
        this.payouts = payouts;
    }

    /** What is wrong with a coinbase, if anything is. */
    Optional<Fault> inspect(JobSection job, GatewayCoinbase coinbase, CoinbaseScript script, boolean subsidyOnly) {
        if (script.height().height() != job.height()) {
            return fault(ShareReason.BAD_COINBASE,
                    "its coinbase is for height " + script.height().height() + ", its job for " + job.height());
        }
        if (!beginsWithPoolTag(script.tags())) {
            return fault(ShareReason.MISSING_POOL_TAG, "its tags are \"" + script.tags().toUtf8() + "\"");
        }
        if (!script.primeId().equals(primeId())) {
            return fault(ShareReason.BAD_COINBASE, "its prime id is \"" + script.primeId() + "\"");
        }
        Transaction transaction;
        try {
            transaction = TransactionReader.read(whole(coinbase));
        } catch (MalformedTransaction malformed) {
            return fault(ShareReason.BAD_COINBASE, "its coinbase is no transaction: " + malformed.getMessage());
        }
        if (!transaction.isCoinbase()) {
            return fault(ShareReason.BAD_COINBASE, "its coinbase spends something");
        }
        return inspectOutputs(job, coinbase, script, transaction.outputs(), subsidyOnly);
    }

    private Optional<Fault> inspectOutputs(
            JobSection job, GatewayCoinbase coinbase, CoinbaseScript script, List<TxOutput> outputs,
            boolean subsidyOnly) {
        List<TxOutput> paying = new ArrayList<>(outputs);
        int extranonceAt = coinbase.coinb1().length();
        if (!isPushInScript(coinbase.coinb1(), script, extranonceAt)) {
            int index = extranonceOutput(outputs, script, extranonceAt);
            if (index < 0) {
                return fault(ShareReason.BAD_COINBASE,
                        "its extranonce stands neither in the scriptSig nor in an output");
            }
            paying.remove(index);
        }
        if (!subsidyOnly) {
            if (paying.isEmpty() || !isCommitment(paying.getLast())) {
                return fault(ShareReason.BAD_COINBASE_OUTPUTS, "its last output is not the witness commitment");
            }
            paying.removeLast();
        }
        if (paying.isEmpty()) {
            return fault(ShareReason.BAD_COINBASE_OUTPUTS, "it pays nobody");
        }
        TxOutput rest = paying.removeLast();
        if (!rest.script().equals(configuration.payoutScript()) && !rest.equals(DEAD_OUTPUT)) {
            return fault(ShareReason.BAD_COINBASE_OUTPUTS,
                    "what is left goes to " + rest.script() + " and not to the pool");
        }
        Optional<Fault> stranger = inspectPayouts(job, paying, subsidyOnly);
        if (stranger.isPresent()) {
            return stranger;
        }
        long expected = subsidyOnly ? network.subsidyAt((int) job.height()) : job.coinbaseValue();
        long total = outputs.stream().mapToLong(TxOutput::value).sum();
        return total == expected
                ? Optional.empty()
                : fault(ShareReason.BAD_COINBASE, "it pays " + total + " satoshi where there are " + expected);
    }

    private Optional<Fault> inspectPayouts(JobSection job, List<TxOutput> paid, boolean subsidyOnly) {
        if (paid.isEmpty()) {
            return Optional.empty();
        }
        if (subsidyOnly || job.coinbaserId() == 0) {
            return fault(ShareReason.BAD_COINBASE_OUTPUTS, "it pays " + paid.size() + " others without a list");
        }
        Optional<List<TxOutput>> given = payouts.find(job.prevHash(), job.coinbaseValue(), job.coinbaserId());
        if (given.isEmpty()) {
            return fault(ShareReason.BAD_COINBASER_ID,
                    "list " + job.coinbaserId() + " was never given for this block and value");
        }
        Iterator<TxOutput> list = given.get().iterator();
        for (TxOutput output : paid) {
            if (!advanceTo(list, output)) {
                return fault(ShareReason.BAD_COINBASE_OUTPUTS, "it pays " + output.value() + " satoshi to "
                        + output.script() + ", which list " + job.coinbaserId()
                        + " does not say, or not in this order");
            }
        }
        return Optional.empty();
    }

    private static boolean advanceTo(Iterator<TxOutput> list, TxOutput output) {
        while (list.hasNext()) {
            if (list.next().equals(output)) {
                return true;
            }
        }
        return false;
    }

    private boolean beginsWithPoolTag(Bytes tags) {
        Bytes tag = configuration.tag();
        if (tags.length() <= tag.length() || !tags.slice(0, tag.length()).equals(tag)) {
            return false;
        }
        int behind = tags.at(tag.length());
        return behind == 0 || behind == SEPARATOR;
    }

    private Bytes primeId() {
        return new TransactionWriter(Integer.BYTES).u32(configuration.primeId()).toBytes();
    }

    /** The transaction, with zeros for the extranonce. */
    private static Bytes whole(GatewayCoinbase coinbase) {
        return coinbase.coinb1()
                .concat(Bytes.of(new byte[CoinbaseParts.EXTRANONCE_SIZE]))
                .concat(coinbase.coinb2());
    }

    private static boolean isPushInScript(Bytes coinb1, CoinbaseScript script, int extranonceAt) {
        return extranonceAt == script.idEnd() + 1 + JOB_PREFIX_SIZE
                && script.scriptEnd() == script.idEnd() + EXTRANONCE_PUSH_SIZE
                && coinb1.at(script.idEnd()) == EXTRANONCE_OPCODE;
    }

    /** Which output holds the extranonce at this offset of the transaction, and nothing else; -1 if none does. */
    private static int extranonceOutput(List<TxOutput> outputs, CoinbaseScript script, int extranonceAt) {
        if (script.scriptEnd() != script.idEnd()) {
            return -1;
        }
        int at = script.scriptEnd() + SEQUENCE_SIZE + TransactionWriter.sizeOfCompactSize(outputs.size());
        for (int i = 0; i < outputs.size(); i++) {
            Bytes content = outputs.get(i).script();
            int scriptAt = at + Long.BYTES + TransactionWriter.sizeOfCompactSize(content.length());
            if (scriptAt + EXTRANONCE_OUTPUT_BEGIN.length() + JOB_PREFIX_SIZE == extranonceAt) {
                boolean isForExtranonce = outputs.get(i).value() == 0
                        && content.length() == 1 + EXTRANONCE_PUSH_SIZE
                        && content.slice(0, EXTRANONCE_OUTPUT_BEGIN.length()).equals(EXTRANONCE_OUTPUT_BEGIN);
                return isForExtranonce ? i : -1;
            }
            at = scriptAt + content.length();
        }
        return -1;
    }

    private static boolean isCommitment(TxOutput output) {
        return output.value() == 0 && WitnessCommitment.read(output.script()).isPresent();
    }

    private static Optional<Fault> fault(ShareReason reason, String detail) {
        return Optional.of(new Fault(reason, detail));
    }
}
