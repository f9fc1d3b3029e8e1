package io.sluice.noise.testing;

import java.time.Instant;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.params.provider.Arguments;

import io.sluice.noise.cipher.BothCurves;
import io.sluice.noise.cipher.EllSwiftKey;
import io.sluice.noise.cipher.KeyPair;
import io.sluice.noise.cipher.Secp256k1;
import io.sluice.noise.cipher.SecretKey;
import io.sluice.noise.cipher.XOnlyKey;
import io.sluice.noise.handshake.AuthorityKey;
import io.sluice.noise.handshake.Certificate;
import io.sluice.noise.handshake.Identity;
import io.sluice.noise.handshake.Initiator;
import io.sluice.noise.handshake.Responder;
import io.sluice.wire.testing.Vectors;
import io.sluice.wire.type.Bytes;

/**
 * One case of {@code noise_nx_handshake.json} on one implementation of the curve: both ends with the recorded keys.
 *
 * @param curve what computes
 * @param row   the case
 */
public record RecordedHandshake(Secp256k1 curve, JsonNode row) {

    /** A method source: all cases on both implementations. */
    public static Stream<Arguments> all() {
        return BothCurves.curves().entrySet().stream().flatMap(curve -> rows()
                .map(row -> Arguments.argumentSet(row.required("name").textValue() + ", " + curve.getKey(),
                        new RecordedHandshake(curve.getValue(), row))));
    }

    /** The first case, on the native curve: for tests to which the keys do not matter. */
    public static RecordedHandshake any() {
        return new RecordedHandshake(BothCurves.nativeCurve(), rows().findFirst().orElseThrow());
    }

    private static Stream<JsonNode> rows() {
        return Vectors.cases("sv2/noise_nx_handshake.json", "cases");
    }

    /** The recorded server's end, not used yet. */
    public Responder responder() {
        return new Responder(replaying("responder"), this::identity, new SplittableRandom(0));
    }

    /** The recorded client's end, not used yet, that trusts {@code authority} and believes it is {@code now}. */
    public Initiator initiator(AuthorityKey authority, Instant now) {
        return new Initiator(replaying("initiator"), Optional.of(authority), () -> now, new SplittableRandom(0));
    }

    /** The recorded client's end with the right authority, within the certificate's dates. */
    public Initiator initiator() {
        return initiator(authority(), identity().certificate().validFrom());
    }

    /** The authority that signed the recorded certificate. */
    public AuthorityKey authority() {
        return new AuthorityKey(new XOnlyKey(key("authority_x")));
    }

    /** The recorded server's static key and certificate. */
    public Identity identity() {
        return new Identity(keyPair("responder_static"),
                Certificate.read(hex(row.required("certificate"), "signature_noise_message")));
    }

    /** A recorded key: an encoding or an x coordinate. */
    public Bytes key(String name) {
        return hex(row.required("keys"), name);
    }

    /** A recorded secret, fresh, because handshakes wipe theirs. */
    public SecretKey secret(String name) {
        return SecretKey.adopt(key(name).toArray());
    }

    /** A field of the case. */
    public Bytes hex(String field) {
        return hex(row, field);
    }

    private Secp256k1 replaying(String who) {
        return new ReplayedCurve(curve, keyPair(who + "_ephemeral"));
    }

    private KeyPair keyPair(String name) {
        return new KeyPair(secret(name + "_secret"), new EllSwiftKey(key(name + "_ellswift")));
    }

    private static Bytes hex(JsonNode owner, String field) {
        return Bytes.adopt(Vectors.bytes(owner, field));
    }
}
