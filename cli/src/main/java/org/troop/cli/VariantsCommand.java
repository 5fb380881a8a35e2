package org.troop.cli;

import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import org.troop.term.Term;
import org.troop.term.Term.Var;
import org.troop.term.ac.AcSession;
import org.troop.theory.close.MacroExpansion;
import org.troop.theory.parse.TermReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code troop variants}: prints the variants of a term, for those who debug an equational theory. */
@Command(
        name = "variants",
        description = {"Prints the variants of a term: its instances' normal forms, most general ones.", ""},
        mixinStandardHelpOptions = true,
        versionProvider = Troop.ProgramVersion.class,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:these are the variants",
            "1:bad input or command line",
            "2:an internal error",
            "4:there are too many"
        },
        footer = {"", "Example:", "  troop variants --builtins diffie-hellman 'x^y'"})
final class VariantsCommand implements Callable<Integer> {
    private final Screen screen;

    @Mixin
    private EquationalArguments arguments;

    VariantsCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public Integer call() {
        TermReader reader = arguments.reader();
        List<String> texts = arguments.problems();
        if (texts.size() != 1) {
            throw new UsageException("after the theory stands one term, not " + texts.size()
                    + "; the variants of several terms at once are those of a tuple, as in '<s, t>'");
        }
        Term t = new MacroExpansion(reader.theory().macros())
                .expand(reader.term(texts.getFirst(), EquationalArguments.name(0)));
        AcSession session = new AcSession(reader.theory().signature());
        List<SortedMap<Var, Term>> variants = session.variants(List.of(t));
        screen.out().println(Verdict.count(variants.size(), "variant") + " of " + EquationalArguments.text(t));
        for (int i = 0; i < variants.size(); i++) {
            Term normal = session.normalise(EquationalArguments.instance(t, variants.get(i)));
            screen.out().println();
            screen.out().println("variant " + (i + 1) + ": " + EquationalArguments.text(normal));
            screen.out().print(EquationalArguments.text(variants.get(i)));
        }
        return ExitCode.OK;
    }
}
