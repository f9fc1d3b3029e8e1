package io.sluice.noise.cipher;

import java.security.SecureRandom;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.params.provider.Arguments;

/** Both implementations of the curve, so that no test can pass on one and be forgotten on the other. */
public final class BothCurves {

    private static final Secp256k1 NATIVE = nativeCurve();
    private static final Secp256k1 JAVA = Curves.plainJava(new SecureRandom()).curve();

    private BothCurves() {}

    /** A method source for parameterised tests. */
    public static Stream<Arguments> both() {
        return curves().entrySet().stream().map(curve -> Arguments.argumentSet(curve.getKey(), curve.getValue()));
    }

    /** Both by name. */
    public static Map<String, Secp256k1> curves() {
        return Map.of("libsecp256k1", NATIVE, "plain Java", JAVA);
    }

    /** The native implementation; the test machines have one. */
    public static Secp256k1 nativeCurve() {
        Curves.Choice choice = Curves.best(new SecureRandom());
        if (!choice.implementation().equals("libsecp256k1")) {
            throw new IllegalStateException("libsecp256k1 is not in use: " + choice.reason());
        }
        return choice.curve();
    }
}
