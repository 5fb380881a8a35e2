package org.troop.theory.check;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.troop.term.Signature.Ac;
import org.troop.term.Sort;
import org.troop.term.Symbol;
import org.troop.term.Term;
import org.troop.theory.guard.Guarding;
import org.troop.theory.guard.UnguardedException;
import org.troop.theory.print.Report;
import org.troop.theory.print.Report.Problem;
import org.troop.theory.print.TermPrinter;
import org.troop.theory.syntax.Atom;
import org.troop.theory.syntax.Binder;
import org.troop.theory.syntax.BoundNames;
import org.troop.theory.syntax.Formula;
import org.troop.theory.syntax.Guarded;
import org.troop.theory.syntax.Item;
import org.troop.theory.syntax.RuleE;
import org.troop.theory.syntax.Theory;

/** Sums of naturals whose parts are not naturals. */
final class NaturalSortChecks {
    private final Theory theory;
    private final List<RuleE> rules;
    private final List<Problem> out = new ArrayList<>();

    /** @param rules of the theory, macros expanded */
    NaturalSortChecks(Theory theory, List<RuleE> rules) {
        this.theory = theory;
        this.rules = rules;
    }

    List<Problem> problems() {
        if (!theory.signature().has(Ac.NAT)) {
            return out;
        }
        for (RuleE r : rules) {
            RuleParts.terms(r.premises()).forEach(this::top);
            RuleParts.terms(r.actions()).forEach(this::top);
            RuleParts.terms(r.conclusions()).forEach(this::top);
        }
        for (Item i : theory.items()) {
            switch (i) {
                case Item.Lemma l -> formula(l.formula());
                case Item.Restriction r -> formula(r.formula());
                case Item.Predicate p -> formula(p.formula());
                default -> {}
            }
        }
        return out;
    }

    private void formula(Formula f) {
        Guarded g;
        try {
            g = Guarding.convert(f);
        } catch (UnguardedException e) {
            return; // reported as such
        }
        bodyAtoms(g, new BoundNames(f.vars()), a -> a.terms().forEach(this::top));
    }

    /** Atoms that are no guards, bound variables opened. */
    private static void bodyAtoms(Guarded g, BoundNames names, Consumer<Atom> sink) {
        switch (g) {
            case Guarded.Atomic a -> sink.accept(names.resolve(a.atom()));
            case Guarded.Disj d -> d.parts().forEach(p -> bodyAtoms(p, names, sink));
            case Guarded.Conj c -> c.parts().forEach(p -> bodyAtoms(p, names, sink));
            case Guarded.Quant q -> {
                for (Binder b : q.binders()) {
                    names.enter(b);
                }
                bodyAtoms(q.body(), names, sink);
                names.leave(q.binders().size());
            }
        }
    }

    private void top(Term t) {
        check(t, t);
    }

    private void check(Term t, Term top) {
        if (!(t instanceof Term.App a)) {
            return;
        }
        for (Term u : a.args()) {
            if (a.symbol().equals(Symbol.NAT_PLUS) && u.sortOf() != Sort.NAT) {
                out.add(new Problem(
                        Report.topic("Nat Sorts"),
                        TermPrinter.doc(u)
                                .beside(" in term ")
                                .beside(TermPrinter.doc(top))
                                .beside(" must be of sort nat")));
            }
            check(u, top);
        }
    }
}
