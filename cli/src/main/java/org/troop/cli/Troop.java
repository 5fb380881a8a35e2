package org.troop.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The {@code troop} command: its sub-commands do the work, this class dispatches to them and reports what goes wrong. */
@Command(
        name = "troop",
        description = "Proves and refutes properties of security protocols.",
        versionProvider = Troop.ProgramVersion.class,
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "troop COMMAND --help says more about a command."})
public final class Troop implements Runnable {

    @Spec
    private CommandSpec spec;

    private Troop() {}

    /** What {@code --version} prints. */
    static final class ProgramVersion implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {Version.banner()};
        }
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which command? None was given.");
    }

    public static void main(String[] args) throws InterruptedException {
        MainThread.exitWith(() -> run(args, Screen.ofProcess()));
    }

    /** @return the exit code */
    static int run(String[] args, Screen screen) {
        CommandLine command = new CommandLine(new Troop());
        for (Object c : Commands.of(args, screen)) {
            command.addSubcommand(c);
        }
        command.setUsageHelpAutoWidth(false) // and what follows: for all commands that are there by now
                .setUsageHelpWidth(100)
                .setOut(writer(screen.out()))
                .setErr(writer(screen.err()))
                .setColorScheme(CommandLine.Help.defaultColorScheme(
                        screen.colours() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF))
                .setExecutionExceptionHandler((e, c, parsed) -> Complaint.print(e, null, "troop", screen.err()))
                .setParameterExceptionHandler((e, parsed) -> badCommandLine(e, screen.err()));
        try {
            return command.execute(args);
        } catch (Throwable e) { // picocli hands on exceptions only, no errors
            return Complaint.print(e, null, "troop", screen.err());
        } finally {
            screen.out().flush();
        }
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }

    private static int badCommandLine(ParameterException e, PrintStream err) {
        String name = e.getCommandLine().getCommandSpec().qualifiedName();
        err.println("troop: " + e.getMessage());
        if (e instanceof UnmatchedArgumentException u && !u.getSuggestions().isEmpty()) {
            err.println("Did you mean: " + String.join(", ", u.getSuggestions()) + "?");
        }
        err.println("Try '" + name + " --help'.");
        return ExitCode.FAILED;
    }
}
