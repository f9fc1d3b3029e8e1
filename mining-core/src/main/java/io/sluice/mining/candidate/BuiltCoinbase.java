package io.sluice.mining.candidate;

import java.util.List;

import io.sluice.mining.bitcoin.CoinbaseParts;
import io.sluice.mining.bitcoin.TxOutput;

/**
 * A coinbase and what its outputs are for.
 *
 * @param parts the halves around the extranonce
 * @param outputs all outputs in their order; in one for the extranonce, twelve zero bytes stand in its place
 */
public record BuiltCoinbase(CoinbaseParts parts, List<Output> outputs) {

    /** What an output is for. */
    public enum Purpose {
        /** Somebody on the pool's list. */
        PAYOUT,
        /** Everything that the payouts leave, to the pool or, on solo work, to the operator. */
        REMAINDER,
        /** Stands for a remainder of nothing: the count of outputs is fixed before the sum is known. */
        DEAD,
        /** Carries job prefix and extranonce, worth nothing. */
        EXTRANONCE,
        /** Commits to the witnesses of the block, worth nothing. */
        WITNESS_COMMITMENT
    }

    /** One output and its purpose. */
    public record Output(Purpose purpose, TxOutput output) {}

    public BuiltCoinbase {
        outputs = List.copyOf(outputs);
    }

    /** The payouts that were taken from the pool's list, in its order. */
    public List<TxOutput> payouts() {
        return outputs.stream().filter(output -> output.purpose() == Purpose.PAYOUT).map(Output::output).toList();
    }

    /** Satoshi that the payouts leave. */
    public long remainder() {
        return outputs.stream().filter(output -> output.purpose() == Purpose.REMAINDER)
                .mapToLong(output -> output.output().value()).sum();
    }

    /** Satoshi of all outputs. */
    public long totalValue() {
        return outputs.stream().mapToLong(output -> output.output().value()).sum();
    }
}
