package org.troop.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.troop.theory.guard.UnguardedException;
import org.troop.theory.parse.ParseOptions;
import org.troop.theory.print.Page;
import org.troop.theory.print.TheoryPrinter;
import org.troop.theory.syntax.Theory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code troop parse}: reads a theory and prints it in the usual layout. */
@Command(
        name = "parse",
        description = {"Reads a theory and prints it in the usual layout.", ""},
        customSynopsis = "troop parse [OPTIONS] FILE",
        mixinStandardHelpOptions = true,
        versionProvider = Troop.ProgramVersion.class,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:the theory can be read", "1:it cannot, or the command line is wrong", "2:an internal error"})
final class ParseCommand implements Callable<Integer> {
    private final Screen screen;

    @Parameters(paramLabel = "FILE", description = "The theory.")
    private String file = "";

    @Option(
            names = {"-D", "--define"},
            paramLabel = "FLAG",
            description = "Define a flag of the preprocessor (#ifdef).")
    private LinkedHashSet<String> defines = new LinkedHashSet<>();

    @Option(names = "--diff", description = "Read a theory of two systems, with diff(a, b) in its terms.")
    private boolean diff;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Write to FILE instead of standard output.")
    private @Nullable Path output;

    ParseCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public Integer call() throws IOException {
        Theory t = LoadedTheory.read(file, new ParseOptions(defines, diff), screen.err());
        if (output == null) {
            print(t, screen.out());
        } else {
            OutputFile.write(output, w -> print(t, w));
        }
        return ExitCode.OK;
    }

    private static void print(Theory t, Appendable out) {
        try {
            Page page = new Page(out);
            TheoryPrinter.printOpen(t, true, null, page);
            page.flush();
            out.append('\n');
        } catch (UnguardedException e) {
            throw LoadedTheory.unguardedRestriction(t, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
