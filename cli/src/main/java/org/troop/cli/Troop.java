package org.troop.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The {@code troop} command: its sub-commands do the work, this class only dispatches to them. */
@Command(
        name = "troop",
        description = "Proves and refutes properties of security protocols.",
        versionProvider = Version.class,
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
public final class Troop implements Runnable {

    @Spec
    private CommandSpec spec;

    private Troop() {}

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which command? None was given.");
    }

    public static void main(String[] args) {
        int exitCode = new CommandLine(new Troop()).execute(args);
        System.exit(exitCode);
    }
}
