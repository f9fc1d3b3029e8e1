package io.sluice.wire.mining;

/**
 * What a server may require in the flags of {@code SetupConnection.Success}. Not the flags of the client: those are
 * {@link ClientFlag}.
 *
 * @see <a href="https://stratumprotocol.org/specification/05-mining-protocol/">SV2 5.3.1</a>
 */
public enum ServerFlag {

    /** No job allows version rolling. Contradicts {@link ClientFlag#REQUIRES_VERSION_ROLLING}. */
    REQUIRES_FIXED_VERSION(0),

    /** Standard channels are refused. */
    REQUIRES_EXTENDED_CHANNELS(1);

    private final int number;

    ServerFlag(int number) {
        this.number = number;
    }

    /** The flag as it stands in {@code flags}. */
    public long bit() {
        return 1L << number;
    }

    /** Whether the flag is set. */
    public boolean isIn(long flags) {
        return (flags & bit()) != 0;
    }
}
