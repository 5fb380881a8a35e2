package org.troop.solver.search;

import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import java.util.List;
import java.util.function.Supplier;
import org.troop.solver.source.Source;
import org.troop.solver.system.ConstraintSystem;
import org.troop.solver.system.OpenGoals.OpenGoal;
import org.troop.solver.system.OpenGoals.Usefulness;
import org.troop.solver.system.Workspace;
import org.troop.term.Sort;
import org.troop.term.Symbol;
import org.troop.term.store.Heads;
import org.troop.term.store.TermStore;
import org.troop.term.unify.Disjunction;
import org.troop.theory.close.Rule;
import org.troop.theory.syntax.FactTag;

/** The properties of goals that the rankings look at, for one system. */
final class GoalPredicates {
    private static final int SMALL_SPLIT = 3;

    private final Workspace w;
    private final TermStore s;
    private final ConstraintSystem c;
    private final Supplier<IntOpenHashSet> oneCaseHeads;

    /** @param oneCaseHeads head symbols of the {@code KU} sources with exactly one case; asked only when needed */
    GoalPredicates(Workspace w, ConstraintSystem c, Supplier<IntOpenHashSet> oneCaseHeads) {
        this.w = w;
        s = w.s;
        this.c = c;
        this.oneCaseHeads = oneCaseHeads;
    }

    static IntOpenHashSet oneCaseHeads(Workspace w, List<Source> sources) {
        IntOpenHashSet out = new IntOpenHashSet();
        for (Source x : sources) {
            if (w.s.head(x.goal()) == Heads.GOAL_ACTION && x.cases().size() == 1) {
                int m = w.s.arg(w.s.arg(x.goal(), 1), 0);
                if (w.s.isApp(m)) {
                    out.add(w.s.head(m));
                }
            }
        }
        return out;
    }

    private int kind(OpenGoal g) {
        return s.head(g.goal());
    }

    boolean isChain(OpenGoal g) {
        return kind(g) == Heads.GOAL_CHAIN;
    }

    boolean isDisjunction(OpenGoal g) {
        return kind(g) == Heads.GOAL_DISJ;
    }

    boolean isSplit(OpenGoal g) {
        return kind(g) == Heads.GOAL_SPLIT;
    }

    boolean isPremise(OpenGoal g) {
        return kind(g) == Heads.GOAL_PREMISE;
    }

    /** The fact of a premise or action goal, 0 for other goals. */
    private int fact(OpenGoal g) {
        return switch (kind(g)) {
            case Heads.GOAL_PREMISE -> s.arg(g.goal(), 2);
            case Heads.GOAL_ACTION -> s.arg(g.goal(), 1);
            default -> 0;
        };
    }

    private String factName(OpenGoal g) {
        int f = fact(g);
        return f == 0 ? "" : ((FactTag) w.heads.key(s.head(f))).name();
    }

    private boolean isProtocolFact(OpenGoal g) {
        int f = fact(g);
        return f != 0 && ((FactTag) w.heads.key(s.head(f))).isProtocol();
    }

    /** An action goal that is not knowledge. */
    boolean isAction(OpenGoal g) {
        return kind(g) == Heads.GOAL_ACTION && !w.isFact(fact(g), w.special.ku());
    }

    boolean isFirst(OpenGoal g) {
        return fact(g) != 0
                && ((g.annotations() & Rule.SOLVE_FIRST) != 0 || factName(g).startsWith("F_"));
    }

    boolean isLast(OpenGoal g) {
        return fact(g) != 0
                && ((g.annotations() & Rule.SOLVE_LAST) != 0 || factName(g).startsWith("L_"));
    }

    boolean isUsefulProtocolPremise(OpenGoal g) {
        return isPremise(g)
                && g.usefulness() == Usefulness.USEFUL
                && !isKnowledge(g)
                && !factName(g).equals("AuthOut");
    }

    private boolean isKnowledge(OpenGoal g) {
        return w.isFact(fact(g), w.special.ku()) || w.isFact(fact(g), w.special.kd());
    }

    boolean isPremiseNotKnowledge(OpenGoal g) {
        return isPremise(g) && !isKnowledge(g);
    }

    boolean isOtherPremise(OpenGoal g) {
        return isPremise(g) && !factName(g).equals("AuthOut");
    }

    /** The message of a knowledge goal, 0 for other goals. */
    private int known(OpenGoal g) {
        return kind(g) == Heads.GOAL_ACTION && w.isFact(fact(g), w.special.ku()) ? s.arg(fact(g), 0) : 0;
    }

    boolean isPrivateKnowledge(OpenGoal g) {
        int m = known(g);
        return m != 0 && s.isApp(m) && w.heads.isPrivate(s.head(m));
    }

    boolean isFreshKnowledge(OpenGoal g) {
        int m = known(g);
        return m != 0 && s.isVarOf(m, Sort.FRESH);
    }

    boolean isFreshKnowledge(OpenGoal g, String prefix) {
        return isFreshKnowledge(g) && s.nameOf(known(g)).startsWith(prefix);
    }

    boolean isSmallSplit(OpenGoal g) {
        if (!isSplit(g)) {
            return false;
        }
        Disjunction d = c.equations.disjunction(s.value(s.arg(g.goal(), 0)));
        return d != null && d.size() <= SMALL_SPLIT;
    }

    boolean isNoLargeSplit(OpenGoal g) {
        return !isSplit(g) || isSmallSplit(g);
    }

    boolean hasOneCase(OpenGoal g) {
        int m = known(g);
        return m != 0 && s.isApp(m) && oneCaseHeads.get().contains(s.head(m));
    }

    boolean isSignatureKnowledge(OpenGoal g) {
        int m = known(g);
        return m != 0 && s.isApp(m) && ((Symbol) w.heads.key(s.head(m))).name().equals("sign");
    }

    boolean isDoubleExponentiation(OpenGoal g) {
        int m = known(g);
        return m != 0 && w.heads.exp != 0 && s.isApp(m, w.heads.exp) && s.isApp(s.arg(m, 1), w.heads.mult);
    }

    /** An action or premise goal with a protocol fact of this name. */
    boolean isNamed(OpenGoal g, String name) {
        return isProtocolFact(g) && factName(g).equals(name);
    }

    boolean hasNamePrefix(OpenGoal g, String prefix) {
        return isProtocolFact(g) && factName(g).startsWith(prefix);
    }

    boolean isPremiseWithPrefix(OpenGoal g, String prefix) {
        return isPremise(g) && factName(g).startsWith(prefix);
    }

    boolean isPremiseNamed(OpenGoal g, String name) {
        return isPremise(g) && isNamed(g, name);
    }

    boolean isActionNamed(OpenGoal g, String name) {
        return kind(g) == Heads.GOAL_ACTION && isNamed(g, name);
    }

    /** An insertion whose first argument is a pair that starts with a public constant with this prefix. */
    boolean isInsert(OpenGoal g, String prefix) {
        if (!isActionNamed(g, "Insert") || s.arity(fact(g)) == 0) {
            return false;
        }
        int t = s.arg(fact(g), 0);
        if (!s.isApp(t, w.heads.pair)) {
            return false;
        }
        int x = s.arg(t, 0);
        return s.kind(x) == TermStore.NAME
                && s.sort(x) == Sort.PUB
                && s.nameOf(x).startsWith(prefix);
    }

    /** A disjunction all of whose members only say that progress was made. */
    boolean isProgress(OpenGoal g) {
        if (!isDisjunction(g)) {
            return false;
        }
        for (int f : s.args(g.goal())) {
            if (s.head(f) != Heads.EX || s.arity(s.arg(f, 0)) != 1 || s.arity(s.arg(f, 1)) != 1) {
                return false;
            }
            int a = s.arg(s.arg(f, 1), 0);
            if (s.sort(s.arg(s.arg(f, 0), 0)) != Sort.NODE || s.head(a) != Heads.ACTION) {
                return false;
            }
            FactTag tag = (FactTag) w.heads.key(s.head(s.arg(a, 1)));
            if (!tag.isProtocol()
                    || tag.persistent()
                    || tag.arity() != 1
                    || !tag.name().startsWith("ProgressTo_")) {
                return false;
            }
        }
        return true;
    }

    boolean isNaturalSubterm(OpenGoal g) {
        if (kind(g) != Heads.GOAL_SUBTERM) {
            return false;
        }
        int x = s.arg(g.goal(), 0);
        return s.sort(s.arg(g.goal(), 1)) == Sort.NAT && (s.sort(x) == Sort.NAT || w.isMessageVariable(x));
    }
}
