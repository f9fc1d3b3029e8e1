package io.sluice.noise.cipher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HexFormat;
import java.util.SplittableRandom;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.sluice.wire.testing.Vectors;
import io.sluice.wire.type.Bytes;

/** BIP 324 (key exchange) and BIP 340 (signatures), on both implementations of the curve. */
class Secp256k1VectorsTest {

    private static final String BOTH = "io.sluice.noise.cipher.BothCurves#both";

    @ParameterizedTest
    @MethodSource(BOTH)
    void every_encoding_decodes_to_its_x(Secp256k1 curve) {
        Vectors.cases("sv2/ellswift_decode.json", "cases").forEach(row -> assertThat(curve.decode(ell(row, "ellswift")))
                .as(row.path("comment").textValue()).isEqualTo(x(row, "x")));
    }

    @ParameterizedTest
    @MethodSource(BOTH)
    void both_ends_compute_the_published_shared_secret(Secp256k1 curve) {
        Vectors.cases("sv2/ellswift_ecdh.json", "cases").forEach(row -> {
            EllSwiftKey ours = ell(row, "ellswift_ours");
            EllSwiftKey theirs = ell(row, "ellswift_theirs");
            SecretKey secret = secret(row, "private_key_ours");
            SecretKey shared = row.required("we_are_initiator").booleanValue()
                    ? curve.ecdh(Role.INITIATOR, ours, theirs, secret)
                    : curve.ecdh(Role.RESPONDER, theirs, ours, secret);
            assertThat(HexFormat.of().formatHex(shared.toArray())).isEqualTo(row.required("shared_secret").textValue());
            assertThat(curve.publicKeyOf(secret)).isEqualTo(x(row, "x_ours"));
            assertThat(curve.decode(theirs)).isEqualTo(x(row, "x_theirs"));
        });
    }

    @ParameterizedTest
    @MethodSource(BOTH)
    void a_fresh_key_pair_decodes_to_the_public_key_of_its_secret(Secp256k1 curve) {
        SplittableRandom random = new SplittableRandom(324);
        for (int i = 0; i < 50; i++) {
            KeyPair made = curve.createKeyPair(random);
            assertThat(curve.decode(made.publicKey())).isEqualTo(curve.publicKeyOf(made.secret()));
            KeyPair again = curve.keyPairOf(made.secret(), random);
            assertThat(again.publicKey()).isNotEqualTo(made.publicKey());
            assertThat(curve.decode(again.publicKey())).isEqualTo(curve.decode(made.publicKey()));
        }
    }

    @ParameterizedTest
    @MethodSource(BOTH)
    void every_signature_is_judged_as_published(Secp256k1 curve) {
        Vectors.cases("sv2/bip340_schnorr.json", "cases").forEach(row -> assertThat(
                curve.verify(x(row, "public_key"), hex(row, "message"), new SchnorrSignature(hex(row, "signature"))))
                .as("row %s", row.path("index")).isEqualTo(row.required("valid").booleanValue()));
    }

    @ParameterizedTest
    @MethodSource(BOTH)
    void every_published_signature_is_made_again(Secp256k1 curve) {
        long signed = Vectors.cases("sv2/bip340_schnorr.json", "cases").filter(row -> row.hasNonNull("secret_key"))
                .filter(row -> !row.path("secret_key").textValue().isEmpty()).peek(row -> {
                    SecretKey secret = secret(row, "secret_key");
                    assertThat(curve.publicKeyOf(secret)).isEqualTo(x(row, "public_key"));
                    assertThat(curve.sign(secret, hex(row, "message"), hex(row, "aux_rand")).content())
                            .as("row %s", row.path("index")).isEqualTo(hex(row, "signature"));
                }).count();
        assertThat(signed).isEqualTo(8);
    }

    @ParameterizedTest
    @MethodSource(BOTH)
    void a_flipped_bit_spoils_a_signature_wherever_it_is(Secp256k1 curve) {
        SplittableRandom random = new SplittableRandom(340);
        KeyPair pair = curve.createKeyPair(random);
        XOnlyKey key = curve.publicKeyOf(pair.secret());
        Bytes message = Bytes.adopt(Sha256.of());
        Bytes signature = curve.sign(pair.secret(), message, message).content();
        for (int i = 0; i < signature.length(); i++) {
            byte[] spoiled = signature.toArray();
            spoiled[i] ^= (byte) (1 << random.nextInt(8));
            assertThat(curve.verify(key, message, new SchnorrSignature(Bytes.adopt(spoiled)))).as("byte %s", i)
                    .isFalse();
        }
        assertThat(curve.verify(key, message, new SchnorrSignature(signature))).isTrue();
    }

    @Test
    void every_inverse_case_gives_the_published_t() {
        EllSwift ellSwift = ((JavaSecp256k1) Curves.plainJava(new SplittableRandom(1)).curve()).ellSwift();
        Vectors.cases("sv2/ellswift_inverse.json", "cases").forEach(row -> {
            for (int index = 0; index < EllSwift.CASES; index++) {
                var t = ellSwift.inverse(ellSwift.element(Vectors.bytes(row, "x")),
                        ellSwift.element(Vectors.bytes(row, "u")), index);
                assertThat(t == null ? null : Vectors.hex(t.getEncoded())).as("case %s of u %s", index, row.path("u"))
                        .isEqualTo(row.required("t_by_case").required(Integer.toString(index)).textValue());
            }
        });
    }

    @ParameterizedTest
    @MethodSource(BOTH)
    void zero_and_the_order_of_the_curve_are_no_scalars(Secp256k1 curve) {
        Bytes order = Bytes.hex("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141");
        Bytes largest = Bytes.hex("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364140");
        Bytes one = Bytes.hex("00".repeat(31) + "01");
        assertThat(refuses(curve, Bytes.hex("00".repeat(32)))).isTrue();
        assertThat(refuses(curve, order)).isTrue();
        assertThat(refuses(curve, Bytes.hex("ff".repeat(32)))).isTrue();
        assertThat(refuses(curve, largest)).isFalse();
        assertThat(refuses(curve, one)).isFalse();
    }

    private static boolean refuses(Secp256k1 curve, Bytes secret) {
        SecretKey key = SecretKey.of(secret.toArray());
        boolean isScalar = curve.isScalar(key);
        boolean refused;
        try {
            curve.publicKeyOf(key);
            refused = false;
        } catch (IllegalArgumentException e) {
            refused = true;
        }
        assertThat(refused).isEqualTo(!isScalar);
        EllSwiftKey any = new EllSwiftKey(Bytes.hex("01".repeat(64)));
        if (refused) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> curve.ecdh(Role.INITIATOR, any, any, key));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> curve.keyPairOf(key, new SplittableRandom(1)));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> curve.sign(key, any.encoding(), secret));
        }
        return refused;
    }

    private static Bytes hex(JsonNode row, String field) {
        return Bytes.adopt(Vectors.bytes(row, field));
    }

    private static EllSwiftKey ell(JsonNode row, String field) {
        return new EllSwiftKey(hex(row, field));
    }

    private static XOnlyKey x(JsonNode row, String field) {
        return new XOnlyKey(hex(row, field));
    }

    private static SecretKey secret(JsonNode row, String field) {
        return SecretKey.adopt(Vectors.bytes(row, field));
    }
}
