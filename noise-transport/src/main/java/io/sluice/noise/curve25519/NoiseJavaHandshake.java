package io.sluice.noise.curve25519;

import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.random.RandomGenerator;

import javax.crypto.BadPaddingException;
import javax.crypto.ShortBufferException;

import com.southernstorm.noise.protocol.CipherStatePair;
import com.southernstorm.noise.protocol.DHState;
import com.southernstorm.noise.protocol.HandshakeState;
import com.southernstorm.noise.protocol.Noise;

import io.sluice.noise.cipher.SecretKey;
import io.sluice.noise.cipher.TransportCiphers;
import io.sluice.noise.handshake.HandshakeFailure;
import io.sluice.noise.handshake.HandshakeFailure.Kind;
import io.sluice.wire.type.Bytes;

/**
 * noise-java's handshake state with our conventions: empty payloads, each message behind its length as two bytes,
 * big-endian.
 *
 * <pre>
 * act one    00 20  32  ephemeral key of the initiator
 * act two    00 60  32  ephemeral key of the responder
 *                   48  its static key, sealed: 32 + 16
 *                   16  the sealed empty payload
 * act three  00 40  48  static key of the initiator, sealed: 32 + 16     in XX alone
 *                   16  the sealed empty payload
 * </pre>
 */
final class NoiseJavaHandshake {

    /** Bytes of a public key. */
    static final int KEY_SIZE = 32;
    /** Bytes of the messages, their lengths in front included. */
    static final int ACT_ONE_SIZE = 2 + KEY_SIZE;
    static final int ACT_TWO_SIZE = 2 + KEY_SIZE + (KEY_SIZE + 16) + 16;
    static final int ACT_THREE_SIZE = 2 + (KEY_SIZE + 16) + 16;

    private final NoiseTerms terms;
    private final HandshakeState state;

    private NoiseJavaHandshake(NoiseTerms terms, HandshakeState state) {
        this.terms = terms;
        this.state = state;
    }

    /** @param staticKey shown in XX alone */
    static NoiseJavaHandshake initiator(NoiseTerms terms, SecretKey staticKey, RandomGenerator random) {
        return create(HandshakeState.INITIATOR, terms, staticKey, random);
    }

    static NoiseJavaHandshake responder(NoiseTerms terms, SecretKey staticKey, RandomGenerator random) {
        return create(HandshakeState.RESPONDER, terms, staticKey, random);
    }

    /** The public key that belongs to a secret. */
    static Bytes publicKeyOf(SecretKey secret) {
        try {
            DHState pair = Noise.createDH("25519");
            setSecret(pair, secret);
            Bytes key = publicKey(pair);
            pair.destroy();
            return key;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("noise-java does not know Curve25519", e);
        }
    }

    /** Writes the message that is due, with its length in front. */
    Bytes write(int size) {
        byte[] message = new byte[size];
        int length = size - 2;
        message[0] = (byte) (length >>> 8);
        message[1] = (byte) length;
        try {
            int written = state.writeMessage(message, 2, null, 0, 0);
            if (written != length) {
                throw new IllegalStateException("the message has " + written + " bytes, not " + length);
            }
        } catch (ShortBufferException e) {
            throw new IllegalStateException("the message is longer than " + length + " bytes", e);
        }
        return Bytes.adopt(message);
    }

    /** Reads the message that is due. */
    void read(Bytes message, int size) throws HandshakeFailure {
        if (message.length() != size) {
            throw new IllegalArgumentException("this message has " + size + " bytes, not " + message.length());
        }
        int announced = message.at(0) << 8 | message.at(1);
        if (announced != size - 2) {
            throw new HandshakeFailure(Kind.DAMAGED, "the other end announces a handshake message of " + announced
                    + " bytes where " + (size - 2) + " are due: it does not speak " + terms.protocolName());
        }
        try {
            state.readMessage(message.toArray(), 2, size - 2, new byte[size], 0);
        } catch (BadPaddingException e) {
            throw new HandshakeFailure(Kind.DAMAGED,
                    "the other end's handshake message can not be opened: it was damaged,"
                            + " or the other end does not speak " + terms.protocolName() + " with our prologue");
        } catch (ShortBufferException e) {
            throw new IllegalStateException("a handshake payload is longer than its message", e);
        }
    }

    /** The other end's static key, once it is known. */
    Bytes remoteKey() {
        return publicKey(state.getRemotePublicKey());
    }

    TransportCiphers split() {
        CipherStatePair pair = state.split();
        state.destroy();
        return new TransportCiphers(new NoiseJavaCipher(pair.getSender()), new NoiseJavaCipher(pair.getReceiver()));
    }

    private static NoiseJavaHandshake create(
            int role, NoiseTerms terms, SecretKey staticKey, RandomGenerator random) {
        try {
            HandshakeState state = new HandshakeState(terms.protocolName(), role);
            byte[] prologue = terms.prologue().toArray();
            state.setPrologue(prologue, 0, prologue.length);
            byte[] ephemeral = new byte[KEY_SIZE];
            random.nextBytes(ephemeral);
            // Left alone, noise-java would draw from a generator of its own; chance comes in from outside here.
            state.getFixedEphemeralKey().setPrivateKey(ephemeral, 0);
            Arrays.fill(ephemeral, (byte) 0);
            if (state.needsLocalKeyPair()) {
                setSecret(state.getLocalKeyPair(), staticKey);
            }
            state.start();
            return new NoiseJavaHandshake(terms, state);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("noise-java does not know " + terms.protocolName(), e);
        }
    }

    private static void setSecret(DHState pair, SecretKey secret) {
        byte[] content = secret.toArray();
        pair.setPrivateKey(content, 0);
        Arrays.fill(content, (byte) 0);
    }

    private static Bytes publicKey(DHState pair) {
        byte[] key = new byte[KEY_SIZE];
        pair.getPublicKey(key, 0);
        return Bytes.adopt(key);
    }
}
