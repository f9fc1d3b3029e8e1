package io.sluice.app.api;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.random.RandomGenerator;

import io.sluice.app.config.PrivateFile;
import io.sluice.wire.type.Bytes;

/** The secret that lets a program of the same user talk to a running gateway. It lives in a file that only the user can read. */
public final class ControlToken {

    /** Name of the file, in the data folder. */
    public static final String FILE = "control.token";

    private static final int SIZE = 24;

    private final String text;

    private ControlToken(String text) {
        this.text = text;
    }

    /** The token of this run; every run has another. */
    public static ControlToken draw(RandomGenerator random) {
        byte[] bytes = new byte[SIZE];
        random.nextBytes(bytes);
        return new ControlToken(Bytes.adopt(bytes).toHex());
    }

    /** Puts it where {@link #read} finds it. */
    public void write(Path dataFolder) throws IOException {
        PrivateFile.write(dataFolder.resolve(FILE), text + "\n");
    }

    /** Reads the token of the gateway that runs on this data folder. */
    public static ControlToken read(Path dataFolder) throws IOException {
        return new ControlToken(Files.readString(dataFolder.resolve(FILE), StandardCharsets.US_ASCII).strip());
    }

    /** Whether an {@code Authorization} header carries this token. Takes the same time whatever it carries. */
    boolean isCarriedBy(String authorization) {
        return MessageDigest.isEqual(
                header().getBytes(StandardCharsets.UTF_8), authorization.getBytes(StandardCharsets.UTF_8));
    }

    /** The value of the {@code Authorization} header. */
    String header() {
        return "Bearer " + text;
    }

    @Override
    public String toString() {
        return "ControlToken[redacted]";
    }
}
