package org.troop.solver.derive;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import java.util.ArrayList;
import java.util.List;
import org.troop.solver.system.Workspace;
import org.troop.term.Equation;
import org.troop.term.Sort;
import org.troop.term.Term;
import org.troop.term.Term.Var;
import org.troop.term.store.TermStore;
import org.troop.theory.close.Rule;
import org.troop.theory.close.RuleInfo.Kind;

/**
 * What follows from messages whose variables are unknown constants, public ones aside: the closure under the adversary's
 * destruction rules, where further premises of a rule are composed from what is known. The closure is part of what the
 * adversary can derive. It is all of it, other choices for public variables aside, if the messages are free of AC operators
 * and exponentiation and {@link #isComplete}.
 *
 * <p>Private functions are opaque here: no rule takes them apart or applies them. The rules of AC theories are left out but
 * for multisets.
 */
final class Deduction {
    /** Larger closures are given up. */
    private static final int MAX_KNOWN = 2000;

    private final Workspace w;
    private final TermStore s;
    private final List<Rule> destruction = new ArrayList<>();
    private final IntOpenHashSet constructors = new IntOpenHashSet();
    private final boolean hasPrivateEquations;

    private final IntArrayList known = new IntArrayList();
    private final IntOpenHashSet isKnown = new IntOpenHashSet();
    private boolean complete;

    Deduction(Workspace w) {
        this.w = w;
        s = w.s;
        for (Rule r : w.theory.destruction()) {
            if (!s.has(r.instance(), TermStore.HAS_PRIVATE | TermStore.HAS_AC) && !hasExponentiation(r)) {
                destruction.add(r);
            }
        }
        for (Rule r : w.theory.construction()) {
            int t = s.arg(r.conclusions()[0], 0);
            if (r.info().kind() == Kind.CONSTRUCTION && s.isApp(t) && hasOnlyVariables(t) && !isCommutative(t)) {
                constructors.add(s.head(t));
            }
        }
        hasPrivateEquations = w.theory.signature().equations().stream().anyMatch(Deduction::hasPrivate);
    }

    private boolean hasExponentiation(Rule r) {
        for (int f : r.premises()) {
            if (Overapproximation.hasBuiltin(s.toTree(s.arg(f, 0)))) {
                return true;
            }
        }
        return false;
    }

    private boolean hasOnlyVariables(int t) {
        for (int a : s.args(t)) {
            if (!s.isVar(a)) {
                return false;
            }
        }
        return !w.heads.isPrivate(s.head(t));
    }

    private boolean isCommutative(int t) {
        return w.heads.isCommutative(s.head(t));
    }

    private static boolean hasPrivate(Equation e) {
        return hasPrivate(e.lhs());
    }

    private static boolean hasPrivate(Term t) {
        return t instanceof Term.App a
                && (a.symbol().isPrivate() || a.args().stream().anyMatch(Deduction::hasPrivate));
    }

    /**
     * Starts anew from these messages.
     *
     * @return whether anything can be said at all
     */
    boolean start(List<Term> messages) {
        known.clear();
        isKnown.clear();
        complete = true;
        if (hasPrivateEquations && messages.stream().anyMatch(Deduction::hasPrivate)) {
            complete = false;
            return false;
        }
        for (Term t : messages) {
            add(s.fromTree(t));
        }
        boolean changed = true;
        while (changed) {
            changed = false;
            for (int i = 0; i < known.size(); i++) {
                changed |= addOperands(known.getInt(i));
                for (Rule r : destruction) {
                    changed |= apply(r, known.getInt(i));
                }
                if (known.size() > MAX_KNOWN) {
                    complete = false;
                    return true;
                }
            }
        }
        return true;
    }

    /** Whether no rule was left out: none has premises that its main premise does not determine. */
    boolean isComplete() {
        return complete;
    }

    boolean derives(Var v) {
        return v.sort() == Sort.PUB || isKnown.contains(s.fromTree(v));
    }

    private boolean add(int t) {
        int n = w.ac.normalise(s, t);
        if (isKnown.add(n)) {
            known.add(n);
            return true;
        }
        return false;
    }

    /** Everything in a multiset that is known is known. */
    private boolean addOperands(int t) {
        boolean changed = false;
        if (w.heads.union != 0 && s.isApp(t, w.heads.union)) {
            for (int a : s.args(t)) {
                changed |= add(a);
            }
        }
        return changed;
    }

    private boolean apply(Rule r, int message) {
        int[] premises = r.premises();
        int main = s.arg(premises[0], 0);
        boolean changed = false;
        for (int[] m : w.matcher.all(new int[] {message, main})) {
            int conclusion = s.arg(r.conclusions()[0], 0);
            boolean applies = true;
            for (int i = 1; applies && i < premises.length; i++) {
                int needed = instance(s.arg(premises[i], 0), m, r);
                applies = needed != 0 && composes(w.ac.normalise(s, needed));
            }
            int result = applies ? instance(conclusion, m, r) : 0;
            changed |= result != 0 && add(result);
        }
        return changed;
    }

    /** The instance of a rule's term; 0 if the matcher does not determine it. */
    private int instance(int t, int[] matcher, Rule r) {
        IntOpenHashSet open = new IntOpenHashSet();
        s.begin();
        s.forEachVar(t, open::add);
        for (int i = 0; i < matcher.length; i += 2) {
            open.remove(matcher[i]);
        }
        s.end();
        if (!open.isEmpty()) {
            complete = false;
            return 0;
        }
        return substitute(t, matcher);
    }

    /** Replaces in one go: images may have the rule's variables as constants. */
    private int substitute(int t, int[] matcher) {
        if (s.isVar(t)) {
            for (int i = 0; i < matcher.length; i += 2) {
                if (matcher[i] == t) {
                    return matcher[i + 1];
                }
            }
        }
        if (!s.isApp(t) || s.isGround(t)) {
            return t;
        }
        int[] args = s.args(t);
        for (int i = 0; i < args.length; i++) {
            args[i] = substitute(args[i], matcher);
        }
        return s.app(s.head(t), args);
    }

    private boolean composes(int t) {
        if (isKnown.contains(t) || s.sort(t) == Sort.PUB) {
            return true;
        }
        if (!s.isApp(t) || !constructors.contains(s.head(t))) {
            return false;
        }
        for (int a : s.args(t)) {
            if (!composes(a)) {
                return false;
            }
        }
        return true;
    }
}
