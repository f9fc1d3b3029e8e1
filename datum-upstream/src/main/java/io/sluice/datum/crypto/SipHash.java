package io.sluice.datum.crypto;

import io.sluice.wire.type.Bytes;

/**
 * SipHash-2-4 under one key: a short keyed hash for short messages. Immutable, safe on any thread.
 *
 * @see <a href="https://www.aumasson.jp/siphash/siphash.pdf">Aumasson and Bernstein, SipHash</a>
 */
public final class SipHash {

    private final long k0;
    private final long k1;

    /** @param key 16 bytes */
    public SipHash(Bytes key) {
        if (key.length() != 2 * Long.BYTES) {
            throw new IllegalArgumentException("a SipHash key has 16 bytes, not " + key.length());
        }
        k0 = word(key, 0);
        k1 = word(key, Long.BYTES);
    }

    /** The 64-bit hash of a message. */
    public long hash(Bytes message) {
        var state = new State(k0, k1);
        int whole = message.length() / Long.BYTES * Long.BYTES;
        for (int at = 0; at < whole; at += Long.BYTES) {
            state.absorb(word(message, at));
        }
        long last = (long) message.length() << 56;
        for (int at = whole; at < message.length(); at++) {
            last |= (long) message.at(at) << Byte.SIZE * (at - whole);
        }
        state.absorb(last);
        return state.finish();
    }

    private static long word(Bytes bytes, int at) {
        long word = 0;
        for (int i = Long.BYTES - 1; i >= 0; i--) {
            word = word << Byte.SIZE | bytes.at(at + i);
        }
        return word;
    }

    @Override
    public String toString() {
        return "SipHash[key redacted]";
    }

    private static final class State {

        private long v0;
        private long v1;
        private long v2;
        private long v3;

        State(long k0, long k1) {
            v0 = k0 ^ 0x736f6d6570736575L;
            v1 = k1 ^ 0x646f72616e646f6dL;
            v2 = k0 ^ 0x6c7967656e657261L;
            v3 = k1 ^ 0x7465646279746573L;
        }

        void absorb(long word) {
            v3 ^= word;
            round();
            round();
            v0 ^= word;
        }

        long finish() {
            v2 ^= 0xff;
            round();
            round();
            round();
            round();
            return v0 ^ v1 ^ v2 ^ v3;
        }

        private void round() {
            v0 += v1;
            v1 = Long.rotateLeft(v1, 13) ^ v0;
            v0 = Long.rotateLeft(v0, 32);
            v2 += v3;
            v3 = Long.rotateLeft(v3, 16) ^ v2;
            v0 += v3;
            v3 = Long.rotateLeft(v3, 21) ^ v0;
            v2 += v1;
            v1 = Long.rotateLeft(v1, 17) ^ v2;
            v2 = Long.rotateLeft(v2, 32);
        }
    }
}
