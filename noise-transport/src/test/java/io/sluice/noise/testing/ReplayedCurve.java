package io.sluice.noise.testing;

import java.util.random.RandomGenerator;

import io.sluice.noise.cipher.EllSwiftKey;
import io.sluice.noise.cipher.KeyPair;
import io.sluice.noise.cipher.Role;
import io.sluice.noise.cipher.SchnorrSignature;
import io.sluice.noise.cipher.Secp256k1;
import io.sluice.noise.cipher.SecretKey;
import io.sluice.noise.cipher.XOnlyKey;
import io.sluice.wire.type.Bytes;

/** A curve whose "fresh" key pair is a recorded one, because encodings are random by design and can not be made again. */
public class ReplayedCurve implements Secp256k1 {

    private final Secp256k1 curve;
    private final KeyPair recorded;

    public ReplayedCurve(Secp256k1 curve, KeyPair recorded) {
        this.curve = curve;
        this.recorded = recorded;
    }

    @Override
    public KeyPair createKeyPair(RandomGenerator random) {
        return recorded;
    }

    @Override
    public KeyPair keyPairOf(SecretKey secret, RandomGenerator random) {
        return curve.keyPairOf(secret, random);
    }

    @Override
    public SecretKey ecdh(Role ours, EllSwiftKey initiator, EllSwiftKey responder, SecretKey secret) {
        return curve.ecdh(ours, initiator, responder, secret);
    }

    @Override
    public XOnlyKey publicKeyOf(SecretKey secret) {
        return curve.publicKeyOf(secret);
    }

    @Override
    public XOnlyKey decode(EllSwiftKey key) {
        return curve.decode(key);
    }

    @Override
    public SchnorrSignature sign(SecretKey secret, Bytes message, Bytes auxiliary) {
        return curve.sign(secret, message, auxiliary);
    }

    @Override
    public boolean verify(XOnlyKey key, Bytes message, SchnorrSignature signature) {
        return curve.verify(key, message, signature);
    }

    @Override
    public boolean isOnCurve(XOnlyKey key) {
        return curve.isOnCurve(key);
    }
}
