package io.sluice.mining.vardiff;

/**
 * Evidence that shares come at a rate that is not right, weighed share by share (a cumulative sum test, Page 1954): each share and
 * each pause speaks for one of two rates by how much likelier it is under that one. What spoke for the right rate is forgotten
 * once it outweighs the rest, so a change is noticed as fast after hours as after minutes.
 *
 * <p>Rates are relative to the aim. Belongs to the loop of its connection.
 */
final class Evidence {

    private final double perShare;
    private final double perExpectedShare;
    private final double limit;
    private double weight;
    private double shares;
    private double expected;

    /**
     * @param right a rate at which nothing should be done
     * @param wrong a rate at which something should
     * @param limit how much evidence it takes: a false alarm comes about once in e^limit occasions
     */
    Evidence(double right, double wrong, double limit) {
        this.perShare = Math.log(wrong / right);
        this.perExpectedShare = right - wrong;
        this.limit = limit;
    }

    /** So many shares came while that many were aimed at. */
    void add(double came, double aimedAt) {
        weight += came * perShare + aimedAt * perExpectedShare;
        shares += came;
        expected += aimedAt;
        if (weight <= 0) {
            forget();
        }
    }

    void forget() {
        weight = 0;
        shares = 0;
        expected = 0;
    }

    /** Whether it is conclusive when so much of the limit is enough. */
    boolean outweighs(double partOfLimit) {
        return weight >= partOfLimit * limit;
    }

    /** Shares that came since the evidence began to grow. */
    double shares() {
        return shares;
    }

    /** Shares that were aimed at since then. */
    double expected() {
        return expected;
    }
}
