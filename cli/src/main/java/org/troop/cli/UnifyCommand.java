package org.troop.cli;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.troop.term.Term;
import org.troop.term.Term.Var;
import org.troop.term.ac.AcSession;
import org.troop.theory.close.MacroExpansion;
import org.troop.theory.parse.TermReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code troop unify}: prints the unifiers of equations, for those who debug an equational theory. */
@Command(
        name = "unify",
        description = {"Unifies the two sides of equations, all at once, and prints every unifier.", ""},
        mixinStandardHelpOptions = true,
        versionProvider = Troop.ProgramVersion.class,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:these are the unifiers, or there is none",
            "1:bad input or command line",
            "2:an internal error",
            "4:the problem is too large"
        },
        footer = {
            "",
            "Examples:",
            "  troop unify --builtins xor 'x XOR y = a XOR b'",
            "  troop unify --builtins diffie-hellman --modulo-e \"'g'^x = 'g'^~a^~b\"",
            "  troop unify model.spthy 'senc(x, k) = senc(<a, b>, ~k)' 'a = b'"
        })
final class UnifyCommand implements Callable<Integer> {
    private final Screen screen;

    @Mixin
    private EquationalArguments arguments;

    @Option(
            names = "--modulo-e",
            description =
                    "Modulo the theory's equations, by the variants of both sides; without it modulo associativity and"
                            + " commutativity only.")
    private boolean moduloE;

    UnifyCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public Integer call() {
        TermReader reader = arguments.reader();
        List<String> texts = arguments.problems();
        if (texts.isEmpty()) {
            throw new UsageException("there is nothing to unify: after the theory stands an equation, as in 's = t'");
        }
        MacroExpansion macros = new MacroExpansion(reader.theory().macros());
        List<Term> left = new ArrayList<>();
        List<Term> right = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            TermReader.Pair p = reader.equation(texts.get(i), EquationalArguments.name(i));
            left.add(macros.expand(p.left()));
            right.add(macros.expand(p.right()));
        }
        AcSession session = new AcSession(reader.theory().signature());
        List<SortedMap<Var, Term>> unifiers = moduloE ? moduloE(session, left, right) : session.unify(left, right);
        print(left, right, unifiers);
        return ExitCode.OK;
    }

    /**
     * The AC unifiers of the variants of all sides, composed with the variants; those that bind reducibly are instances of others
     * (Escobar, Sasse, Meseguer, J. Log. Algebr. Program. 81, 2012, section 6).
     */
    private static List<SortedMap<Var, Term>> moduloE(AcSession session, List<Term> left, List<Term> right) {
        List<Term> sides = new ArrayList<>(left);
        sides.addAll(right);
        Set<Var> vars = new TreeSet<>();
        sides.forEach(t -> vars(t, vars));
        Set<SortedMap<Var, Term>> out = new LinkedHashSet<>();
        for (SortedMap<Var, Term> variant : session.variants(sides)) {
            List<Term> l = new ArrayList<>();
            List<Term> r = new ArrayList<>();
            left.forEach(t -> l.add(session.normalise(EquationalArguments.instance(t, variant))));
            right.forEach(t -> r.add(session.normalise(EquationalArguments.instance(t, variant))));
            // Variables that the normal forms lost take part, so that new ones have other names.
            for (Var v : vars) {
                l.add(variant.getOrDefault(v, v));
                r.add(variant.getOrDefault(v, v));
            }
            for (SortedMap<Var, Term> unifier : session.unify(l, r)) {
                SortedMap<Var, Term> both = new TreeMap<>();
                boolean normal = true;
                for (Var v : vars) {
                    Term t = EquationalArguments.instance(variant.getOrDefault(v, v), unifier);
                    normal &= session.isNormal(t);
                    if (!t.equals(v)) {
                        both.put(v, t);
                    }
                }
                if (normal) {
                    out.add(both);
                }
            }
        }
        return List.copyOf(out);
    }

    private static void vars(Term t, Set<Var> out) {
        t.mapLiterals(l -> {
            if (l instanceof Var v) {
                out.add(v);
            }
            return l;
        });
    }

    private void print(List<Term> left, List<Term> right, List<SortedMap<Var, Term>> unifiers) {
        for (int i = 0; i < left.size(); i++) {
            screen.out()
                    .println(EquationalArguments.text(left.get(i)) + " = " + EquationalArguments.text(right.get(i)));
        }
        String modulo = moduloE ? "modulo the equations" : "modulo AC";
        screen.out().println(Verdict.count(unifiers.size(), "unifier") + " " + modulo);
        for (int i = 0; i < unifiers.size(); i++) {
            screen.out().println();
            boolean identity = unifiers.get(i).isEmpty();
            screen.out().println("unifier " + (i + 1) + (identity ? " binds no variable" : ""));
            screen.out().print(EquationalArguments.text(unifiers.get(i)));
        }
    }
}
