package org.troop.solver.system;

import org.troop.term.Sort;
import org.troop.term.store.AcSolver;
import org.troop.term.store.Heads;
import org.troop.term.store.TermStore;
import org.troop.term.unify.Matcher;
import org.troop.term.unify.Unifier;
import org.troop.theory.close.ClosedTheory;
import org.troop.theory.close.ClosedTheory.SpecialHeads;
import org.troop.theory.close.RuleInfo;

/** What one thread works with: its private fork of the theory's terms, unifier, matcher, and ways to read terms. */
public final class Workspace {
    public final ClosedTheory theory;
    public final TermStore s;
    public final Heads heads;
    public final SpecialHeads special;
    public final AcSolver ac;
    public final Unifier unifier;
    public final Matcher matcher;
    public final NormalForms normalForms;

    /** ⊥ and ⊤. */
    public final int falsum;

    public final int verum;

    /** The empty list. */
    public final int nil;

    public Workspace(ClosedTheory theory) {
        this.theory = theory;
        s = theory.base().fork();
        heads = theory.heads();
        special = theory.special();
        ac = theory.ac();
        unifier = new Unifier(s, ac);
        matcher = new Matcher(s, ac);
        normalForms = new NormalForms(theory, s, matcher);
        falsum = s.app(Heads.DISJ);
        verum = s.app(Heads.CONJ);
        nil = s.app(Heads.SEQ);
    }

    // ---- rule instances: head(premises, conclusions, actions, new variables)

    public int premises(int instance) {
        return s.arg(instance, 0);
    }

    public int conclusions(int instance) {
        return s.arg(instance, 1);
    }

    public int actions(int instance) {
        return s.arg(instance, 2);
    }

    public int newVariables(int instance) {
        return s.arg(instance, 3);
    }

    public RuleInfo info(int instance) {
        return (RuleInfo) heads.key(s.head(instance));
    }

    public int instance(int head, int premises, int conclusions, int actions, int newVariables) {
        return s.app(head, premises, conclusions, actions, newVariables);
    }

    public int seq(int... ts) {
        return s.app(Heads.SEQ, ts);
    }

    /** The fact of a special unary tag. */
    public int fact(int tag, int message) {
        return s.app(tag, message);
    }

    public boolean isFact(int f, int tag) {
        return s.head(f) == tag;
    }

    /** The i-th conclusion of the node's label. */
    public int conclusion(ConstraintSystem c, int node, int i) {
        return s.arg(conclusions(c.label(node)), i);
    }

    public int premise(ConstraintSystem c, int node, int i) {
        return s.arg(premises(c.label(node)), i);
    }

    /** Whether facts with this head are used up by a premise. */
    public boolean isLinear(int factHead) {
        return !((org.troop.theory.syntax.FactTag) heads.key(factHead)).persistent();
    }

    // ---- edges EDGE(i, u, j, v)

    public int edge(int source, int conclusion, int target, int premise) {
        return s.app(Heads.EDGE, source, s.integer(conclusion), target, s.integer(premise));
    }

    // ---- messages

    public boolean isNode(int t) {
        return s.isVarOf(t, Sort.NODE);
    }

    /** Pair, inverse, product or union: its knowledge is decomposed at once. */
    public boolean isImplicit(int m) {
        int h = s.head(m);
        return h != 0 && (h == heads.pair || h == heads.inv || h == heads.mult || h == heads.union);
    }

    public boolean isMessageVariable(int m) {
        return s.isVarOf(m, Sort.MSG);
    }

    /** u occurs in t with only non-reducible symbols above it. */
    public boolean isBelow(int u, int t) {
        if (u == t) {
            return true;
        }
        if (!s.isApp(t)) {
            return false;
        }
        s.begin();
        return s.isBelow(u, t);
    }

    /** No private symbol and no literal of sort msg or fresh. */
    public boolean neverContainsFreshOrPrivate(int t) {
        return !s.has(t, TermStore.HAS_PRIVATE | TermStore.HAS_FRESH | TermStore.HAS_MSG);
    }

    /** Whether a premise or conclusion has the fact's tag and first argument: it is the same instance of an injective fact. */
    public boolean mentions(int instance, int fact) {
        for (int part = 0; part < 2; part++) {
            int fs = s.arg(instance, part);
            for (int i = 0, n = s.arity(fs); i < n; i++) {
                int f = s.arg(fs, i);
                if (s.head(f) == s.head(fact) && s.arg(f, 0) == s.arg(fact, 0)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether two labelled nodes can never be identified: infos or numbers of facts differ, or the facts do not unify. */
    public boolean nonUnifiable(ConstraintSystem c, int i, int j) {
        int a = c.label(i);
        int b = c.label(j);
        return a != 0 && b != 0 && !instancesUnify(a, b);
    }

    private boolean instancesUnify(int a, int b) {
        if (a == b) {
            return true;
        }
        if (s.head(a) != s.head(b)) {
            return false;
        }
        int n = 0;
        for (int part = 0; part < 2; part++) {
            int x = s.arg(a, part);
            int y = s.arg(b, part);
            if (s.arity(x) != s.arity(y)) {
                return false;
            }
            for (int k = 0; k < s.arity(x); k++) {
                if (s.head(s.arg(x, k)) != s.head(s.arg(y, k))) {
                    return false;
                }
                n += 2;
            }
        }
        int[] pairs = new int[n];
        n = 0;
        for (int part = 0; part < 2; part++) {
            int x = s.arg(a, part);
            int y = s.arg(b, part);
            for (int k = 0; k < s.arity(x); k++) {
                pairs[n++] = s.arg(x, k);
                pairs[n++] = s.arg(y, k);
            }
        }
        return unifier.unifiable(pairs, n);
    }
}
