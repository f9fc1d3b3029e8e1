package io.sluice.app.wiring;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.random.RandomGenerator;

import io.sluice.app.config.AuthorityPlace;
import io.sluice.app.config.Curve25519Config;
import io.sluice.app.config.PrivateFile;
import io.sluice.datum.crypto.CryptoChoice;
import io.sluice.datum.crypto.KeySet;
import io.sluice.datum.crypto.PoolKeys;
import io.sluice.noise.cipher.Curves;
import io.sluice.noise.cipher.Secp256k1;
import io.sluice.noise.cipher.SecretKey;
import io.sluice.noise.cipher.XOnlyKey;
import io.sluice.noise.curve25519.Responder25519;
import io.sluice.noise.handshake.AuthoritySecret;
import io.sluice.noise.handshake.KeyText;
import io.sluice.noise.handshake.MalformedKey;
import io.sluice.noise.handshake.SignedKey;
import io.sluice.pool.PoolKeyFile;

/**
 * The secret keys of one data folder, in files that only their owner can read. A key that is missing is never made silently: miners
 * have pinned the old one.
 */
public final class KeyFiles {

    private static final String AUTHORITY = "authority.key";
    private static final String SERVING = "serving.key";
    private static final String CERTIFICATE = "certificate.txt";
    private static final String POOL = "pool.key";
    private static final String UNIQUE_ID = "unique-id";

    private final Path folder;
    private final RandomGenerator random;
    private final Secp256k1 curve;

    public KeyFiles(Path folder, RandomGenerator random) {
        this.folder = folder;
        this.random = random;
        this.curve = Curves.best(random).curve();
    }

    /** Where the authority's key is, or would be. */
    public Path authorityFile() {
        return folder.resolve(AUTHORITY);
    }

    /** Where the pool's keys are, or would be. */
    public Path poolFile() {
        return folder.resolve(POOL);
    }

    /** Makes a new authority in the data folder and returns its public key; refuses to replace one that is there. */
    public String createAuthority() throws IOException {
        return createAuthority(authorityFile());
    }

    /** As {@link #createAuthority()}, in a file anywhere. */
    public String createAuthority(Path file) throws IOException {
        if (Files.exists(file)) {
            throw new IOException(file + " is there already; your miners trust it, so it is left as it is");
        }
        AuthoritySecret made = AuthoritySecret.create(curve, random);
        PrivateFile.write(file, made.toText() + "\n");
        return made.publicKey().toString();
    }

    /** The authority that signs this gateway's certificates. */
    public AuthoritySecret authority() throws IOException {
        return authority(authorityFile());
    }

    /** An authority in a file anywhere. */
    public AuthoritySecret authority(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new IOException("the authority key " + file
                    + " is missing. Your SV2 miners trust that key alone: restore it"
                    + " from your backup, or, if there never was one, make one with: sluice keys create authority -c FILE");
        }
        try {
            return AuthoritySecret.parse(PrivateFile.read(file).strip(), curve);
        } catch (MalformedKey e) {
            throw new IOException(file + " holds no authority key: " + e.getMessage() + ". Restore it from your backup",
                    e);
        }
    }

    /** Where the serving key is, or would be, for an authority that is kept elsewhere. */
    public Path servingFile() {
        return folder.resolve(SERVING);
    }

    /** Where the certificate is put that such an authority has signed. */
    public Path certificateFile() {
        return folder.resolve(CERTIFICATE);
    }

    /** Makes a new serving key and returns its public key, which the authority signs; refuses to replace one that is there. */
    public XOnlyKey createServing() throws IOException {
        Path file = servingFile();
        if (Files.exists(file)) {
            throw new IOException(
                    file + " is there already, and a certificate was signed for it, so it is left as it is");
        }
        SecretKey made = curve.createSecret(random);
        PrivateFile.write(file, KeyText.of(made) + "\n");
        return curve.publicKeyOf(made);
    }

    /** The serving key. */
    public SecretKey serving() throws IOException {
        Path file = servingFile();
        if (!Files.exists(file)) {
            throw new IOException("the serving key " + file + " is missing, and the authority is kept elsewhere"
                    + " (keys.authority). Restore it from your backup, or make a new one with: sluice keys create serving"
                    + " -c FILE, and have it signed");
        }
        try {
            SecretKey secret = KeyText.secret(PrivateFile.read(file));
            if (!curve.isScalar(secret)) {
                throw new MalformedKey("it is out of range, nobody's secret");
            }
            return secret;
        } catch (MalformedKey e) {
            throw new IOException(file + " holds no serving key: " + e.getMessage() + ". Restore it from your backup",
                    e);
        }
    }

    /** The public half of the serving key, which the authority signs. */
    public XOnlyKey servingPublicKey() throws IOException {
        return curve.publicKeyOf(serving());
    }

    /** What the authority that is kept elsewhere has signed last. */
    public SignedKey certificate() throws IOException {
        Path file = certificateFile();
        if (!Files.exists(file)) {
            throw new IOException(
                    "the certificate " + file + " is missing. Where the authority is kept, run: sluice keys sign"
                            + " --authority AUTHORITY_FILE " + servingPublicKey().x().toHex()
                            + " > certificate.txt, and put it there");
        }
        try {
            return SignedKey.parse(Files.readString(file), curve);
        } catch (CharacterCodingException e) {
            throw new IOException(file + " holds no certificate: it is no text", e);
        } catch (MalformedKey e) {
            throw new IOException(file + " holds no certificate: " + e.getMessage(), e);
        }
    }

    /** Who vouches for this gateway. */
    public Voucher voucher(AuthorityPlace place) throws IOException {
        return switch (place) {
            case HERE -> new Voucher.Here(authority());
            case ELSEWHERE -> {
                SecretKey serving = serving();
                SignedKey signed = certificate();
                if (!signed.servingKey().equals(curve.publicKeyOf(serving))) {
                    throw new IOException(certificateFile() + " is for another serving key than " + servingFile()
                            + "; have " + curve.publicKeyOf(serving).x().toHex() + " signed: sluice keys sign");
                }
                yield new Voucher.Elsewhere(serving, signed, new InThisFolder());
            }
        };
    }

    /** Makes a new static key for the port with Noise over Curve25519 and returns its public key; refuses to replace one. */
    public String createCurve25519(Curve25519Config port) throws IOException {
        if (port.key().isPresent()) {
            throw new IOException("the configuration itself holds a key for the Curve25519 port; no file is needed");
        }
        Path file = port.keyFile();
        if (Files.exists(file)) {
            throw new IOException(file + " is there already; clients know this server by it, so it is left as it is");
        }
        byte[] drawn = new byte[SecretKey.SIZE];
        random.nextBytes(drawn);
        SecretKey made = SecretKey.adopt(drawn);
        PrivateFile.write(file, KeyText.of(made) + "\n");
        return Responder25519.publicKeyOf(made).toHex();
    }

    /** The static key of the port with Noise over Curve25519. */
    public SecretKey curve25519(Curve25519Config port) throws IOException {
        if (port.key().isPresent()) {
            return port.key().get();
        }
        Path file = port.keyFile();
        if (!Files.exists(file)) {
            throw new IOException(
                    "the key " + file + " of the Curve25519 port is missing. Restore it from your backup, or,"
                            + " if there never was one, make one with: sluice keys create curve25519 -c FILE");
        }
        try {
            return KeyText.secret(PrivateFile.read(file));
        } catch (MalformedKey e) {
            throw new IOException(file + " holds no key: " + e.getMessage() + ". Restore it from your backup", e);
        }
    }

    /** The number that tells this gateway from others of its owner: drawn at the first start, and kept. */
    public int uniqueId() throws IOException {
        Path file = folder.resolve(UNIQUE_ID);
        if (!Files.exists(file)) {
            PrivateFile.write(file, random.nextInt(1, 1 << 16) + "\n");
        }
        try {
            return Integer.parseInt(PrivateFile.read(file).strip()) & 0xffff;
        } catch (NumberFormatException e) {
            throw new IOException(file + " holds no number; delete it, and a new one is drawn", e);
        }
    }

    /** Makes new keys for a pool and returns the public ones; refuses to replace those that are there. */
    public String createPool() throws IOException {
        try {
            Files.createDirectories(folder);
            return new PoolKeys(
                    PoolKeyFile.create(poolFile(), CryptoChoice.make().crypto(), random).publicKeys())
                    .toText();
        } catch (PoolKeyFile.KeyFileFailure e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** The keys by which gateways know this pool. */
    public KeySet pool() throws IOException {
        try {
            return PoolKeyFile.load(poolFile(), CryptoChoice.make().crypto());
        } catch (PoolKeyFile.KeyFileFailure e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** The 128 digits that gateways need. */
    public String poolPublicKey() throws IOException {
        return new PoolKeys(pool().publicKeys()).toText();
    }

    private final class InThisFolder implements Voucher.CertificateFile {

        @Override
        public SignedKey read() throws IOException {
            return certificate();
        }

        @Override
        public String name() {
            return certificateFile().toString();
        }
    }
}
