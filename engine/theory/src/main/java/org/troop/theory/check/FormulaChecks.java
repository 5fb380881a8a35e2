package org.troop.theory.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.troop.term.Signature;
import org.troop.term.Sort;
import org.troop.term.Symbol;
import org.troop.term.Term;
import org.troop.theory.guard.Guarding;
import org.troop.theory.guard.UnguardedException;
import org.troop.theory.print.Doc;
import org.troop.theory.print.LemmaPrinter;
import org.troop.theory.print.Report;
import org.troop.theory.print.Report.Problem;
import org.troop.theory.syntax.Atom;
import org.troop.theory.syntax.Binder;
import org.troop.theory.syntax.Formula;

/** Formulas of lemmas and restrictions: sorts of binders, shapes of terms, guardedness. */
final class FormulaChecks {
    private static final List<Doc> EXPLANATION = Arrays.stream(
                    ("The only allowed terms are public constants and bound node and message variables. If you encounter"
                                    + " free message variables, then you might have forgotten a #-prefix. Sort prefixes can"
                                    + " only be dropped where this is unambiguous. Moreover, reducible function symbols are"
                                    + " disallowed.")
                            .split(" "))
            .map(Doc::text)
            .toList();

    private final Set<Symbol> irreducible;

    FormulaChecks(Signature signature) {
        irreducible = signature.irreducible();
    }

    /** @param header {@code Lemma `L'} */
    List<Problem> problems(String header, Formula f) {
        List<Problem> out = new ArrayList<>();
        sorts(header, f, out);
        terms(header, f, out);
        guardedness(header, f, out);
        return out;
    }

    private static void sorts(String header, Formula f, List<Problem> out) {
        List<Binder> binders = new ArrayList<>();
        collect(f, binders);
        List<String> wrong = new ArrayList<>();
        for (Binder b : binders) {
            if (b.sort() == Sort.PUB || b.sort() == Sort.FRESH) {
                String sort = b.sort().name();
                wrong.add("(\"" + b.name() + "\",LSort" + sort.charAt(0)
                        + sort.substring(1).toLowerCase(Locale.ROOT) + ")");
            }
        }
        if (!wrong.isEmpty()) {
            out.add(new Problem(
                    Report.topic("Quantifier sorts"),
                    RuleParts.filled(header + " uses quantifiers with wrong sort:", wrong)));
        }
    }

    private static void collect(Formula f, List<Binder> out) {
        switch (f) {
            case Formula.Quantified q -> {
                out.add(q.binder());
                collect(q.body(), out);
            }
            case Formula.Not n -> collect(n.body(), out);
            case Formula.And c -> collect(c.left(), c.right(), out);
            case Formula.Or c -> collect(c.left(), c.right(), out);
            case Formula.Implies c -> collect(c.left(), c.right(), out);
            case Formula.Iff c -> collect(c.left(), c.right(), out);
            case Formula.Atomic a -> {}
            case Formula.True t -> {}
            case Formula.False t -> {}
        }
    }

    private static void collect(Formula l, Formula r, List<Binder> out) {
        collect(l, out);
        collect(r, out);
    }

    private void terms(String header, Formula f, List<Problem> out) {
        List<Atom> atoms = new ArrayList<>();
        f.atoms(atoms);
        List<String> wrong = new ArrayList<>();
        for (Atom a : atoms) {
            for (Term t : a.terms()) {
                if (!isAllowed(t)) {
                    wrong.add("`" + RawForm.of(t) + "'");
                }
            }
        }
        if (!wrong.isEmpty()) {
            out.add(new Problem(
                    Report.topic("Formula terms"),
                    RuleParts.filled(header + " uses terms of the wrong form:", wrong)
                            .paragraph(Doc.fsep(EXPLANATION))));
        }
    }

    private boolean isAllowed(Term t) {
        return switch (t) {
            case Term.Bound b -> true;
            case Term.Var v -> false;
            case Term.Name n -> n.sort() == Sort.PUB;
            case Term.App a ->
                irreducible.contains(a.symbol()) && a.args().stream().allMatch(this::isAllowed);
        };
    }

    private static void guardedness(String header, Formula f, List<Problem> out) {
        try {
            Guarding.convert(f);
        } catch (UnguardedException e) {
            out.add(new Problem(
                    Report.topic(" Formula guardedness"),
                    Doc.text(header + " cannot be converted to a guarded formula:")
                            .aboveStrict(LemmaPrinter.error(e, f).nest(2))));
        }
    }
}
