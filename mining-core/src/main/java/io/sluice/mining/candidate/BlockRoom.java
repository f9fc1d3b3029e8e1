package io.sluice.mining.candidate;

import io.sluice.mining.bitcoin.BlockHeader;
import io.sluice.mining.bitcoin.CoinbaseTransaction;
import io.sluice.mining.bitcoin.TransactionWriter;

/**
 * What the other transactions of a block take of its limits, and so what they leave to the coinbase.
 *
 * @param transactions number of them
 * @param size bytes of all, witness included
 * @param weight weight units of all
 * @param sigops cost of all
 * @param sizeLimit bytes of the whole block
 * @param weightLimit weight units of the whole block
 * @param sigopLimit cost of the whole block
 */
public record BlockRoom(
        int transactions, long size, long weight, long sigops, long sizeLimit, long weightLimit, long sigopLimit) {

    /** Header, transaction count and the coinbase's witness, as the C gateway reckons them: bytes, then weight units. */
    private static final int NOMINAL_OVERHEAD = 121;
    private static final int NOMINAL_OVERHEAD_WEIGHT = 376;

    private static final int WITNESS_SCALE = 4;

    /** The room beside the transactions of a template. */
    public static BlockRoom in(BlockTemplate template) {
        return new BlockRoom(
                template.transactions().size(),
                template.totalSize(),
                template.totalWeight(),
                template.totalSigops(),
                template.sizeLimit(),
                template.weightLimit(),
                template.sigopLimit());
    }

    /**
     * Bytes that payouts may take (section 7.5).
     *
     * <p>Spec: the nominal sums of the C gateway are some bytes too generous when payouts fill a block up to its last byte,
     * and its weight rule overrides its size rule. The block would be invalid, so both sums are made, and the smaller counts.
     *
     * @param classLimit nominal limit of the coinbase
     * @param nominalFixed nominal size of a coinbase without payouts
     * @param fixed its real size without witness, output count included
     * @return 0 when there is no room at all
     */
    int forPayouts(int classLimit, int nominalFixed, int fixed) {
        long bySize = sizeLimit - size - Math.max(NOMINAL_OVERHEAD + nominalFixed, overhead() + fixed);
        long byWeight = Math.min(
                Math.floorDiv(weightLimit - weight - NOMINAL_OVERHEAD_WEIGHT, WITNESS_SCALE) - nominalFixed,
                Math.floorDiv(weightLimit - weight - overheadWeight(), WITNESS_SCALE) - fixed);
        return (int) Math.max(0, Math.min(classLimit - nominalFixed, Math.min(bySize, byWeight)));
    }

    /** Sigop cost that outputs may have together. */
    long sigopsForOutputs() {
        return sigopLimit - sigops;
    }

    /** Whether a coinbase of so many bytes without witness keeps the block within its size and weight. */
    public boolean fits(int coinbaseSize) {
        return size + overhead() + coinbaseSize <= sizeLimit
                && weight + overheadWeight() + (long) WITNESS_SCALE * coinbaseSize <= weightLimit;
    }

    /** Bytes of a block that are neither its transactions nor the coinbase as it is hashed. */
    private int overhead() {
        return header() + CoinbaseTransaction.WITNESS_SIZE;
    }

    private int overheadWeight() {
        return WITNESS_SCALE * header() + CoinbaseTransaction.WITNESS_SIZE;
    }

    private int header() {
        return BlockHeader.SIZE + TransactionWriter.sizeOfCompactSize(transactions + 1L);
    }
}
