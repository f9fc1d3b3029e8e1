package io.sluice.app.wiring;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Which build this is. */
public final class Build {

    private Build() {}

    /** The version, as in the pom. */
    public static String version() {
        Properties build = new Properties();
        try (InputStream in = Build.class.getResourceAsStream("/sluice-build.properties")) {
            if (in != null) {
                build.load(in);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return build.getProperty("version", "unknown");
    }
}
