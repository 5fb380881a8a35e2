package org.troop.solver.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.troop.solver.system.ConstraintSystem;
import org.troop.solver.system.OpenGoals.OpenGoal;
import org.troop.solver.system.Workspace;
import org.troop.theory.close.ClosedTheory;
import org.troop.theory.close.GoalTerms;
import org.troop.theory.print.GoalPrinter;
import org.troop.theory.syntax.Goal;
import org.troop.theory.syntax.Tactic;
import org.troop.theory.syntax.Tactic.Block;
import org.troop.theory.syntax.Tactic.Selector;

/** A ranking written in the theory as a tactic (Tamarin manual, "Tactics"). */
final class TacticRanking {
    private static final Tactic DEFAULT = new Tactic("default", "s", List.of(), List.of());

    private final Workspace w;
    private final Tactic tactic;
    private final TacticFunctions functions;
    private final Map<OpenGoal, Goal> trees = new HashMap<>();

    /** @throws UnknownRankingException if the theory has no such tactic */
    TacticRanking(Workspace w, ConstraintSystem c, ClosedTheory theory, String name) {
        this.w = w;
        tactic = find(theory.theory().tactics(), name);
        functions = new TacticFunctions(w, c);
    }

    private static Tactic find(List<Tactic> known, String name) {
        List<Tactic> tactics = known.isEmpty() ? List.of(DEFAULT) : known;
        for (Tactic t : tactics) {
            if (t.name().equals(name)) {
                return t;
            }
        }
        throw UnknownRankingException.tactic(
                name, tactics.reversed().stream().map(Tactic::name).toList());
    }

    OpenGoal first(GoalRanking ranking, List<OpenGoal> open) {
        return rank(ranking.rank(tactic.presort().codePointAt(0), open)).getFirst();
    }

    /** Goals of prio blocks, then the others, then those of deprio blocks. */
    private List<OpenGoal> rank(List<OpenGoal> goals) {
        List<OpenGoal> prio = selected(tactic.prio(), goals);
        List<OpenGoal> deprio = selected(tactic.deprio(), goals);
        List<OpenGoal> out = new ArrayList<>(prio);
        for (OpenGoal g : goals) {
            if (!prio.contains(g) && !deprio.contains(g)) {
                out.add(g);
            }
        }
        out.addAll(deprio);
        return out;
    }

    /** The goals that a block matches, by the first such block. */
    private List<OpenGoal> selected(List<Block> blocks, List<OpenGoal> goals) {
        List<List<OpenGoal>> groups = new ArrayList<>();
        blocks.forEach(b -> groups.add(new ArrayList<>()));
        for (OpenGoal g : goals) {
            for (int i = 0; i < blocks.size(); i++) {
                if (matches(blocks.get(i), g)) {
                    groups.get(i).add(g);
                    break;
                }
            }
        }
        List<OpenGoal> out = new ArrayList<>();
        for (int i = 0; i < groups.size(); i++) {
            postRank(blocks.get(i).ranking(), groups.get(i));
            out.addAll(groups.get(i));
        }
        return out;
    }

    private void postRank(String ranking, List<OpenGoal> goals) {
        switch (ranking) {
            case "id", "" -> {}
            case "smallest" ->
                goals.sort(Comparator.comparingInt(g -> GoalPrinter.line(tree(g))
                        .codePointCount(0, GoalPrinter.line(tree(g)).length())));
            default ->
                throw new UnknownRankingException(
                        "The post-ranking " + ranking + " is not defined. Use one of the following: id smallest", null);
        }
    }

    private Goal tree(OpenGoal g) {
        return trees.computeIfAbsent(g, k -> GoalTerms.toTree(w.s, k.goal(), k.annotations()));
    }

    private boolean matches(Block b, OpenGoal g) {
        for (Selector s : b.selectors()) {
            if (holds(s, g)) {
                return true;
            }
        }
        return false;
    }

    private boolean holds(Selector s, OpenGoal g) {
        return switch (s) {
            case Selector.Not n -> !holds(n.body(), g);
            case Selector.And a -> holds(a.left(), g) && holds(a.right(), g);
            case Selector.Or o -> holds(o.left(), g) || holds(o.right(), g);
            case Selector.Call c -> functions.call(c.function(), c.parameters(), tree(g));
        };
    }
}
