package io.sluice.mining.candidate;

import java.util.ArrayList;
import java.util.List;

import io.sluice.mining.bitcoin.SigOps;
import io.sluice.mining.bitcoin.TransactionWriter;
import io.sluice.mining.bitcoin.TxOutput;
import io.sluice.mining.candidate.BuiltCoinbase.Output;
import io.sluice.mining.candidate.BuiltCoinbase.Purpose;
import io.sluice.wire.type.Bytes;

/**
 * Makes the coinbases of one candidate, one for each {@link CoinbaseClass} (DATUM section 7).
 *
 * <p>Safe on any thread: every call works on its own.
 */
public final class CoinbaseBuilder {

    /** Bytes of a coinbase besides scriptSig pushes, base script and payouts, as the C gateway reckons them. */
    private static final int NOMINAL_FIXED = 119;
    /** Bytes more, by the same reckoning, for an extranonce in an output. */
    private static final int NOMINAL_EXTRANONCE_OUTPUT = 10;
    /** Outputs that are no payouts: for the extranonce, the remainder and the commitment. */
    private static final int OTHER_OUTPUTS = 3;
    /** First half of a coinbase of the default class, up to where its payouts end. */
    private static final int DEFAULT_PREFIX_LIMIT = 150;

    /** OP_RETURN and an empty push of one zero byte: nobody can spend it, and nodes forget it. */
    private static final Output DEAD = new Output(Purpose.DEAD, new TxOutput(0, Bytes.hex("6a0100")));

    private final CoinbaseRecipe recipe;
    private final BlockRoom room;
    private final Bytes witnessCommitment;
    private final ScriptSig scriptSig;

    /**
     * @param room what the template's transactions leave
     * @param witnessCommitment the template's output script, empty where the node gave none
     */
    public CoinbaseBuilder(CoinbaseRecipe recipe, BlockRoom room, Bytes witnessCommitment) {
        this.recipe = recipe;
        this.room = room;
        this.witnessCommitment = witnessCommitment;
        this.scriptSig = ScriptSig.of(recipe);
    }

    /** A builder for work on a whole template. */
    public static CoinbaseBuilder of(CoinbaseRecipe recipe, BlockTemplate template) {
        return new CoinbaseBuilder(recipe, BlockRoom.in(template), template.witnessCommitment());
    }

    /**
     * The coinbase of a class. Where there are no payouts, or none fits, every class gets the {@link CoinbaseClass#BLANK blank}
     * one.
     */
    public BuiltCoinbase build(CoinbaseClass coinbaseClass) {
        if (coinbaseClass == CoinbaseClass.BLANK || recipe.outputs().isEmpty()) {
            return blank(recipe.value(), witnessCommitment);
        }
        boolean inOutput = coinbaseClass == CoinbaseClass.DEFAULT || !scriptSig.hasRoomForExtranonce();
        PayoutSelection payouts = select(coinbaseClass.sizeLimit(), inOutput);
        if (payouts.taken().isEmpty()) {
            return blank(recipe.value(), witnessCommitment);
        }
        List<Output> outputs = new ArrayList<>();
        payouts.taken().forEach(payout -> outputs.add(new Output(Purpose.PAYOUT, payout)));
        if (inOutput) {
            int before = coinbaseClass == CoinbaseClass.DEFAULT ? payouts.countWithin(roomInDefaultPrefix()) : 0;
            outputs.add(before, CoinbaseLayout.extranonceOutput(recipe.jobPrefix()));
        }
        long rest = recipe.value() - payouts.value();
        outputs.add(rest > 0 ? remainder(rest) : DEAD);
        addCommitment(outputs, witnessCommitment);
        return finish(outputs);
    }

    /**
     * The coinbase of a block without other transactions, mined before there is a template: no payouts and no commitment.
     *
     * @param subsidy satoshi, see {@link io.sluice.mining.bitcoin.Network#subsidyAt}
     */
    public BuiltCoinbase subsidyOnly(long subsidy) {
        return blank(subsidy, Bytes.EMPTY);
    }

    private BuiltCoinbase blank(long value, Bytes commitment) {
        return finish(withoutPayouts(!scriptSig.hasRoomForExtranonce(), value, commitment));
    }

    private List<Output> withoutPayouts(boolean extranonceInOutput, long value, Bytes commitment) {
        List<Output> outputs = new ArrayList<>();
        if (extranonceInOutput) {
            outputs.add(CoinbaseLayout.extranonceOutput(recipe.jobPrefix()));
        }
        outputs.add(remainder(value));
        addCommitment(outputs, commitment);
        return outputs;
    }

    private PayoutSelection select(int classLimit, boolean extranonceInOutput) {
        int nominalFixed = NOMINAL_FIXED + recipe.baseScript().length() + scriptSig.size()
                + (extranonceInOutput ? NOMINAL_EXTRANONCE_OUTPUT : 0);
        // The count of outputs takes more than one byte where there may be many.
        int longerCount = TransactionWriter.sizeOfCompactSize(recipe.outputs().payouts().size() + OTHER_OUTPUTS) - 1;
        BuiltCoinbase bare = finish(withoutPayouts(extranonceInOutput, recipe.value(), witnessCommitment));
        int fixed = bare.parts().size() + longerCount;
        return PayoutSelection.of(
                recipe.outputs().payouts(),
                recipe.value(),
                room.forPayouts(classLimit, nominalFixed, fixed),
                room.sigopsForOutputs() - SigOps.costOf(recipe.baseScript()));
    }

    /** Bytes that payouts may take before the extranonce in the default class. */
    private int roomInDefaultPrefix() {
        return Math.max(0, DEFAULT_PREFIX_LIMIT
                - CoinbaseLayout.SCRIPT_SIG_OFFSET - scriptSig.size() - CoinbaseLayout.SEQUENCE_SIZE);
    }

    private Output remainder(long value) {
        return new Output(Purpose.REMAINDER, new TxOutput(value, recipe.baseScript()));
    }

    private static void addCommitment(List<Output> outputs, Bytes commitment) {
        if (!commitment.isEmpty()) {
            outputs.add(new Output(Purpose.WITNESS_COMMITMENT, new TxOutput(0, commitment)));
        }
    }

    private BuiltCoinbase finish(List<Output> outputs) {
        return new BuiltCoinbase(CoinbaseLayout.write(scriptSig, recipe.jobPrefix(), outputs), outputs);
    }
}
