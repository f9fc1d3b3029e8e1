package io.sluice.pool;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

import io.sluice.datum.crypto.DatumCrypto;
import io.sluice.datum.crypto.KeySet;

/**
 * The file that holds a pool's long-term secrets: one line that says what it is, one with 128 hexadecimal digits (Ed25519 seed,
 * then X25519 secret). Only its owner may read it. Whoever loses it loses the pool's identity: all gateways would have to be
 * configured anew.
 */
public final class PoolKeyFile {

    private static final String HEADLINE = "sluice-datum-pool-secret-keys-1";
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final boolean POSIX = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private PoolKeyFile() {}

    /** Thrown when the keys can not be had; the message is meant for the operator. */
    public static final class KeyFileFailure extends Exception {

        private static final long serialVersionUID = 1;

        KeyFileFailure(String sentence) {
            super(sentence);
        }
    }

    /**
     * Draws new keys and writes them to a file that must not exist yet.
     *
     * @param random good enough for keys
     */
    public static KeySet create(Path file, DatumCrypto crypto, RandomGenerator random) throws KeyFileFailure {
        KeySet keys = KeySet.random(crypto, random);
        String text = HEADLINE + "\n" + HexFormat.of().formatHex(keys.exposeSecrets()) + "\n";
        try (var out = Files.newByteChannel(file,
                EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), permissions())) {
            out.write(java.nio.ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (FileAlreadyExistsException exists) {
            throw new KeyFileFailure("The pool's key file " + file + " exists already and is not overwritten: gateways"
                    + " know the pool by it. Move it away first if a new identity is really wanted.");
        } catch (IOException failure) {
            throw new KeyFileFailure("The pool's key file " + file + " can not be written" + words(failure)
                    + ". Check that its folder exists and that this user may write there.");
        }
        return keys;
    }

    /** Reads the keys of a pool. */
    public static KeySet load(Path file, DatumCrypto crypto) throws KeyFileFailure {
        try {
            refuseOthers(file);
            List<String> lines = Files.readAllLines(file, StandardCharsets.US_ASCII);
            if (lines.size() != 2 || !lines.getFirst().equals(HEADLINE)) {
                throw damaged(file);
            }
            return KeySet.ofSecrets(crypto, HexFormat.of().parseHex(lines.getLast().strip()));
        } catch (NoSuchFileException missing) {
            throw new KeyFileFailure(
                    "The pool's key file " + file + " is missing. Restore it from the backup; with a new"
                            + " one every gateway would have to be configured anew.");
        } catch (IOException failure) {
            throw new KeyFileFailure("The pool's key file " + file + " can not be read" + words(failure)
                    + ". Check that it is a key file and that this user owns it.");
        } catch (IllegalArgumentException noHex) {
            throw damaged(file);
        }
    }

    /** The system's, if there are any: of a file that may not be used it tells the name alone. */
    private static String words(IOException failure) {
        String words = failure instanceof FileSystemException file ? file.getReason() : failure.getMessage();
        return words == null ? "" : " (" + words + ")";
    }

    private static KeyFileFailure damaged(Path file) {
        return new KeyFileFailure(
                "The pool's key file " + file + " is damaged, or is no key file: it should hold one line \""
                        + HEADLINE + "\" and one with 128 hexadecimal digits. Restore it from the backup.");
    }

    private static void refuseOthers(Path file) throws IOException, KeyFileFailure {
        if (!POSIX) {
            return;
        }
        Set<PosixFilePermission> granted = EnumSet.noneOf(PosixFilePermission.class);
        granted.addAll(Files.getPosixFilePermissions(file));
        granted.removeAll(OWNER_ONLY);
        if (!granted.isEmpty()) {
            throw new KeyFileFailure("The pool's key file " + file + " has permissions "
                    + PosixFilePermissions.toString(Files.getPosixFilePermissions(file))
                    + ", so that others may know the pool's secret keys. If nobody read it, run: chmod 600 " + file);
        }
    }

    private static FileAttribute<?>[] permissions() {
        return POSIX
                ? new FileAttribute<?>[]{PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
                : new FileAttribute<?>[0];
    }
}
