package org.troop.solver.source;

import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.troop.solver.contradict.Contradictions;
import org.troop.solver.reduce.Branch;
import org.troop.solver.reduce.Chooser;
import org.troop.solver.reduce.RuleIndex;
import org.troop.solver.reduce.Simplify;
import org.troop.solver.reduce.SolveGoal;
import org.troop.solver.system.ConstraintSystem;
import org.troop.solver.system.Formulas;
import org.troop.solver.system.OpenGoals;
import org.troop.solver.system.OpenGoals.OpenGoal;
import org.troop.solver.system.OpenGoals.Usefulness;
import org.troop.solver.system.Workspace;
import org.troop.term.store.Heads;
import org.troop.term.store.TermStore;
import org.troop.theory.close.Rule;

/**
 * The reduction that saturates a source case: simplifies and solves the goals that are safe to solve (they lead to no
 * loops and to few cases) until none is left; contradictory branches vanish.
 */
final class SafeGoals {
    private final Workspace w;
    private final TermStore s;
    private final Formulas formulas;
    private final RuleIndex rules;
    private final SourceApplication application;
    private final Runnable chainLimitReached;
    private final BiConsumer<List<String>, ConstraintSystem> out;

    /**
     * @param chainLimitReached called when a chain stays open because of the limit
     * @param out gets the accumulated names and the system of every surviving branch
     */
    SafeGoals(
            Workspace w,
            RuleIndex rules,
            SourceApplication application,
            Runnable chainLimitReached,
            BiConsumer<List<String>, ConstraintSystem> out) {
        this.w = w;
        s = w.s;
        formulas = new Formulas(w);
        this.rules = rules;
        this.application = application;
        this.chainLimitReached = chainLimitReached;
        this.out = out;
    }

    /** State of a branch besides its system. */
    private record State(List<Source> usable, List<String> names, int lastChainStart, int chainsLeft) {}

    /** Runs on a system that the caller does not use any more. */
    void run(ConstraintSystem c, int nextIndex, List<Source> usable, int openChains) {
        step(c, nextIndex, new State(usable, List.of(), 0, openChains), b -> List.of());
    }

    private void step(ConstraintSystem c, int nextIndex, State state, Function<Branch, List<String>> first) {
        Branch start = new Branch(w, formulas, rules, c, nextIndex, new Chooser());
        List<List<String>> names = new ArrayList<>();
        Simplify.forEachResult(
                start,
                b -> {
                    names.clear();
                    names.add(first.apply(b));
                },
                b -> {
                    List<String> m = names.getFirst();
                    State next = m.isEmpty() ? state : withNames(state, m);
                    Simplify.run(b, r -> choose(r, next));
                });
    }

    private static State withNames(State state, List<String> more) {
        List<String> l = new ArrayList<>(state.names);
        l.addAll(more);
        return new State(state.usable, l, state.lastChainStart, state.chainsLeft);
    }

    private void choose(Branch b, State state) {
        ConstraintSystem c = b.c;
        if (Contradictions.first(w, c) != null) {
            return;
        }
        List<OpenGoal> open = OpenGoals.of(w, c);
        boolean splitsAllowed = onlyUnconstrainedChainsLeft(c, open);
        int urgent = 0;
        int safe = 0;
        for (OpenGoal g : open) {
            if (urgent == 0 && isUrgent(g.goal())) {
                urgent = g.goal();
            }
            if (safe == 0 && isSafe(c, g, state, splitsAllowed)) {
                safe = g.goal();
            }
        }
        State next = state;
        if (safe != 0 && s.head(safe) == Heads.GOAL_CHAIN) {
            int start = urgent == 0 ? canonical(chainStart(c, safe)) : state.lastChainStart;
            next = new State(state.usable, state.names, start, state.chainsLeft - 1);
        }
        if (urgent != 0 || safe != 0) {
            int g = urgent != 0 ? urgent : safe;
            step(c, b.supply.next, next, r -> List.of(SolveGoal.solve(r, g)));
            return;
        }
        for (OpenGoal g : open) {
            if (g.usefulness() != Usefulness.USEFUL) {
                continue;
            }
            Source x = application.find(state.usable, g.goal());
            if (x != null) {
                List<Source> rest = new ArrayList<>(state.usable);
                rest.removeIf(y -> y == x);
                step(
                        c,
                        b.supply.next,
                        new State(rest, next.names, next.lastChainStart, next.chainsLeft),
                        r -> application.apply(r, x, g.goal()));
                return;
            }
        }
        out.accept(state.names, c);
    }

    private boolean onlyUnconstrainedChainsLeft(ConstraintSystem c, List<OpenGoal> open) {
        for (OpenGoal g : open) {
            if (s.head(g.goal()) == Heads.GOAL_CHAIN) {
                return false;
            }
        }
        for (int i = 0; i < c.goals.size(); i++) {
            if (s.head(c.goals.goal(i)) == Heads.GOAL_CHAIN && !c.goals.isSolved(i)) {
                return true;
            }
        }
        return false;
    }

    private boolean isXorKnowledge(int fact) {
        return w.heads.xor != 0 && s.isApp(s.arg(fact, 0), w.heads.xor);
    }

    /** Deconstruction premises, and chains into a second deconstruction premise. */
    private boolean isUrgent(int g) {
        return switch (s.head(g)) {
            case Heads.GOAL_PREMISE -> {
                int f = s.arg(g, 2);
                yield w.isFact(f, w.special.kd()) && !isXorKnowledge(f);
            }
            case Heads.GOAL_CHAIN -> s.value(s.arg(g, 3)) == 1;
            default -> false;
        };
    }

    private boolean isSafe(ConstraintSystem c, OpenGoal g, State state, boolean splitsAllowed) {
        int goal = g.goal();
        if (s.head(goal) == Heads.GOAL_CHAIN
                && state.lastChainStart != 0
                && canonical(chainStart(c, goal)) == state.lastChainStart) {
            return false;
        }
        if (g.usefulness() == Usefulness.LOOP_BREAKER) {
            return false;
        }
        return switch (s.head(goal)) {
            case Heads.GOAL_CHAIN -> {
                if (state.chainsLeft <= 0) {
                    chainLimitReached.run();
                }
                yield state.chainsLeft > 0;
            }
            case Heads.GOAL_ACTION -> !w.isFact(s.arg(goal, 1), w.special.ku());
            case Heads.GOAL_PREMISE -> {
                int f = s.arg(goal, 2);
                yield !w.isFact(f, w.special.ku())
                        && !(w.isFact(f, w.special.kd()) && isXorKnowledge(f))
                        && (g.annotations() & Rule.NO_PRECOMPUTATION) == 0;
            }
            default -> splitsAllowed;
        };
    }

    private int chainStart(ConstraintSystem c, int chain) {
        return s.arg(w.conclusion(c, s.arg(chain, 0), s.value(s.arg(chain, 1))), 0);
    }

    /** The term with variables numbered by first occurrence, names dropped. */
    private int canonical(int t) {
        List<Integer> vars = new ArrayList<>();
        IntOpenHashSet seen = new IntOpenHashSet();
        s.begin();
        s.forEachVar(t, v -> {
            if (seen.add(v)) {
                vars.add(v);
            }
        });
        int[] renamed = new int[vars.size()];
        for (int i = 0; i < renamed.length; i++) {
            renamed[i] = s.var(0, s.sort(vars.get(i)), i);
        }
        s.begin();
        for (int i = 0; i < renamed.length; i++) {
            s.bind(vars.get(i), renamed[i]);
        }
        int r = s.apply(t);
        s.end();
        return r;
    }
}
