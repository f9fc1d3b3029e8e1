package io.sluice.app.cli;

/**
 * A command under {@code sluice lab} that a module beside the program brings, found as a service. The implementation is a picocli
 * command; it has a public constructor without arguments.
 */
public interface LabTool {}
