package io.sluice.app.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code sluice lab}. */
@Command(name = "lab", description = "For trying out: a Bitcoin node, miners, and both ends of an experiment with Noise.", mixinStandardHelpOptions = true, subcommands = {
    LabNodeCommand.class, LabMinerCommand.class, LabNoiseServerCommand.class, LabNoiseClientCommand.class,
    CommandLine.HelpCommand.class})
final class LabCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to try; sluice lab --help shows all");
    }
}
