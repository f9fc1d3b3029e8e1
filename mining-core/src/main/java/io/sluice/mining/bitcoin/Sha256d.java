package io.sluice.mining.bitcoin;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

import io.sluice.wire.type.Bytes;

/**
 * Double SHA-256 without garbage: one digest object, reused.
 *
 * <p>Threading: an instance belongs to one thread. The static {@link #hash} may be called from any.
 */
public final class Sha256d {

    /** Bytes of a hash. */
    public static final int SIZE = 32;

    private final MessageDigest digest = newSha256();

    /** The double hash of {@code length} bytes of {@code input}, written to {@code output} at {@code outputOffset}. */
    public void hash(byte[] input, int offset, int length, byte[] output, int outputOffset) {
        digest.update(input, offset, length);
        finish(digest, output, outputOffset);
    }

    /**
     * The double hash of the bytes that {@code midstate} has seen followed by {@code length} bytes of {@code input}. The
     * midstate stays as it was.
     */
    public void hash(Midstate midstate, byte[] input, int offset, int length, byte[] output, int outputOffset) {
        MessageDigest resumed = midstate.resume();
        resumed.update(input, offset, length);
        finish(resumed, output, outputOffset);
    }

    private void finish(MessageDigest first, byte[] output, int outputOffset) {
        try {
            first.digest(output, outputOffset, SIZE);
            digest.update(output, outputOffset, SIZE);
            digest.digest(output, outputOffset, SIZE);
        } catch (DigestException e) {
            throw new IllegalStateException("SHA-256 could not write its 32 bytes", e);
        }
    }

    /** The double hash of {@code input}, as a value. */
    public static Bytes hash(Bytes input) {
        byte[] output = new byte[SIZE];
        byte[] bytes = input.toArray();
        new Sha256d().hash(bytes, 0, bytes.length, output, 0);
        return Bytes.adopt(output);
    }

    /**
     * SHA-256 after a fixed beginning: a coinbase prefix is hashed once and every share goes on from there.
     *
     * <p>Safe on any thread: the state is only ever copied.
     */
    public static final class Midstate {

        private final MessageDigest state;

        private Midstate(MessageDigest state) {
            this.state = state;
        }

        /** The state behind {@code prefix}. */
        public static Midstate behind(Bytes prefix) {
            MessageDigest state = newSha256();
            state.update(prefix.toArray());
            return new Midstate(state);
        }

        private MessageDigest resume() {
            try {
                return (MessageDigest) state.clone();
            } catch (CloneNotSupportedException e) {
                throw new IllegalStateException("this JDK's SHA-256 can not be copied", e);
            }
        }
    }

    private static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
