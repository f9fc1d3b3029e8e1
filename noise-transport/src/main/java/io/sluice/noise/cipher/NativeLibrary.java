package io.sluice.noise.cipher;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Optional;

/** Finds libsecp256k1 inside its jar, unpacks it where only we can write, loads it. */
final class NativeLibrary {

    private static final String FOLDER = "/fr/acinq/secp256k1/jni/native/";

    /** Why no native library is in use; the message is a sentence for the operator. */
    static final class Unusable extends Exception {

        Unusable(String message) {
            super(message);
        }

        Unusable(String message, Throwable cause) {
            super(message, cause);
        }
    }

    private NativeLibrary() {}

    /** Loads the library for this machine; it stays loaded until the process ends. */
    static SymbolLookup load() throws Unusable {
        String resource = resource(System.getProperty("os.name"), System.getProperty("os.arch"))
                .orElseThrow(() -> new Unusable("no native libsecp256k1 comes with Sluice for "
                        + System.getProperty("os.name") + " on " + System.getProperty("os.arch")));
        try (InputStream library = NativeLibrary.class.getResourceAsStream(resource)) {
            if (library == null) {
                throw new Unusable("the class path holds no " + resource);
            }
            return unpackAndLoad(library);
        } catch (IOException e) {
            throw new Unusable(
                    "libsecp256k1 can not be unpacked (" + e + "); let java.io.tmpdir name a writable folder", e);
        }
    }

    /** A private file (mode 600, unguessable name), gone from the folder as soon as it is mapped. */
    private static SymbolLookup unpackAndLoad(InputStream library) throws IOException, Unusable {
        Path file = Files.createTempFile("sluice-secp256k1-", ".so");
        try {
            // Into the file that was made for us: a copy "with replacement" would make another, open to races.
            try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
                library.transferTo(out);
            }
            return SymbolLookup.libraryLookup(file, Arena.global());
        } catch (IllegalArgumentException e) {
            throw new Unusable("libsecp256k1 does not load from " + file.getParent() + ", which may be mounted noexec; "
                    + "let java.io.tmpdir name another folder (systems without glibc can not load it at all)", e);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /** Where the library for such a machine lies on the class path, if one comes with us. */
    static Optional<String> resource(String system, String architecture) {
        if (!system.toLowerCase(Locale.ROOT).contains("linux")) {
            return Optional.empty();
        }
        return switch (architecture) {
            case "amd64", "x86_64" -> Optional.of(FOLDER + "linux-x86_64/libsecp256k1-jni.so");
            case "aarch64", "arm64" -> Optional.of(FOLDER + "linux-aarch64/libsecp256k1-jni.so");
            default -> Optional.empty();
        };
    }
}
