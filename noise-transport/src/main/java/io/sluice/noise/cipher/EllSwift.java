package io.sluice.noise.cipher;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.random.RandomGenerator;

import org.bouncycastle.math.ec.ECCurve;
import org.bouncycastle.math.ec.ECFieldElement;
import org.bouncycastle.math.ec.ECPoint;
import org.jspecify.annotations.Nullable;

import io.sluice.wire.type.Bytes;

/**
 * The ElligatorSwift map of BIP 324 between pairs (u, t) of field elements and x coordinates, in plain Java.
 *
 * <p>Encodings are public, so nothing here hides its timing. Safe on any thread.
 */
final class EllSwift {

    /** How many inverse cases the map has. */
    static final int CASES = 8;

    private static final int HALF_SIZE = EllSwiftKey.SIZE / 2;

    private final ECCurve curve;
    private final BigInteger modulus;
    private final ECFieldElement one;
    private final ECFieldElement seven;
    private final ECFieldElement half;
    private final ECFieldElement rootOfMinusThree;

    EllSwift(ECCurve curve) {
        this.curve = curve;
        this.modulus = curve.getField().getCharacteristic();
        this.one = curve.fromBigInteger(BigInteger.ONE);
        this.seven = curve.fromBigInteger(BigInteger.valueOf(7));
        this.half = curve.fromBigInteger(BigInteger.TWO).invert();
        this.rootOfMinusThree = curve.fromBigInteger(modulus.subtract(BigInteger.valueOf(3))).sqrt();
    }

    /** The point that an encoding stands for; which of the two with its x coordinate is of no meaning. */
    ECPoint decode(EllSwiftKey key) {
        byte[] bytes = key.encoding().toArray();
        return decode(element(Arrays.copyOf(bytes, HALF_SIZE)),
                element(Arrays.copyOfRange(bytes, HALF_SIZE, EllSwiftKey.SIZE)));
    }

    private ECPoint decode(ECFieldElement givenU, ECFieldElement givenT) {
        ECFieldElement u = givenU.isZero() ? one : givenU;
        ECFieldElement t = givenT.isZero() ? one : givenT;
        ECFieldElement g = cubePlusSeven(u);
        if (g.add(t.square()).isZero()) {
            t = t.add(t);
        }
        ECFieldElement a = g.subtract(t.square()).divide(t.add(t));
        ECFieldElement b = a.add(t).divide(rootOfMinusThree.multiply(u));
        ECFieldElement twoB = b.add(b);
        @Nullable
        ECPoint third = pointAt(u.add(twoB.square()));
        if (third != null) {
            return third;
        }
        ECFieldElement quotient = a.divide(b);
        @Nullable
        ECPoint second = pointAt(quotient.add(u).negate().multiply(half));
        if (second != null) {
            return second;
        }
        @Nullable
        ECPoint first = pointAt(quotient.subtract(u).multiply(half));
        if (first != null) {
            return first;
        }
        throw new IllegalStateException("one of the three candidates is always on the curve");
    }

    /** A random encoding of {@code x}, which must be on the curve. Four draws of u are needed on average. */
    EllSwiftKey encode(ECFieldElement x, RandomGenerator random) {
        byte[] drawn = new byte[HALF_SIZE];
        while (true) {
            random.nextBytes(drawn);
            ECFieldElement u = element(drawn);
            if (u.isZero()) {
                continue;
            }
            @Nullable
            ECFieldElement t = inverse(x, u, random.nextInt(CASES));
            if (t != null) {
                return new EllSwiftKey(Bytes.of(u.getEncoded()).concat(Bytes.of(t.getEncoded())));
            }
        }
    }

    /**
     * The t with which {@code u} encodes {@code x}.
     *
     * @param index 0 to 7: bit 1 chooses the equation, bit 0 one of its two roots, bit 2 the sign of t
     * @return null when this case has no solution
     */
    @Nullable
    ECFieldElement inverse(ECFieldElement x, ECFieldElement u, int index) {
        ECFieldElement g = cubePlusSeven(u);
        ECFieldElement v;
        ECFieldElement s;
        if ((index & 2) == 0) {
            if (pointAt(x.add(u).negate()) != null) {
                return null;
            }
            v = x;
            s = g.negate().divide(u.square().add(u.multiply(v)).add(v.square()));
        } else {
            s = x.subtract(u);
            if (s.isZero()) {
                return null;
            }
            ECFieldElement su2 = s.multiply(u.square());
            ECFieldElement fourG = g.add(g).add(g).add(g);
            @Nullable
            ECFieldElement r = s.multiply(fourG.add(su2).add(su2).add(su2)).negate().sqrt();
            if (r == null || ((index & 1) != 0 && r.isZero())) {
                return null;
            }
            v = r.divide(s).subtract(u).multiply(half);
        }
        @Nullable
        ECFieldElement w = s.sqrt();
        if (w == null) {
            return null;
        }
        boolean odd = (index & 1) != 0;
        ECFieldElement factor = (odd ? one.add(rootOfMinusThree) : one.subtract(rootOfMinusThree)).multiply(half);
        ECFieldElement t = w.multiply(u.multiply(factor).add(v));
        boolean negative = odd == ((index & 4) != 0);
        return negative ? t.negate() : t;
    }

    /** The field element of 32 big-endian bytes, reduced. */
    ECFieldElement element(byte[] bigEndian) {
        return curve.fromBigInteger(new BigInteger(1, bigEndian).mod(modulus));
    }

    /** One of the two points with this x coordinate, or null when there is none. */
    @Nullable
    ECPoint pointAt(ECFieldElement x) {
        @Nullable
        ECFieldElement y = cubePlusSeven(x).sqrt();
        return y == null ? null : curve.createPoint(x.toBigInteger(), y.toBigInteger());
    }

    private ECFieldElement cubePlusSeven(ECFieldElement x) {
        return x.square().multiply(x).add(seven);
    }
}
