package io.sluice.wire.mining;

import java.util.Arrays;

/**
 * What a client may require in the flags of {@code SetupConnection}. The server's answer has flags too, with the same bit
 * numbers and another meaning: {@link ServerFlag}. Never send one set back as the other.
 *
 * @see <a href="https://stratumprotocol.org/specification/05-mining-protocol/">SV2 5.3.1</a>
 */
public enum ClientFlag {

    /** Send standard jobs only: neither extended jobs nor groups. */
    REQUIRES_STANDARD_JOBS(0),

    /** The client will bring jobs of its own with {@link SetCustomMiningJob}. */
    REQUIRES_WORK_SELECTION(1),

    /** No job may forbid version rolling. */
    REQUIRES_VERSION_ROLLING(2);

    private static final long ALL = Arrays.stream(values()).mapToLong(ClientFlag::bit).sum();

    private final int number;

    ClientFlag(int number) {
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

    /** The bits of {@code flags} that are none of these: a server that does not know them must refuse them. */
    public static long unknownIn(long flags) {
        return flags & ~ALL;
    }
}
