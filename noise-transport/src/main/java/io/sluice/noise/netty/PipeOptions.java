package io.sluice.noise.netty;

import java.time.Duration;

/**
 * The limits of the pipe.
 *
 * @param handshakeTimeout   how long the other end may take to send its part of the handshake
 * @param unwritableTimeout  how long it may leave our data unread before we hang up
 * @param pauseAbove         while more than this waits for it, nothing is read from it: what it asks for would only make more wait
 * @param maxPendingBytes    how much may wait for it before we hang up
 * @param maxHandshakes      how many handshakes may be computed or wait to be at once; one more is hung up on
 */
public record PipeOptions(
        Duration handshakeTimeout, Duration unwritableTimeout, int pauseAbove, int maxPendingBytes,
        int maxHandshakes) {

    /**
     * 10 s, 30 s, 256 KiB, 32 MiB, 512. That many handshakes take one core a tenth of a second, or a third of one without libsecp256k1: the
     * last of them waits no longer than that, and who comes on top of them does better to call again.
     */
    public static final PipeOptions DEFAULT = new PipeOptions(
            Duration.ofSeconds(10), Duration.ofSeconds(30), 256 * 1024, 32 * 1024 * 1024, 512);

    public PipeOptions {
        if (!handshakeTimeout.isPositive() || !unwritableTimeout.isPositive() || pauseAbove <= 0
                || maxPendingBytes < pauseAbove
                || maxHandshakes <= 0) {
            throw new IllegalArgumentException("limits are positive");
        }
    }
}
