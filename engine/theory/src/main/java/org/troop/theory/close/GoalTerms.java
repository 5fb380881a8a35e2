package org.troop.theory.close;

import org.troop.term.Term.Var;
import org.troop.term.store.Heads;
import org.troop.term.store.TermStore;
import org.troop.theory.syntax.Atom;
import org.troop.theory.syntax.Goal;
import org.troop.theory.syntax.Guarded;

/**
 * Goals as terms: {@code GOAL_ACTION(node, fact)}, {@code GOAL_CHAIN(i, INT u, j, INT v)}, {@code GOAL_PREMISE(i, INT v,
 * fact)}, {@code GOAL_SPLIT(INT id)}, {@code GOAL_DISJ(formulas...)}, {@code GOAL_SUBTERM(s, t)}.
 */
public final class GoalTerms {
    private GoalTerms() {}

    /** The goal as a tree; {@code annotations} are those of its fact, if it has one. */
    public static Goal toTree(TermStore s, int goal, int annotations) {
        return switch (s.head(goal)) {
            case Heads.GOAL_ACTION ->
                new Goal.Action(node(s, goal, 0), FactTerms.toTree(s, s.arg(goal, 1), annotations));
            case Heads.GOAL_PREMISE ->
                new Goal.Premise(
                        node(s, goal, 0), s.value(s.arg(goal, 1)), FactTerms.toTree(s, s.arg(goal, 2), annotations));
            case Heads.GOAL_CHAIN ->
                new Goal.Chain(node(s, goal, 0), s.value(s.arg(goal, 1)), node(s, goal, 2), s.value(s.arg(goal, 3)));
            case Heads.GOAL_SPLIT -> new Goal.Split(s.value(s.arg(goal, 0)));
            case Heads.GOAL_DISJ -> new Goal.Disjunction(FormulaTerms.toTrees(s, goal));
            case Heads.GOAL_SUBTERM -> new Goal.Subterm(s.toTree(s.arg(goal, 0)), s.toTree(s.arg(goal, 1)));
            default -> throw new IllegalArgumentException("not a goal");
        };
    }

    private static Var node(TermStore s, int goal, int i) {
        return (Var) s.toTree(s.arg(goal, i));
    }

    /**
     * Enters a goal of a proof script.
     *
     * @return 0 if the theory does not know a symbol or name of it: no system can have such a goal
     */
    public static int toTerm(TermStore s, Goal goal) {
        Vocabulary.Check c = new Vocabulary.Check(s.heads);
        c.goal(goal);
        if (!c.known) {
            return 0;
        }
        return switch (goal) {
            case Goal.Action a -> s.app(Heads.GOAL_ACTION, s.fromTree(a.node()), FactTerms.toTerm(s, a.fact()));
            case Goal.Premise p ->
                s.app(Heads.GOAL_PREMISE, s.fromTree(p.node()), s.integer(p.premise()), FactTerms.toTerm(s, p.fact()));
            case Goal.Chain c2 ->
                s.app(
                        Heads.GOAL_CHAIN,
                        s.fromTree(c2.from()),
                        s.integer(c2.conclusion()),
                        s.fromTree(c2.to()),
                        s.integer(c2.premise()));
            case Goal.Split p -> s.app(Heads.GOAL_SPLIT, s.integer(Math.toIntExact(p.id())));
            case Goal.Disjunction d -> disjunction(s, d);
            case Goal.Subterm t -> s.app(Heads.GOAL_SUBTERM, s.fromTree(t.small()), s.fromTree(t.large()));
        };
    }

    private static int disjunction(TermStore s, Goal.Disjunction d) {
        for (Guarded g : d.parts()) {
            if (hasPredicate(g)) {
                return 0;
            }
        }
        return s.app(Heads.GOAL_DISJ, FormulaTerms.toTerms(s, d.parts()));
    }

    private static boolean hasPredicate(Guarded g) {
        return switch (g) {
            case Guarded.Atomic a -> a.atom() instanceof Atom.Predicate;
            case Guarded.Disj d -> d.parts().stream().anyMatch(GoalTerms::hasPredicate);
            case Guarded.Conj c -> c.parts().stream().anyMatch(GoalTerms::hasPredicate);
            case Guarded.Quant q ->
                hasPredicate(q.body()) || q.guards().stream().anyMatch(a -> a instanceof Atom.Predicate);
        };
    }
}
