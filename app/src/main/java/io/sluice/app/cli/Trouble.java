package io.sluice.app.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** A command can not go on. The message is one sentence for the operator: what happened, why, and what to do. */
final class Trouble extends Exception {

    private static final long serialVersionUID = 1L;

    private final int exitCode;

    Trouble(String message) {
        this(message, Main.FAILED);
    }

    private Trouble(String message, int exitCode) {
        super(message);
        this.exitCode = exitCode;
    }

    /** The command line itself is wrong. */
    static Trouble usage(String message) {
        return new Trouble(message, Main.BAD_USAGE);
    }

    /** What went wrong with a file, also where the system says no more than its name. */
    static String sentence(IOException failure) {
        return switch (failure) {
            case AccessDeniedException file -> "the user that runs Sluice may not use " + file.getFile();
            case NoSuchFileException file -> file.getFile() + " is not there";
            case FileAlreadyExistsException file -> file.getFile() + " is in the way";
            case FileSystemException file when file.getReason() != null ->
                "can not use " + file.getFile() + ": " + file.getReason();
            default -> String.valueOf(failure.getMessage());
        };
    }

    int exitCode() {
        return exitCode;
    }
}
