package org.troop.theory.print;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.troop.term.Term.Var;
import org.troop.theory.syntax.Atom;
import org.troop.theory.syntax.Binder;
import org.troop.theory.syntax.BoundNames;
import org.troop.theory.syntax.Guarded;
import org.troop.theory.syntax.Guarded.Quant;

/** Guarded formulas: conjunctions bare, disjunctions in parentheses of their own, quantifiers with their guards. */
public final class GuardedPrinter {
    private final BoundNames names;

    private GuardedPrinter(BoundNames names) {
        this.names = names;
    }

    public static Doc doc(Guarded g) {
        TreeSet<Var> free = new TreeSet<>();
        g.occurrences(free);
        return new GuardedPrinter(new BoundNames(free)).print(g);
    }

    private Doc print(Guarded g) {
        return switch (g) {
            case Guarded.Atomic a -> FormulaPrinter.atom(names.resolve(a.atom()));
            case Guarded.Disj d -> d.parts().isEmpty() ? FormulaPrinter.FALSE : Doc.parens(list(d.parts(), " ∨"));
            case Guarded.Conj c -> c.parts().isEmpty() ? FormulaPrinter.TRUE : list(c.parts(), " ∧");
            case Quant q -> quantified(q);
        };
    }

    private Doc list(List<Guarded> parts, String connective) {
        List<Doc> out = new ArrayList<>(parts.size());
        for (Guarded g : parts) {
            out.add(Doc.parens(print(g)));
        }
        return Doc.sep(Doc.punctuate(connective, out));
    }

    private Doc quantified(Quant q) {
        List<Doc> variables = new ArrayList<>(q.binders().size());
        for (Binder b : q.binders()) {
            variables.add(Doc.text(TermPrinter.text(names.enter(b))));
        }
        Doc guards = guards(q).nest(1);
        Doc out;
        if (q.universal() && q.binders().isEmpty() && q.body().equals(Guarded.FALSE)) {
            out = Doc.text("¬").beside(guards);
        } else {
            Doc head = Doc.text(q.universal() ? "∀" : "∃")
                    .spaced(Doc.fsep(variables).beside("."));
            if (!q.universal() && q.body().equals(Guarded.TRUE)) {
                out = Doc.sep(head, guards);
            } else {
                Doc connective = Doc.text(q.universal() ? "⇒" : "∧");
                out = Doc.sep(head, Doc.sep(guards, connective, print(q.body()).nest(1)));
            }
        }
        names.leave(q.binders().size());
        return out;
    }

    /** The guards as a conjunction. */
    private Doc guards(Quant q) {
        if (q.guards().isEmpty()) {
            return FormulaPrinter.TRUE;
        }
        List<Doc> out = new ArrayList<>(q.guards().size());
        for (Atom a : q.guards()) {
            out.add(Doc.parens(FormulaPrinter.atom(names.resolve(a))));
        }
        return Doc.sep(Doc.punctuate(" ∧", out));
    }
}
