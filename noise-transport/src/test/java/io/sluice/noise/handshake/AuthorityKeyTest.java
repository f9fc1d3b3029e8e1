package io.sluice.noise.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.SplittableRandom;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.sluice.noise.cipher.Secp256k1;
import io.sluice.noise.cipher.XOnlyKey;
import io.sluice.wire.testing.Vectors;
import io.sluice.wire.type.Bytes;

/** SV2 4.7: the text form of authority keys. */
class AuthorityKeyTest {

    private static final String BOTH = "io.sluice.noise.cipher.BothCurves#both";

    @ParameterizedTest
    @MethodSource(BOTH)
    void published_keys_are_read_and_printed_as_they_were(Secp256k1 curve) {
        Vectors.cases("sv2/authority_key.json", "valid").forEach(row -> {
            AuthorityKey key = parse(row, curve);
            assertThat(key.key()).isEqualTo(x(row));
            assertThat(key).hasToString(text(row));
        });
    }

    @ParameterizedTest
    @MethodSource(BOTH)
    void the_older_form_is_read_and_the_newer_one_printed(Secp256k1 curve) {
        Vectors.cases("sv2/authority_key.json", "legacy_without_prefix").forEach(row -> {
            AuthorityKey key = parse(row, curve);
            assertThat(key.key()).isEqualTo(x(row));
            assertThat(key.toString()).startsWith("9").isNotEqualTo(text(row));
        });
    }

    @ParameterizedTest
    @MethodSource(BOTH)
    void other_texts_are_refused(Secp256k1 curve) {
        Vectors.cases("sv2/authority_key.json", "invalid").forEach(
                row -> assertThatExceptionOfType(MalformedKey.class).as(row.path("reason").textValue())
                        .isThrownBy(() -> AuthorityKey.parse(text(row), curve)));
    }

    @ParameterizedTest
    @MethodSource(BOTH)
    void the_secret_form_has_no_version(Secp256k1 curve) throws Exception {
        for (JsonNode row : Vectors.cases("sv2/authority_key.json", "valid").filter(row -> row.has("secret_key"))
                .toList()) {
            AuthoritySecret authority = AuthoritySecret.parse(row.required("secret_key_base58check").textValue(),
                    curve);
            assertThat(authority.secret().toArray()).isEqualTo(Vectors.bytes(row, "secret_key"));
            assertThat(authority.publicKey()).hasToString(text(row));
            assertThat(authority.toText()).isEqualTo(row.required("secret_key_base58check").textValue());
            assertThat(authority.toString()).doesNotContain(authority.toText());
        }
    }

    @ParameterizedTest
    @MethodSource(BOTH)
    void a_public_key_where_a_secret_belongs_is_recognised(Secp256k1 curve) {
        String publicKey = AuthoritySecret.create(curve, new SplittableRandom(3)).publicKey().toString();
        assertThatExceptionOfType(MalformedKey.class).isThrownBy(() -> AuthoritySecret.parse(publicKey, curve))
                .withMessageContaining("is this the public key?");
        String zero = Base58Check.encode(Bytes.hex("00".repeat(32)));
        assertThatExceptionOfType(MalformedKey.class).isThrownBy(() -> AuthoritySecret.parse(zero, curve))
                .withMessageContaining("out of range");
    }

    @ParameterizedTest
    @MethodSource(BOTH)
    void a_changed_or_lost_character_is_noticed(Secp256k1 curve) throws Exception {
        String text = AuthoritySecret.create(curve, new SplittableRandom(4)).publicKey().toString();
        for (int i = 0; i < text.length(); i++) {
            String lost = text.substring(0, i) + text.substring(i + 1);
            String changed = text.substring(0, i) + (text.charAt(i) == '7' ? '8' : '7') + text.substring(i + 1);
            assertThatExceptionOfType(MalformedKey.class).isThrownBy(() -> AuthorityKey.parse(lost, curve));
            assertThatExceptionOfType(MalformedKey.class).isThrownBy(() -> AuthorityKey.parse(changed, curve));
        }
        for (String nonsense : new String[]{"", "1", "1111", "0OIl", "9".repeat(129), " " + text, "é"}) {
            assertThatExceptionOfType(MalformedKey.class).as(nonsense)
                    .isThrownBy(() -> AuthorityKey.parse(nonsense, curve));
        }
        assertThat(AuthorityKey.parse(text, curve)).hasToString(text);
    }

    private static AuthorityKey parse(JsonNode row, Secp256k1 curve) {
        try {
            return AuthorityKey.parse(text(row), curve);
        } catch (MalformedKey e) {
            throw new AssertionError(text(row), e);
        }
    }

    private static String text(JsonNode row) {
        return row.required("base58check").textValue();
    }

    private static XOnlyKey x(JsonNode row) {
        return new XOnlyKey(Bytes.adopt(Vectors.bytes(row, "x_only_public_key")));
    }
}
