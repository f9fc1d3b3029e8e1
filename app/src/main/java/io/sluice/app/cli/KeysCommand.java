package io.sluice.app.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code sluice keys}. */
@Command(name = "keys", description = "Show what miners and gateways are told to connect, make secret keys, or sign.", mixinStandardHelpOptions = true, subcommands = {
    KeysShowCommand.class, KeysCreateCommand.class, KeysSignCommand.class, CommandLine.HelpCommand.class})
final class KeysCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do, most likely: sluice keys show");
    }
}
