package io.sluice.mining.candidate;

import java.util.List;

import io.sluice.mining.bitcoin.CoinbaseParts;
import io.sluice.mining.bitcoin.TransactionWriter;
import io.sluice.mining.bitcoin.TxOutput;
import io.sluice.mining.candidate.BuiltCoinbase.Output;
import io.sluice.mining.candidate.BuiltCoinbase.Purpose;
import io.sluice.wire.type.Bytes;

/**
 * Writes a coinbase in two halves (sections 7.1 and 7.3). The first ends with the job prefix, wherever that stands: at the end
 * of the scriptSig, or in the output for the extranonce if there is one.
 *
 * <pre>
 * offset  size   field
 *      0     4   version 1
 *      4     1   one input
 *      5    36   that spends nothing: 32 zero bytes, FFFFFFFF
 *     41     1   length of the scriptSig, at most 100
 *     42     …   scriptSig
 *      …     4   sequence FFFFFFFF
 *      …     …   count of outputs, outputs
 *      …     4   lock time 0
 * </pre>
 */
final class CoinbaseLayout {

    /** Where the scriptSig begins. */
    static final int SCRIPT_SIG_OFFSET = 42;
    static final int SEQUENCE_SIZE = 4;

    private static final long NO_OUTPUT = 0xffff_ffffL;
    private static final long FINAL = 0xffff_ffffL;
    private static final int OP_RETURN = 0x6a;

    private CoinbaseLayout() {}

    static CoinbaseParts write(ScriptSig scriptSig, int jobPrefix, List<Output> outputs) {
        TransactionWriter prefix = new TransactionWriter();
        TransactionWriter suffix = new TransactionWriter();
        TransactionWriter out = prefix;
        boolean extranonceInOutput = outputs.stream().anyMatch(output -> output.purpose() == Purpose.EXTRANONCE);

        out.u32(1).u8(1).bytes(Bytes.adopt(new byte[32])).u32(NO_OUTPUT);
        if (extranonceInOutput) {
            out.u8(scriptSig.size()).bytes(scriptSig.pushes());
        } else {
            out.u8(scriptSig.size() + 1 + ScriptSig.EXTRANONCE_PUSH).bytes(scriptSig.pushes());
            writeExtranoncePush(out, jobPrefix);
            out = suffix;
        }
        out.u32(FINAL).compactSize(outputs.size());
        for (Output output : outputs) {
            if (output.purpose() == Purpose.EXTRANONCE) {
                out.u64(0).u8(output.output().script().length()).u8(OP_RETURN);
                writeExtranoncePush(out, jobPrefix);
                out = suffix;
            } else {
                out.output(output.output());
            }
        }
        out.u32(0);
        return new CoinbaseParts(
                prefix.toBytes(), suffix.toBytes(), SCRIPT_SIG_OFFSET + scriptSig.targetByteOffset());
    }

    /** The output for an extranonce that has no room in the scriptSig; the extranonce itself is still zero. */
    static Output extranonceOutput(int jobPrefix) {
        TransactionWriter script = new TransactionWriter(2 + ScriptSig.EXTRANONCE_PUSH).u8(OP_RETURN);
        writeExtranoncePush(script, jobPrefix);
        script.bytes(Bytes.adopt(new byte[CoinbaseParts.EXTRANONCE_SIZE]));
        return new Output(Purpose.EXTRANONCE, new TxOutput(0, script.toBytes()));
    }

    /** Up to where the extranonce comes. The job prefix is the only big-endian number in a coinbase. */
    private static void writeExtranoncePush(TransactionWriter out, int jobPrefix) {
        out.u8(ScriptSig.EXTRANONCE_PUSH).u8(jobPrefix >>> 8).u8(jobPrefix);
    }
}
