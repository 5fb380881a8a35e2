package org.troop.theory.print;

import java.util.ArrayList;
import java.util.List;
import org.troop.theory.syntax.Atom;
import org.troop.theory.syntax.BoundNames;
import org.troop.theory.syntax.Formula;
import org.troop.theory.syntax.Formula.Quantified;

/** Formulas as written: binary connectives, every operand in parentheses. */
public final class FormulaPrinter {
    static final Doc TRUE = Doc.text("⊤");
    static final Doc FALSE = Doc.text("⊥");

    private final BoundNames names;

    private FormulaPrinter(BoundNames names) {
        this.names = names;
    }

    public static Doc doc(Formula f) {
        return new FormulaPrinter(new BoundNames(f.vars())).print(f);
    }

    public static Doc quoted(Formula f) {
        return Doc.quotes(doc(f));
    }

    private Doc print(Formula f) {
        return switch (f) {
            case Formula.True t -> TRUE;
            case Formula.False t -> FALSE;
            case Formula.Atomic a -> atom(names.resolve(a.atom()));
            case Formula.Not n -> Doc.text("¬").beside(operand(n.body()));
            case Formula.And c -> binary(c.left(), "∧", c.right());
            case Formula.Or c -> binary(c.left(), "∨", c.right());
            case Formula.Implies c -> binary(c.left(), "⇒", c.right());
            case Formula.Iff c -> binary(c.left(), "⇔", c.right());
            case Quantified q -> quantified(q);
        };
    }

    private Doc operand(Formula f) {
        return Doc.parens(print(f));
    }

    private Doc binary(Formula left, String connective, Formula right) {
        return Doc.sep(operand(left).spaced(connective), operand(right));
    }

    private Doc quantified(Quantified q) {
        List<Doc> variables = new ArrayList<>();
        Formula body = q;
        while (body instanceof Quantified inner && inner.universal() == q.universal()) {
            variables.add(Doc.text(TermPrinter.text(names.enter(inner.binder()))));
            body = inner.body();
        }
        Doc head = Doc.text(q.universal() ? "∀ " : "∃ ")
                .beside(Doc.fsep(variables))
                .beside(".");
        Doc out = Doc.sep(head, print(body).nest(1));
        names.leave(variables.size());
        return out;
    }

    /** An atom without bound indices. */
    static Doc atom(Atom a) {
        return switch (a) {
            case Atom.Action x -> FactPrinter.doc(x.fact()).spaced("@").spaced(TermPrinter.doc(x.at()));
            case Atom.Eq x -> Doc.sep(TermPrinter.doc(x.left()).spaced("="), TermPrinter.doc(x.right()));
            case Atom.Subterm x -> Doc.sep(TermPrinter.doc(x.small()).spaced("⊏"), TermPrinter.doc(x.large()));
            case Atom.Less x -> TermPrinter.doc(x.earlier()).spaced("<").spaced(TermPrinter.doc(x.later()));
            case Atom.Last x ->
                Doc.text("last(").beside(TermPrinter.doc(x.at())).beside(")");
            case Atom.Predicate x -> FactPrinter.doc(x.fact());
        };
    }
}
