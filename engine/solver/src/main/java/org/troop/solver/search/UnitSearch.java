package org.troop.solver.search;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.troop.solver.search.UnitOutcome.Open;
import org.troop.solver.search.UnitOutcome.Trace;
import org.troop.solver.validate.Validation;
import org.troop.theory.print.Summary.Status;

/** The search of one work unit on one thread, until its part of the round is done or its budget is spent. */
final class UnitSearch extends TreeSearch {
    private static final int MOST_KEPT = 100;

    private final WorkUnit unit;
    private final Budget budget;
    private long expanded;
    private long reused;
    private int kept;

    UnitSearch(Prover prover, WorkUnit unit, Strategy strategy, int bound, Budget budget) {
        super(prover, new Rounds(strategy, unit.limit()), bound);
        this.unit = unit;
        this.budget = budget;
    }

    /**
     * @param code the encoded system of the unit
     * @param traces validates the traces that are found
     */
    UnitOutcome run(int[] code, TraceCheck.Single traces) {
        int[] firstTrace = unit.firstTrace();
        if (firstTrace != null) {
            rounds.traceFound(firstTrace);
        }
        root.setWaiting(code);
        do {
            startRound();
            resume(root, unit.path());
        } while (unit.alone() && !isStopped() && rounds.end(isCut()) == null);
        return new Report(traces).outcome();
    }

    @Override
    boolean keepsAnother() {
        return kept++ < MOST_KEPT;
    }

    @Override
    void countExpansion(int depth, int cases) {
        expanded++;
    }

    @Override
    boolean mayReuse(int nodes) {
        return !budget.isSpent(expanded + reused + nodes);
    }

    @Override
    void countReuse(int depth, int nodes) {
        reused += nodes;
    }

    @Override
    boolean isHungry() {
        return false;
    }

    @Override
    void offer(SearchNode n, int[] code, int[] path) {
        throw new IllegalStateException("nobody is hungry");
    }

    @Override
    boolean isStopped() {
        return expanded + reused > 0 && budget.isSpent(expanded + reused);
    }

    private record Place(SearchNode node, int[] path) {}

    /** Writes down what was found. */
    private final class Report {
        private final TraceCheck.Single validation;
        private final FragmentWriter writer = new FragmentWriter();
        private final List<Open> open = new ArrayList<>();
        private final List<Trace> traces = new ArrayList<>();
        private Status status = Status.UNDETERMINED;
        private long nodes;

        Report(TraceCheck.Single validation) {
            this.validation = validation;
        }

        UnitOutcome outcome() {
            ArrayDeque<Place> stack = new ArrayDeque<>();
            stack.push(new Place(root, unit.path()));
            Place p;
            while ((p = stack.poll()) != null) {
                write(p);
                for (int i = p.node.caseCount() - 1; i >= 0; i--) {
                    int[] path = Arrays.copyOf(p.path, p.path.length + 1);
                    path[p.path.length] = i;
                    stack.push(new Place(p.node.subproof(i), path));
                }
            }
            return new UnitOutcome(writer.bytes(), nodes, expanded, rounds.limit(), status, open, traces);
        }

        private void write(Place p) {
            int[] code = p.node.waiting();
            if (code == null) {
                writer.node(p.node);
                nodes++;
                status = LemmaResult.stronger(status, LemmaResult.status(p.node));
                if (p.node.isSolved()) {
                    traces.add(trace(p));
                }
            } else if (rounds.isBehindTrace(() -> p.path)) {
                writer.pruned();
            } else {
                writer.hole();
                open.add(new Open(p.path, code));
            }
        }

        private Trace trace(Place p) {
            int[] code = p.node.solved();
            if (code == null) {
                return new Trace(p.path, null, null);
            }
            Validation v = validation.validate(code);
            return new Trace(p.path, code, v instanceof Validation.Mismatch m ? m.reason() : null);
        }
    }
}
