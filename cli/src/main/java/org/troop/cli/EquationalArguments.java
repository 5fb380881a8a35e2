package org.troop.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.troop.term.Term;
import org.troop.term.Term.Var;
import org.troop.theory.parse.ParseOptions;
import org.troop.theory.parse.TermReader;
import org.troop.theory.print.Doc;
import org.troop.theory.print.Layout;
import org.troop.theory.print.TermPrinter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What the commands on equational theories have in common: where the theory comes from, and how answers are printed. */
final class EquationalArguments {
    @Parameters(
            arity = "1..*",
            paramLabel = "FILE|PROBLEM",
            description =
                    "The theory, unless --builtins is given; then the problem, in the syntax of rules: x is a message,"
                            + " ~x a fresh value, $$x a public name, 'x' a constant.")
    private List<String> arguments = new ArrayList<>();

    @Option(
            names = "--builtins",
            paramLabel = "NAMES",
            description = "Instead of a file: builtin theories, with commas between them.")
    private @Nullable String builtins;

    @Option(
            names = {"-D", "--define"},
            paramLabel = "FLAG",
            description = "Define a flag of the preprocessor (#ifdef).")
    private LinkedHashSet<String> defines = new LinkedHashSet<>();

    TermReader reader() {
        return builtins != null
                ? TermReader.ofText("theory Builtins begin builtins: " + builtins + " end", "--builtins")
                : TermReader.ofFile(Path.of(arguments.getFirst()), new ParseOptions(defines, false));
    }

    List<String> problems() {
        return builtins != null ? arguments : arguments.subList(1, arguments.size());
    }

    /** How messages call the i-th problem. */
    static String name(int i) {
        return "problem " + (i + 1);
    }

    static String text(Term t) {
        return Layout.LINE.render(TermPrinter.doc(t));
    }

    /** The bindings, one a line, with what is bound in one column. */
    static String text(SortedMap<Var, Term> substitution) {
        int width = substitution.keySet().stream()
                .mapToInt(v -> TermPrinter.text(v).length())
                .max()
                .orElse(0);
        StringBuilder out = new StringBuilder();
        for (Map.Entry<Var, Term> e : substitution.entrySet()) {
            String name = TermPrinter.text(e.getKey());
            Doc line = Doc.text("  " + name + " ".repeat(width - name.length()) + " = ")
                    .beside(TermPrinter.doc(e.getValue()));
            out.append(Layout.PAGE.render(line)).append('\n');
        }
        return out.toString();
    }

    /** The instance of the term. */
    static Term instance(Term t, Map<Var, Term> substitution) {
        return t.mapLiterals(l -> l instanceof Var v ? substitution.getOrDefault(v, v) : l);
    }
}
