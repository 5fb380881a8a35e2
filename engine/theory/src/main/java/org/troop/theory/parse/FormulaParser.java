package org.troop.theory.parse;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.troop.term.Signature.Ac;
import org.troop.term.Term;
import org.troop.term.Term.Var;
import org.troop.theory.syntax.Atom;
import org.troop.theory.syntax.Binder;
import org.troop.theory.syntax.Fact;
import org.troop.theory.syntax.FactTag;
import org.troop.theory.syntax.Formula;

/** Formulas. Methods answer null if nothing matches. */
final class FormulaParser {
    private static final FactTag SMALLER = FactTag.linear("Smaller", 2);

    private final Scanner in;
    private final TheoryBuilder theory;
    private final TermParser terms;
    private final VariableParser variables;
    private final FactParser facts;

    /** Whether predicates and {@code (<)} are allowed. */
    private boolean sugar = true;

    FormulaParser(Scanner in, TheoryBuilder theory, TermParser terms, FactParser facts) {
        this.in = in;
        this.theory = theory;
        this.terms = terms;
        this.variables = terms.variables();
        this.facts = facts;
    }

    /** A formula in double quotes. */
    @Nullable
    Formula quoted() {
        Formula f = in.symbol("\"") ? formula() : null;
        return f != null && in.symbol("\"") ? f : null;
    }

    /** A formula without predicates and {@code (<)}. */
    @Nullable
    Formula plain() {
        sugar = false;
        Formula f = formula();
        sugar = true;
        return f;
    }

    /** A formula with predicates. */
    @Nullable
    Formula formula() {
        Formula f = implication();
        if (f == null || !in.symbol("<=>", "⇔")) {
            return f;
        }
        Formula g = implication();
        return g == null ? null : new Formula.Iff(f, g);
    }

    private @Nullable Formula implication() {
        Formula f = disjunction();
        if (f == null || !in.symbol("==>", "⇒")) {
            return f;
        }
        in.enter();
        Formula g = implication();
        in.leave();
        return g == null ? null : new Formula.Implies(f, g);
    }

    /** Disjunctions of conjunctions in one method, to spare stack. */
    private @Nullable Formula disjunction() {
        Formula or = null;
        do {
            Formula and = null;
            do {
                Formula f = negation();
                if (f == null) {
                    return null;
                }
                and = and == null ? f : new Formula.And(and, f);
            } while (in.symbol("&", "∧"));
            or = or == null ? and : new Formula.Or(or, and);
        } while (in.symbol("|", "∨"));
        return or;
    }

    private @Nullable Formula negation() {
        if (in.peek() == '¬' ? in.symbol("¬") : in.keyword("not")) {
            Formula f = unit();
            return f == null ? null : new Formula.Not(f);
        }
        return unit();
    }

    /** A truth value, a quantification, a formula in parentheses, or an atom. */
    private @Nullable Formula unit() {
        switch (in.peek()) {
            case '⊥' -> {
                in.symbol("⊥");
                return Formula.FALSE;
            }
            case '⊤' -> {
                in.symbol("⊤");
                return Formula.TRUE;
            }
            case 'F' -> {
                if (in.keyword("F")) {
                    return Formula.FALSE;
                }
            }
            case 'T' -> {
                if (in.keyword("T")) {
                    return Formula.TRUE;
                }
            }
            case '∀' -> {
                in.symbol("∀");
                return quantification(true);
            }
            case '∃' -> {
                in.symbol("∃");
                return quantification(false);
            }
            case 'A' -> {
                if (in.keyword("All")) {
                    return quantification(true);
                }
            }
            case 'E' -> {
                if (in.keyword("Ex")) {
                    return quantification(false);
                }
            }
            case '(' -> {
                return parenthesis();
            }
            default -> {}
        }
        Atom a = atom();
        return a == null ? null : new Formula.Atomic(a);
    }

    /** {@code (}: either of a term that starts an atom, or of a formula. */
    private @Nullable Formula parenthesis() {
        int start = in.pos();
        if (mayStartTerm()) {
            Atom a = atom();
            if (a != null) {
                return new Formula.Atomic(a);
            }
            in.reset(start);
        }
        in.enter();
        in.symbol("(");
        Formula f = formula();
        in.leave();
        return f != null && in.symbol(")") ? f : null;
    }

    /** Looks behind the opening parentheses for what no term starts with, to avoid trying in vain. */
    private boolean mayStartTerm() {
        int start = in.pos();
        while (in.peek() == '(') {
            in.symbol("(");
        }
        boolean may = switch (in.peek()) {
            case '#', '¬', '∀', '∃', '⊥', '⊤', '!' -> false;
            default -> !in.looksAtWord("not") && !in.looksAtWord("All") && !in.looksAtWord("Ex") && !startsFact();
        };
        in.reset(start);
        return may;
    }

    /** Whether a name and a parenthesis come next and the name is no function. */
    private boolean startsFact() {
        if (!Character.isUpperCase(in.peek())) {
            return false;
        }
        String name = in.ident();
        return name != null && in.peek() == '(' && theory.symbols().lookup(name) == null;
    }

    private @Nullable Formula quantification(boolean universal) {
        Var[] bound = new Var[8];
        int n = 0;
        do {
            Var v = variables.quantified();
            if (v == null) {
                return null;
            }
            if (n == bound.length) {
                bound = Arrays.copyOf(bound, 2 * n);
            }
            bound[n++] = v;
        } while (!in.symbol("."));
        for (int i = 0; i < n; i++) {
            variables.bind(bound[i]);
        }
        in.enter();
        Formula f = formula();
        in.leave();
        variables.unbind(n);
        if (f == null) {
            return null;
        }
        for (int i = n - 1; i >= 0; i--) {
            f = new Formula.Quantified(universal, Binder.of(bound[i]), f);
        }
        return f;
    }

    // Atoms. The first alternative that matches is final.

    @Nullable
    Atom atom() {
        int start = in.pos();
        if (in.looksAtWord("last")) {
            in.keyword("last");
            Term i = in.symbol("(") ? variables.node() : null;
            if (i != null && in.symbol(")")) {
                return new Atom.Last(i);
            }
            in.reset(start);
        }
        Atom a = factAtom();
        if (a != null) {
            return a;
        }
        in.reset(start);
        Term l = terms.term();
        if (l != null) {
            int after = in.pos();
            a = messageAtom(l, false);
            if (a != null) {
                return a;
            }
            in.reset(start);
            a = nodeAtom("<");
            if (a != null) {
                return a;
            }
            in.reset(after);
            a = messageAtom(l, true);
            if (a != null) {
                return a;
            }
        } else {
            in.reset(start);
            a = nodeAtom("<");
            if (a != null) {
                return a;
            }
        }
        in.reset(start);
        return nodeAtom("=");
    }

    /** An action or a predicate. */
    private @Nullable Atom factAtom() {
        char c = in.peek();
        if (c != '!' && !startsUpperCaseCall()) {
            return null;
        }
        int start = in.pos();
        Fact f = facts.fact();
        if (f != null && in.symbol("@")) {
            Term i = variables.node();
            if (i != null) {
                return new Atom.Action(i, f);
            }
        }
        in.reset(start);
        f = facts.predicate();
        if (f != null && !sugar) {
            in.complain(start, "Syntactic sugar is not allowed, guarded formula expected.");
            return null;
        }
        return f == null ? null : new Atom.Predicate(f);
    }

    private boolean startsUpperCaseCall() {
        if (in.peek() < 128 && !Character.isUpperCase(in.peek())) {
            return false;
        }
        int start = in.pos();
        boolean call = in.ident() != null && in.peek() == '(';
        in.reset(start);
        return call;
    }

    /** What may follow the message {@code l}: first only the subterm relation, then the other relations. */
    private @Nullable Atom messageAtom(Term l, boolean others) {
        if (!others) {
            Term r = in.symbol("<<", "⊏") ? terms.term() : null;
            return r == null ? null : new Atom.Subterm(l, r);
        }
        int at = in.pos();
        if (in.symbol("(<)")) {
            if (!theory.symbols().has(Ac.MULTISET)) {
                in.complain(at, "Need builtins: multiset to use multiset comparison operator.");
                return null;
            }
            if (!sugar) {
                in.complain(at, "Syntactic sugar is not allowed, guarded formula expected.");
                return null;
            }
            Term r = terms.term();
            return r == null ? null : new Atom.Predicate(Fact.of(SMALLER, l, r));
        }
        Term r = in.symbol("=") ? terms.term() : null;
        return r == null ? null : new Atom.Eq(l, r);
    }

    private @Nullable Atom nodeAtom(String relation) {
        Term i = variables.node();
        Term j = i != null && in.symbol(relation) ? variables.node() : null;
        if (i == null || j == null) {
            return null;
        }
        return relation.equals("<") ? new Atom.Less(i, j) : new Atom.Eq(i, j);
    }
}
