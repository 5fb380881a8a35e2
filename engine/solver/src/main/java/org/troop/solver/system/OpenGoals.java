package org.troop.solver.system;

import java.util.ArrayList;
import java.util.List;
import org.troop.term.Sort;
import org.troop.term.store.Heads;
import org.troop.term.store.TermStore;

/** The open goals of a system with age and usefulness, in goal order (Tamarin manual, "Heuristics"). */
public final class OpenGoals {
    /** How promising a goal is, best first. */
    public enum Usefulness {
        USEFUL,
        LOOP_BREAKER,
        PROBABLY_CONSTRUCTIBLE,
        CURRENTLY_DEDUCIBLE
    }

    /** @param annotations bits of {@code Rule} */
    public record OpenGoal(int goal, int number, Usefulness usefulness, int annotations) {}

    private final Workspace w;
    private final TermStore s;
    private final ConstraintSystem c;
    private final Formulas formulas;
    private TemporalOrder order;
    private Actions actions;
    private Boolean knowledgeIsGuarded;

    private OpenGoals(Workspace w, ConstraintSystem c) {
        this.w = w;
        s = w.s;
        this.c = c;
        formulas = new Formulas(w);
    }

    public static List<OpenGoal> of(Workspace w, ConstraintSystem c) {
        return new OpenGoals(w, c).collect();
    }

    private List<OpenGoal> collect() {
        List<OpenGoal> out = new ArrayList<>();
        GoalMap goals = c.goals;
        goals.sort(s);
        for (int i = 0; i < goals.size(); i++) {
            int g = goals.goal(i);
            if (isOpen(g, goals.isSolved(i))) {
                out.add(new OpenGoal(
                        g,
                        goals.number(i),
                        usefulness(g, (goals.flags(i) & GoalMap.LOOP_BREAKER) != 0),
                        goals.annotations(i)));
            }
        }
        return out;
    }

    private boolean isOpen(int g, boolean solved) {
        return switch (s.head(g)) {
            case Heads.GOAL_ACTION -> !solved && isOpenAction(s.arg(g, 0), s.arg(g, 1));
            case Heads.GOAL_PREMISE -> !solved;
            case Heads.GOAL_DISJ -> !solved && s.arity(g) > 0;
            case Heads.GOAL_CHAIN -> !solved && isOpenChain(g);
            case Heads.GOAL_SPLIT -> c.equations.disjunction(s.value(s.arg(g, 0))) != null;
            default -> c.positiveSubterms.contains(s.app(Heads.SUBTERM, s.arg(g, 0), s.arg(g, 1)));
        };
    }

    private boolean isOpenAction(int i, int fact) {
        if (!w.isFact(fact, w.special.ku())) {
            return true;
        }
        int m = s.arg(fact, 0);
        if (w.isMessageVariable(m)) {
            return c.label(i) != 0;
        }
        Sort sort = s.sort(m);
        if (sort == Sort.PUB || sort == Sort.NAT || w.isImplicit(m)) {
            return false;
        }
        return !s.isApp(m) || s.arity(m) > 0 || w.heads.isPrivate(s.head(m));
    }

    private boolean isOpenChain(int g) {
        int i = s.arg(g, 0);
        int m = s.arg(w.conclusion(c, i, s.value(s.arg(g, 1))), 0);
        if (w.isMessageVariable(m)) {
            return false;
        }
        if (w.heads.union == 0 || !s.isApp(m, w.heads.union)) {
            return true;
        }
        for (int a : s.args(m)) {
            if (!w.isMessageVariable(a) || !isKnownBefore(a, i)) {
                return true;
            }
        }
        return false;
    }

    private TemporalOrder order() {
        if (order == null) {
            order = new TemporalOrder(w, c);
        }
        return order;
    }

    private boolean isKnownBefore(int m, int i) {
        if (actions == null) {
            actions = new Actions(w, c);
        }
        for (int k = 0; k < actions.size(); k++) {
            if (w.isFact(actions.fact(k), w.special.ku())
                    && s.arg(actions.fact(k), 0) == m
                    && order().before(actions.node(k), i)) {
                return true;
            }
        }
        return false;
    }

    private Usefulness usefulness(int g, boolean loopBreaker) {
        if (loopBreaker) {
            return Usefulness.LOOP_BREAKER;
        }
        if (s.head(g) != Heads.GOAL_ACTION || !w.isFact(s.arg(g, 1), w.special.ku())) {
            return Usefulness.USEFUL;
        }
        if (knowledgeIsGuarded()) {
            return Usefulness.USEFUL;
        }
        int m = s.arg(s.arg(g, 1), 0);
        if (w.neverContainsFreshOrPrivate(m) || isExtractible(m, s.arg(g, 0))) {
            return Usefulness.CURRENTLY_DEDUCIBLE;
        }
        return s.has(m, TermStore.HAS_PRIVATE | TermStore.HAS_FRESH)
                ? Usefulness.USEFUL
                : Usefulness.PROBABLY_CONSTRUCTIBLE;
    }

    private boolean knowledgeIsGuarded() {
        if (knowledgeIsGuarded == null) {
            boolean found = false;
            for (int k = 0; !found && k < c.formulas.size(); k++) {
                found = formulas.guardsFact(c.formulas.get(k), w.special.ku());
            }
            knowledgeIsGuarded = found;
        }
        return knowledgeIsGuarded;
    }

    /** Whether a node that is not behind i offers m in the clear, up to pairs and inverses. */
    private boolean isExtractible(int m, int i) {
        for (int k = 0; k < c.nodeCount(); k++) {
            int j = c.node(k);
            int cs = w.conclusions(c.instance(k));
            for (int u = 0, n = s.arity(cs); u < n; u++) {
                int f = s.arg(cs, u);
                if ((w.isFact(f, w.special.out()) || w.isFact(f, w.special.kd()))
                        && contains(s.arg(f, 0), m)
                        && j != c.last
                        && !order().before(i, j)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean contains(int t, int m) {
        if (t == m) {
            return true;
        }
        int h = s.head(t);
        if (h == 0 || (h != w.heads.pair && h != w.heads.inv)) {
            return false;
        }
        for (int a = 0, n = s.arity(t); a < n; a++) {
            if (contains(s.arg(t, a), m)) {
                return true;
            }
        }
        return false;
    }
}
