package io.sluice.app.config;

import java.nio.file.Path;

/** File names as operators write them. */
final class ConfigPaths {

    private ConfigPaths() {}

    /** A path in which a leading {@code ~/} means the home folder. */
    static Path home(String text) {
        return text.startsWith("~/") ? Path.of(System.getProperty("user.home"), text.substring(2)) : Path.of(text);
    }
}
