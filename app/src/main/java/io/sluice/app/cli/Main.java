package io.sluice.app.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ServiceLoader;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import io.sluice.app.config.BadConfiguration;

/** The program. */
@Command(name = "sluice", description = {
    "Any Bitcoin miner mines its own block templates for a DATUM pool.",
    "",
    "Try it:  sluice demo",
    "Use it:  sluice init DIR, then sluice run -c DIR/sluice.toml",
    ""}, mixinStandardHelpOptions = true, versionProvider = Version.class, commandListHeading = "%nCommands:%n", subcommands = {
        DemoCommand.class,
        InitCommand.class,
        RunCommand.class,
        StatusCommand.class,
        WorkCommand.class,
        NotifyCommand.class,
        KeysCommand.class,
        PoolCommand.class})
public final class Main implements Runnable {

    /** Something went wrong that the operator is told in one sentence. */
    static final int FAILED = 1;
    /** The command line or the configuration is wrong. */
    static final int BAD_USAGE = 2;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] args) {
        Logging.configure();
        Waiting.leave(commandLine().execute(args));
    }

    /** The whole command line, for the program and for tests. */
    static CommandLine commandLine() {
        CommandLine lab = new CommandLine(new LabCommand());
        ServiceLoader.load(LabTool.class).forEach(lab::addSubcommand);
        return new CommandLine(new Main())
                .addSubcommand(lab)
                .addSubcommand(new CommandLine.HelpCommand())
                .setExecutionExceptionHandler((failure, at, _) -> explain(failure, at.getErr()))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do; for a first look: sluice demo");
    }

    private static int explain(Exception failure, PrintWriter err) {
        switch (failure) {
            case BadConfiguration bad -> {
                bad.problems().forEach(err::println);
                err.flush();
                return BAD_USAGE;
            }
            case Trouble trouble -> {
                err.println("sluice: " + trouble.getMessage());
                err.flush();
                return trouble.exitCode();
            }
            case IOException trouble -> err.println("sluice: " + Trouble.sentence(trouble));
            default -> {
                // A mistake of ours: here, and only here, the trace is of use to somebody.
                err.println("sluice: this should not have happened; please report it with what follows");
                failure.printStackTrace(err);
            }
        }
        err.flush();
        return FAILED;
    }
}
