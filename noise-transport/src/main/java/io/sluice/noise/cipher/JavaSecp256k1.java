package io.sluice.noise.cipher;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.random.RandomGenerator;

import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;
import org.bouncycastle.util.BigIntegers;
import org.jspecify.annotations.Nullable;

import io.sluice.wire.type.Bytes;

/**
 * secp256k1 in plain Java on BouncyCastle's curve arithmetic: works everywhere, about a third as fast as the native
 * one.
 *
 * <p>BouncyCastle's multiplication of an arbitrary point takes a time that depends on the scalar. A server meets points
 * of an attacker's choice with its static key again and again, so every key exchange splits its secret at random into
 * two summands: what can be timed is another pair of numbers each time.
 *
 * <p>Safe on any thread if the generator given is.
 */
final class JavaSecp256k1 implements Secp256k1 {

    private final X9ECParameters parameters = CustomNamedCurves.getByName("secp256k1");
    private final BigInteger order = parameters.getN();
    private final BigInteger modulus = parameters.getCurve().getField().getCharacteristic();
    private final EllSwift ellSwift = new EllSwift(parameters.getCurve());
    private final RandomGenerator blinding;

    /** @param blinding splits secrets; its output never leaves this object */
    JavaSecp256k1(RandomGenerator blinding) {
        this.blinding = blinding;
    }

    @Override
    public KeyPair keyPairOf(SecretKey secret, RandomGenerator random) {
        ECPoint point = timesBase(scalar(secret));
        return new KeyPair(secret, ellSwift.encode(point.getAffineXCoord(), random));
    }

    @Override
    public SecretKey ecdh(Role ours, EllSwiftKey initiator, EllSwiftKey responder, SecretKey secret) {
        ECPoint theirs = ellSwift.decode(ours == Role.INITIATOR ? responder : initiator);
        byte[] x = blindedTimes(theirs, scalar(secret)).getAffineXCoord().getEncoded();
        byte[] shared = Sha256.tagged("bip324_ellswift_xonly_ecdh",
                initiator.encoding().toArray(), responder.encoding().toArray(), x);
        Arrays.fill(x, (byte) 0);
        return SecretKey.adopt(shared);
    }

    @Override
    public XOnlyKey publicKeyOf(SecretKey secret) {
        return new XOnlyKey(Bytes.adopt(xOf(timesBase(scalar(secret)))));
    }

    @Override
    public XOnlyKey decode(EllSwiftKey key) {
        return new XOnlyKey(Bytes.adopt(xOf(ellSwift.decode(key).normalize())));
    }

    @Override
    public SchnorrSignature sign(SecretKey secret, Bytes message, Bytes auxiliary) {
        if (auxiliary.length() != 32) {
            throw new IllegalArgumentException("auxiliary randomness has 32 bytes, not " + auxiliary.length());
        }
        ECPoint publicPoint = timesBase(scalar(secret));
        BigInteger d = evenForm(scalar(secret), publicPoint);
        byte[] publicX = xOf(publicPoint);
        byte[] text = message.toArray();

        byte[] masked = Sha256.tagged("BIP0340/aux", auxiliary.toArray());
        byte[] dBytes = BigIntegers.asUnsignedByteArray(SecretKey.SIZE, d);
        for (int i = 0; i < masked.length; i++) {
            masked[i] ^= dBytes[i];
        }
        BigInteger drawn = new BigInteger(1, Sha256.tagged("BIP0340/nonce", masked, publicX, text)).mod(order);
        Arrays.fill(masked, (byte) 0);
        Arrays.fill(dBytes, (byte) 0);
        if (drawn.signum() == 0) {
            throw new IllegalStateException("the nonce of a signature came out as zero");
        }
        ECPoint noncePoint = timesBase(drawn);
        BigInteger k = evenForm(drawn, noncePoint);
        byte[] r = xOf(noncePoint);
        BigInteger s = k.add(challenge(r, publicX, text).multiply(d)).mod(order);
        return new SchnorrSignature(
                Bytes.adopt(r).concat(Bytes.adopt(BigIntegers.asUnsignedByteArray(SecretKey.SIZE, s))));
    }

    @Override
    public boolean verify(XOnlyKey key, Bytes message, SchnorrSignature signature) {
        byte[] r = signature.content().slice(0, 32).toArray();
        BigInteger s = new BigInteger(1, signature.content().slice(32, 64).toArray());
        @Nullable
        ECPoint publicPoint = lift(key);
        if (publicPoint == null || s.compareTo(order) >= 0 || new BigInteger(1, r).compareTo(modulus) >= 0) {
            return false;
        }
        BigInteger e = challenge(r, key.x().toArray(), message.toArray());
        ECPoint nonce = timesBase(s).subtract(publicPoint.multiply(e)).normalize();
        return !nonce.isInfinity() && hasEvenY(nonce) && Arrays.equals(xOf(nonce), r);
    }

    @Override
    public boolean isOnCurve(XOnlyKey key) {
        return lift(key) != null;
    }

    /** The field arithmetic underneath, for its own test. */
    EllSwift ellSwift() {
        return ellSwift;
    }

    /** The point with this x coordinate and an even y, or null when there is none. */
    private @Nullable ECPoint lift(XOnlyKey key) {
        byte[] x = key.x().toArray();
        if (new BigInteger(1, x).compareTo(modulus) >= 0) {
            return null;
        }
        @Nullable
        ECPoint point = ellSwift.pointAt(ellSwift.element(x));
        return point == null || hasEvenY(point) ? point : point.negate();
    }

    private BigInteger challenge(byte[] r, byte[] publicX, byte[] message) {
        return new BigInteger(1, Sha256.tagged("BIP0340/challenge", r, publicX, message)).mod(order);
    }

    private BigInteger scalar(SecretKey secret) {
        if (!isScalar(secret)) {
            throw Scalars.refusal();
        }
        byte[] bytes = secret.toArray();
        BigInteger scalar = new BigInteger(1, bytes);
        Arrays.fill(bytes, (byte) 0);
        return scalar;
    }

    private ECPoint timesBase(BigInteger scalar) {
        return new FixedPointCombMultiplier().multiply(parameters.getG(), scalar).normalize();
    }

    private ECPoint blindedTimes(ECPoint point, BigInteger scalar) {
        byte[] drawn = new byte[SecretKey.SIZE];
        blinding.nextBytes(drawn);
        BigInteger mask = new BigInteger(1, drawn).mod(order);
        return point.multiply(mask).add(point.multiply(scalar.subtract(mask).mod(order))).normalize();
    }

    private BigInteger evenForm(BigInteger scalar, ECPoint point) {
        return hasEvenY(point) ? scalar : order.subtract(scalar);
    }

    private static boolean hasEvenY(ECPoint point) {
        return !point.getAffineYCoord().testBitZero();
    }

    private static byte[] xOf(ECPoint point) {
        return point.getAffineXCoord().getEncoded();
    }
}
