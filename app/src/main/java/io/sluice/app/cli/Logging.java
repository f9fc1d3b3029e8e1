package io.sluice.app.cli;

import java.util.logging.LogManager;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

/** How the log looks; the rest is in {@code logback.xml}. */
final class Logging {

    private Logging() {}

    /** Silences what would otherwise write past the log. */
    static void configure() {
        // Libraries that use java.util.logging would print to the terminal in a form of their own.
        LogManager.getLogManager().reset();
    }

    /** From here on only what is wrong: for commands that show something of their own. */
    static void quiet() {
        if (LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME) instanceof Logger root) {
            root.setLevel(Level.WARN);
        }
    }
}
