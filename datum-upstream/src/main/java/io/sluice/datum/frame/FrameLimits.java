package io.sluice.datum.frame;

/** How long a payload may be, by who sends it and when. Anything longer ends the connection before it is stored. */
public final class FrameLimits {

    /** A HELLO: the original builds it in a buffer of this size. */
    public static final int HELLO = 1024;

    /** Until the pool has proven who it is: a handshake response with room for a long message of the day. */
    public static final int BEFORE_RESPONSE = 1 << 13;

    /** From a pool: a request for 65535 transactions by position needs 131 092 bytes, and nothing needs more. */
    public static final int FROM_POOL = 1 << 18;

    /** From a gateway: a share with 255 branches and two halves of 65535 bytes needs about 140 000. */
    public static final int FROM_GATEWAY = 3 << 16;

    /** From a gateway that was asked for transactions: all that a header can say. */
    public static final int WITH_TRANSACTIONS = FrameHeader.LARGEST_PAYLOAD;

    private FrameLimits() {}
}
