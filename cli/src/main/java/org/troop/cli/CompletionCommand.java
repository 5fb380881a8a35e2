package org.troop.cli;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code troop completion}: a script that teaches a shell the commands and options. */
@Command(
        name = "completion",
        description = {"Prints a script with which a shell completes commands and options.", ""},
        customSynopsis = "troop completion bash|zsh|fish",
        mixinStandardHelpOptions = true,
        versionProvider = Troop.ProgramVersion.class,
        footer = {
            "",
            "Examples:",
            "  source <(troop completion bash)                                  # in ~/.bashrc",
            "  source <(troop completion zsh)                                   # in ~/.zshrc, behind compinit",
            "  troop completion fish > ~/.config/fish/completions/troop.fish"
        })
final class CompletionCommand implements Callable<Integer> {
    private final Screen screen;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "SHELL", description = "bash, zsh or fish.")
    private String shell = "";

    CompletionCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public Integer call() {
        CommandLine troop = spec.root().commandLine();
        screen.out()
                .print(
                        switch (shell) {
                            case "bash", "zsh" -> AutoComplete.bash("troop", troop);
                            case "fish" -> fish(troop);
                            default ->
                                throw new ParameterException(
                                        spec.commandLine(),
                                        "found the shell '" + shell + "', expected bash, zsh or fish");
                        });
        return ExitCode.OK;
    }

    private static String fish(CommandLine troop) {
        StringBuilder out = new StringBuilder("# completion of troop for fish\n");
        for (Map.Entry<String, CommandLine> e : troop.getSubcommands().entrySet()) {
            CommandSpec command = e.getValue().getCommandSpec();
            out.append("complete -c troop -n __fish_use_subcommand -f -a ")
                    .append(e.getKey())
                    .append(" -d ")
                    .append(quoted(command.usageMessage().description()))
                    .append('\n');
            for (OptionSpec o : command.options()) {
                out.append("complete -c troop -n '__fish_seen_subcommand_from ")
                        .append(e.getKey())
                        .append('\'');
                for (String n : o.names()) {
                    out.append(n.startsWith("--") ? " -l " + n.substring(2) : " -s " + n.substring(1));
                }
                out.append(o.arity().max() > 0 ? " -r" : "")
                        .append(" -d ")
                        .append(quoted(o.description()))
                        .append('\n');
            }
        }
        return out.toString();
    }

    /** The first line, in single quotes. */
    private static String quoted(String[] lines) {
        String first = List.of(lines).isEmpty() ? "" : lines[0];
        return "'" + first.replace("$$", "$").replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
