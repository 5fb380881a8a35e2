package org.troop.theory.close;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.troop.term.Symbol;
import org.troop.term.Term;
import org.troop.theory.syntax.Atom;
import org.troop.theory.syntax.Binder;
import org.troop.theory.syntax.Fact;
import org.troop.theory.syntax.FactTag;
import org.troop.theory.syntax.Formula;
import org.troop.theory.syntax.Goal;
import org.troop.theory.syntax.Guarded;
import org.troop.theory.syntax.ProofMethod;
import org.troop.theory.syntax.ProofNode;
import org.troop.theory.syntax.RuleAC;
import org.troop.theory.syntax.RuleE;

/**
 * Visits every function symbol, fact tag and name that occurs in pieces of syntax.
 *
 * <p>Implementation note: what every run of the program passes through asks {@code instanceof} instead of switching over
 * types. Each switch costs about a millisecond when it runs for the first time, and the AOT cache does not keep it.
 */
abstract class NameWalk {
    abstract void symbol(Symbol f);

    abstract void tag(FactTag t);

    /** The name of a variable or binder, or the identifier of a constant. */
    abstract void name(String s);

    final void term(Term t) {
        if (t instanceof Term.App a) {
            symbol(a.symbol());
            terms(a.args());
        } else if (t instanceof Term.Var v) {
            name(v.name());
        } else if (t instanceof Term.Name n) {
            name(n.id());
        }
    }

    final void terms(List<? extends Term> ts) {
        for (Term t : ts) {
            term(t);
        }
    }

    final void fact(Fact f) {
        tag(f.tag());
        terms(f.args());
    }

    final void facts(List<Fact> fs) {
        for (Fact f : fs) {
            fact(f);
        }
    }

    final void rule(RuleE r) {
        facts(r.premises());
        facts(r.actions());
        facts(r.conclusions());
        terms(r.newVariables());
        for (Formula f : r.restrictions()) {
            formula(f);
        }
    }

    final void rule(RuleAC r) {
        facts(r.premises());
        facts(r.conclusions());
        facts(r.actions());
        terms(r.newVariables());
        for (Map<Term.Var, Term> v : r.variants()) {
            v.forEach((x, t) -> {
                name(x.name());
                term(t);
            });
        }
    }

    final void atom(Atom a) {
        if (a instanceof Atom.Action x) {
            term(x.at());
            fact(x.fact());
        } else if (a instanceof Atom.Less x) {
            term(x.earlier());
            term(x.later());
        } else if (a instanceof Atom.Eq x) {
            term(x.left());
            term(x.right());
        } else if (a instanceof Atom.Predicate x) {
            fact(x.fact());
        } else {
            terms(a.terms());
        }
    }

    final void formula(Formula f) {
        if (f instanceof Formula.Atomic a) {
            atom(a.atom());
        } else if (f instanceof Formula.Quantified q) {
            name(q.binder().name());
            formula(q.body());
        } else if (f instanceof Formula.And c) {
            both(c.left(), c.right());
        } else if (f instanceof Formula.Or c) {
            both(c.left(), c.right());
        } else if (f instanceof Formula.Implies c) {
            both(c.left(), c.right());
        } else if (f instanceof Formula.Iff c) {
            both(c.left(), c.right());
        } else if (f instanceof Formula.Not n) {
            formula(n.body());
        }
    }

    private void both(Formula l, Formula r) {
        formula(l);
        formula(r);
    }

    final void guarded(Guarded g) {
        switch (g) {
            case Guarded.Atomic a -> atom(a.atom());
            case Guarded.Disj d -> d.parts().forEach(this::guarded);
            case Guarded.Conj c -> c.parts().forEach(this::guarded);
            case Guarded.Quant q -> {
                for (Binder b : q.binders()) {
                    name(b.name());
                }
                q.guards().forEach(this::atom);
                guarded(q.body());
            }
        }
    }

    final void goal(Goal g) {
        switch (g) {
            case Goal.Action a -> {
                name(a.node().name());
                fact(a.fact());
            }
            case Goal.Premise p -> {
                name(p.node().name());
                fact(p.fact());
            }
            case Goal.Chain c -> {
                name(c.from().name());
                name(c.to().name());
            }
            case Goal.Split s -> {}
            case Goal.Disjunction d -> d.parts().forEach(this::guarded);
            case Goal.Subterm s -> {
                term(s.small());
                term(s.large());
            }
        }
    }

    /** The goals of a proof script, which may be very deep. */
    final void proof(ProofNode root) {
        Deque<ProofNode> open = new ArrayDeque<>();
        open.push(root);
        while (!open.isEmpty()) {
            ProofNode n = open.pop();
            ProofMethod m = n.method() instanceof ProofMethod.Step s ? s.method() : n.method();
            if (m instanceof ProofMethod.Solve s) {
                goal(s.goal());
            }
            for (ProofNode.Case c : n.cases()) {
                open.push(c.proof());
            }
        }
    }
}
