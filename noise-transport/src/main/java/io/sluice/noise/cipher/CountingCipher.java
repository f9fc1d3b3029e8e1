package io.sluice.noise.cipher;

/**
 * Seals or opens block after block, the first under nonce 0 and each under the next one (Noise 5.1). The first call decides which of
 * both; the other is refused from then on.
 */
public final class CountingCipher implements CipherState {

    private static final byte[] NOTHING = {};

    private enum Direction {
        UNDECIDED, SEALS, OPENS
    }

    private final Aead aead;
    private Direction direction = Direction.UNDECIDED;
    private long nonce;

    public CountingCipher(Aead aead) {
        this.aead = aead;
    }

    @Override
    public void seal(byte[] text, int offset, int length, byte[] target, int targetOffset) {
        aead.seal(next(Direction.SEALS), NOTHING, text, offset, length, target, targetOffset);
    }

    @Override
    public void open(byte[] sealed, int offset, int length, byte[] target, int targetOffset)
            throws AuthenticationFailure {
        aead.open(next(Direction.OPENS), NOTHING, sealed, offset, length, target, targetOffset);
    }

    /** Seals {@code text} bound to {@code associated}, as handshakes do. */
    byte[] seal(byte[] associated, byte[] text) {
        byte[] sealed = new byte[text.length + MAC_SIZE];
        aead.seal(next(Direction.SEALS), associated, text, 0, text.length, sealed, 0);
        return sealed;
    }

    /** Opens what {@link #seal(byte[], byte[])} made. */
    byte[] open(byte[] associated, byte[] sealed) throws AuthenticationFailure {
        if (sealed.length < MAC_SIZE) {
            throw new AuthenticationFailure();
        }
        byte[] text = new byte[sealed.length - MAC_SIZE];
        aead.open(next(Direction.OPENS), associated, sealed, 0, sealed.length, text, 0);
        return text;
    }

    /** No connection lives to see 2^64 blocks; if one did, it would stop here. */
    private long next(Direction asked) {
        if (direction == Direction.UNDECIDED) {
            direction = asked;
        } else if (direction != asked) {
            throw new IllegalStateException("one cipher state serves one direction");
        }
        if (nonce == -1) {
            throw new IllegalStateException("this key has served for every nonce there is");
        }
        return nonce++;
    }
}
