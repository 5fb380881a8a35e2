package org.troop.solver.reduce;

import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.troop.solver.system.ConstraintSystem;
import org.troop.solver.system.GoalMap;
import org.troop.term.store.Heads;

/**
 * Simplification to a fixpoint: all rules that do not branch on purpose, in passes. A rule may still fork; the rest of the
 * simplification is then done for each branch on its own, in order.
 */
public final class Simplify {
    /** One rule of a pass; tells whether it changed the system. */
    @FunctionalInterface
    private interface Step {
        boolean apply(Branch b);
    }

    private static final Step[] PASS = {
        ApplySubstitution::apply,
        NodeUniqueness::fresh,
        NodeUniqueness::deconstruction,
        NodeUniqueness::construction,
        EdgeUniqueness::apply,
        UnambiguousActions::apply,
        DecomposeFormulas::apply,
        AtomValuation::apply,
        SaturateFormulas::apply,
        FreshOrdering::apply,
        SimplifySubterms::apply,
        InjectiveFacts::equations,
    };

    private Simplify() {}

    /** Simplifies the branch and hands every result to {@code out}, in order. */
    public static void run(Branch b, Consumer<Branch> out) {
        run(b, 0, false, out);
    }

    /** Runs a step with all its choices; every result is handed on in order. */
    public static void forEachResult(Branch b, Consumer<Branch> step, Consumer<Branch> out) {
        Branch start = b.copy();
        Chooser chooser = b.chooser;
        chooser.reset();
        Branch current = b;
        while (true) {
            boolean failed = false;
            try {
                step.accept(current);
            } catch (Failure f) {
                failed = true;
            }
            if (!chooser.hasForked()) {
                if (!failed) {
                    out.accept(current);
                }
                return;
            }
            int[][] next = chooser.next();
            if (!failed) {
                out.accept(current);
            }
            if (next == null) {
                return;
            }
            chooser.start(next);
            current = start.copy();
        }
    }

    /**
     * Runs from step {@code pc} on. Steps seldom fork: a copy is kept of the state at the start of the pass only, and the
     * state before a step that forked is made again from it.
     */
    private static void run(Branch b, int pc, boolean changedBefore, Consumer<Branch> out) {
        boolean changed = changedBefore;
        int k = pc;
        int copied = pc;
        Branch copy = b.copy();
        while (true) {
            if (k == PASS.length) {
                if (!changed) {
                    finish(b);
                    out.accept(b);
                    return;
                }
                if (Thread.currentThread().isInterrupted()) {
                    throw new CancellationException("interrupted");
                }
                k = 0;
                changed = false;
                copied = 0;
                copy = b.copy();
            }
            b.chooser.reset();
            boolean failed = false;
            boolean c = false;
            try {
                c = PASS[k].apply(b);
            } catch (Failure f) {
                failed = true;
            }
            if (b.chooser.hasForked()) {
                int[][] next = b.chooser.next();
                if (next != null) {
                    for (int j = copied; j < k; j++) {
                        copy.chooser.reset();
                        PASS[j].apply(copy);
                    }
                }
                fork(copy, b, next, failed, k, changed, c, out);
                return;
            }
            if (failed) {
                return;
            }
            changed |= c;
            k++;
        }
    }

    /** Continues every branch of a step that had alternatives; the first one has just been run. */
    private static void fork(
            Branch start,
            Branch first,
            int @Nullable [][] second,
            boolean firstFailed,
            int k,
            boolean changed,
            boolean firstChanged,
            Consumer<Branch> out) {
        Branch current = first;
        int[][] next = second;
        boolean failed = firstFailed;
        boolean c = firstChanged;
        while (true) {
            if (!failed) {
                run(current, k + 1, changed | c, out);
            }
            if (next == null) {
                return;
            }
            current = start.copy();
            current.chooser.start(next);
            failed = false;
            try {
                c = PASS[k].apply(current);
            } catch (Failure f) {
                failed = true;
            }
            next = current.chooser.next();
        }
    }

    /** What is done once, after the last pass. */
    private static void finish(Branch b) {
        boolean changed = NormalFormOrdering.apply(b);
        changed |= removeStaleSplits(b);
        changed |= InjectiveFacts.orderings(b);
        ConstraintSystem c = b.c;
        c.simplified = !changed && c.negativeSubterms.isEmpty() && c.oldNegativeSubterms.isEmpty();
    }

    private static boolean removeStaleSplits(Branch b) {
        boolean changed = false;
        GoalMap goals = b.c.goals;
        for (int i = goals.size() - 1; i >= 0; i--) {
            int g = goals.goal(i);
            if (b.s.head(g) == Heads.GOAL_SPLIT && b.c.equations.disjunction(b.s.value(b.s.arg(g, 0))) == null) {
                goals.removeAt(i);
                changed = true;
            }
        }
        return changed;
    }
}
