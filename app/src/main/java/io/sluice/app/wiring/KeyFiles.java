package io.sluice.app.wiring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.random.RandomGenerator;

import io.sluice.app.config.Curve25519Config;
import io.sluice.app.config.PrivateFile;
import io.sluice.datum.crypto.CryptoChoice;
import io.sluice.datum.crypto.KeySet;
import io.sluice.datum.crypto.PoolKeys;
import io.sluice.noise.cipher.Curves;
import io.sluice.noise.cipher.Secp256k1;
import io.sluice.noise.cipher.SecretKey;
import io.sluice.noise.curve25519.KeyText;
import io.sluice.noise.curve25519.Responder25519;
import io.sluice.noise.handshake.AuthoritySecret;
import io.sluice.noise.handshake.MalformedKey;
import io.sluice.pool.PoolKeyFile;

/**
 * The secret keys of one data folder, in files that only their owner can read. A key that is missing is never made silently: miners
 * have pinned the old one.
 */
public final class KeyFiles {

    private static final String AUTHORITY = "authority.key";
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
        Path file = authorityFile();
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
}
