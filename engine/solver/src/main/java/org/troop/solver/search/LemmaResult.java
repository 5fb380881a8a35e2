package org.troop.solver.search;

import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.troop.theory.print.Summary.Status;
import org.troop.theory.syntax.Item.Lemma;
import org.troop.theory.syntax.ProofMethod;
import org.troop.theory.syntax.ProofTree;

/**
 * A lemma with its proof.
 *
 * @param steps nodes of the proof tree
 * @param traces what the validation of the proof's traces found
 * @param stopped why the search ended before it was done; null if it did not
 * @param race how several rankings raced for it; null without a race
 */
public record LemmaResult(
        Lemma lemma,
        ProofTree proof,
        Status status,
        long steps,
        List<TraceReport> traces,
        @Nullable String stopped,
        @Nullable RaceReport race) {
    public LemmaResult(Lemma lemma, ProofTree proof, Status status, long steps, List<TraceReport> traces) {
        this(lemma, proof, status, steps, traces, null);
    }

    public LemmaResult(
            Lemma lemma,
            ProofTree proof,
            Status status,
            long steps,
            List<TraceReport> traces,
            @Nullable String stopped) {
        this(lemma, proof, status, steps, traces, stopped, null);
    }

    /** The same, found in a race. */
    public LemmaResult ofRace(RaceReport report) {
        return new LemmaResult(lemma, proof, status, steps, traces, stopped, report);
    }

    static LemmaResult of(Lemma lemma, ProofTree proof, List<TraceReport> traces) {
        return of(lemma, proof, traces, null);
    }

    static LemmaResult of(Lemma lemma, ProofTree proof, List<TraceReport> traces, @Nullable String stopped) {
        Measure m = measure(proof);
        return new LemmaResult(lemma, proof, m.status, m.steps, traces, stopped);
    }

    /** A stored proof whose replay was stopped: it stays as it is, and neither its end nor its traces count. */
    static LemmaResult notReplayed(Lemma lemma, ProofTree proof, @Nullable String stopped) {
        return new LemmaResult(lemma, proof, Status.INCOMPLETE, measure(proof).steps, List.of(), stopped);
    }

    record Measure(Status status, long steps) {}

    /** Determines status and steps of a proof. */
    static Measure measure(ProofTree proof) {
        long steps = 0;
        Status best = Status.UNDETERMINED;
        ArrayDeque<ProofTree> stack = new ArrayDeque<>();
        stack.push(proof);
        while (!stack.isEmpty()) {
            ProofTree n = stack.pop();
            steps++;
            best = stronger(best, status(n));
            for (int i = 0; i < n.caseCount(); i++) {
                stack.push(n.subproof(i));
            }
        }
        return new Measure(best, steps);
    }

    /** Of two statuses of nodes, the one that a tree with both has. */
    static Status stronger(Status a, Status b) {
        return priority(b) > priority(a) ? b : a;
    }

    static Status status(ProofTree n) {
        if (!n.isAnnotated()) {
            return Status.UNDETERMINED;
        }
        if (n instanceof SearchNode x && x.step() instanceof Step.Solve) {
            return Status.COMPLETE; // without making the goal's tree
        }
        return switch (n.method()) {
            case ProofMethod.Solved s -> Status.TRACE_FOUND;
            case ProofMethod.Unfinishable u -> Status.UNFINISHABLE;
            case ProofMethod.Sorry s -> Status.INCOMPLETE;
            case ProofMethod.Invalidated i -> Status.INVALIDATED;
            default -> Status.COMPLETE;
        };
    }

    private static int priority(Status s) {
        return switch (s) {
            case UNDETERMINED -> 0;
            case COMPLETE -> 1;
            case UNFINISHABLE -> 2;
            case INCOMPLETE -> 3;
            case TRACE_FOUND -> 4;
            case INVALIDATED -> 5;
        };
    }
}
