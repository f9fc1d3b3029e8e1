package io.sluice.noise.handshake;

import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.sluice.noise.cipher.Secp256k1;
import io.sluice.noise.cipher.XOnlyKey;
import io.sluice.wire.type.Bytes;

/**
 * A certificate together with what it is of and whose it is, as it travels in a file from an authority that is kept
 * elsewhere to the server. Nothing of it is secret. Safe on any thread.
 *
 * <pre>
 * # ...                        a remark
 * authority = 9...             the authority's key
 * serving_key = 64 digits      the server's static key, x alone
 * certificate = 148 digits     as on the wire, hexadecimal
 * </pre>
 *
 * @param authority   has signed {@code certificate}
 * @param servingKey  of the server, which keeps its secret
 * @param certificate of version 0, signed by {@code authority} for {@code servingKey}; its dates were not looked at
 */
public record SignedKey(AuthorityKey authority, XOnlyKey servingKey, Certificate certificate) {

    private static final String AUTHORITY = "authority";
    private static final String SERVING_KEY = "serving_key";
    private static final String CERTIFICATE = "certificate";
    private static final Set<String> NAMES = Set.of(AUTHORITY, SERVING_KEY, CERTIFICATE);

    /**
     * Reads the text form.
     *
     * @throws MalformedKey saying what is wrong with it; also when the signature is
     */
    public static SignedKey parse(String text, Secp256k1 curve) throws MalformedKey {
        Map<String, String> fields = fields(text);
        AuthorityKey authority = AuthorityKey.parse(field(fields, AUTHORITY), curve);
        XOnlyKey servingKey = new XOnlyKey(KeyText.publicKey(field(fields, SERVING_KEY)));
        Certificate certificate = certificate(field(fields, CERTIFICATE));
        if (certificate.version() != 0) {
            throw new MalformedKey("this certificate has version " + certificate.version()
                    + ", and only version 0 is known");
        }
        if (!certificate.isSignedBy(curve, authority, servingKey)) {
            throw new MalformedKey(
                    "this certificate was not signed by the authority that it names, or not for this key");
        }
        return new SignedKey(authority, servingKey, certificate);
    }

    /** The text form, with a remark for people. */
    public String toText() {
        return String.join("\n", List.of(
                "# A certificate for a Stratum V2 server, from " + certificate.validFrom() + " to "
                        + certificate.notValidAfter() + ". Not secret.",
                AUTHORITY + " = " + authority,
                SERVING_KEY + " = " + servingKey.x().toHex(),
                CERTIFICATE + " = " + certificate.toBytes().toHex(),
                ""));
    }

    private static Map<String, String> fields(String text) throws MalformedKey {
        Map<String, String> fields = new HashMap<>();
        for (String line : text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList()) {
            if (line.startsWith("#")) {
                continue;
            }
            String[] parts = line.split("=", 2);
            if (parts.length < 2 || !NAMES.contains(parts[0].strip())) {
                throw new MalformedKey("a certificate's file has lines for " + AUTHORITY + ", " + SERVING_KEY + " and "
                        + CERTIFICATE + ", and this one has others");
            }
            fields.put(parts[0].strip(), parts[1].strip());
        }
        return fields;
    }

    private static String field(Map<String, String> fields, String name) throws MalformedKey {
        String value = fields.get(name);
        if (value == null) {
            throw new MalformedKey("a certificate's file has a line for " + name + ", and this one has none");
        }
        return value;
    }

    private static Certificate certificate(String digits) throws MalformedKey {
        byte[] wire;
        try {
            wire = HexFormat.of().parseHex(digits);
        } catch (IllegalArgumentException e) {
            throw new MalformedKey("a certificate is written in hexadecimal digits, and this one holds others");
        }
        if (wire.length != Certificate.SIZE) {
            throw new MalformedKey(
                    "a certificate has " + 2 * Certificate.SIZE + " hexadecimal digits, and this one has "
                            + digits.length());
        }
        return Certificate.read(Bytes.adopt(wire));
    }
}
