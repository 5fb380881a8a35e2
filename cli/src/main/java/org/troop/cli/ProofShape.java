package org.troop.cli;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.troop.theory.print.MethodPrinter;
import org.troop.theory.syntax.ProofMethod;
import org.troop.theory.syntax.ProofTree;

/**
 * Where a proof is deep, wide and large.
 *
 * @param depth of its deepest node; the root has depth 0
 * @param deepest its deepest ends, deepest first
 * @param widest the steps with most cases, widest first; of equal ones, those with most nodes below
 * @param open cases that are left open
 */
record ProofShape(long steps, int depth, List<Place> deepest, List<Place> widest, long open) {
    private static final int LONGEST_STEP = 70;

    /**
     * A node of a proof.
     *
     * @param path names of the cases that lead to it, with slashes between, without empty ones
     * @param step what is done there
     * @param size nodes from there on
     */
    record Place(String path, String step, int depth, int cases, long size) {}

    private static final class Visit {
        final ProofTree node;
        final @Nullable Visit parent;
        final String name;
        final int depth;
        final int number;
        int next;
        long size = 1;

        Visit(ProofTree node, @Nullable Visit parent, String name, int depth, int number) {
            this.node = node;
            this.parent = parent;
            this.name = name;
            this.depth = depth;
            this.number = number;
        }

        Place place() {
            List<String> names = new ArrayList<>();
            for (Visit v = this; v != null; v = v.parent) {
                if (!v.name.isEmpty()) {
                    names.add(v.name);
                }
            }
            String step = MethodPrinter.doc(node.method()).toString().replaceAll("\\s+", " ");
            return new Place(
                    String.join("/", names.reversed()),
                    step.length() > LONGEST_STEP ? step.substring(0, LONGEST_STEP - 1) + "…" : step,
                    depth,
                    node.caseCount(),
                    size);
        }
    }

    /** @param most places of each kind */
    static ProofShape of(ProofTree proof, int most) {
        Best deepest = new Best(most, Comparator.<Visit>comparingInt(v -> -v.depth));
        Best widest = new Best(
                most, Comparator.<Visit>comparingInt(v -> -v.node.caseCount()).thenComparingLong(v -> -v.size));
        ArrayDeque<Visit> stack = new ArrayDeque<>();
        int count = 0;
        long open = 0;
        Visit root = new Visit(proof, null, "", 0, count++);
        stack.push(root);
        while (!stack.isEmpty()) {
            Visit v = stack.peek();
            if (v.next < v.node.caseCount()) {
                int i = v.next++;
                stack.push(new Visit(v.node.subproof(i), v, v.node.caseName(i), v.depth + 1, count++));
                continue;
            }
            stack.pop();
            if (v.parent != null) {
                v.parent.size += v.size;
            }
            if (v.node.caseCount() == 0) {
                deepest.add(v);
                open += v.node.method() instanceof ProofMethod.Sorry ? 1 : 0;
            } else if (v.node.caseCount() > 1) {
                widest.add(v);
            }
        }
        List<Place> deep = deepest.places();
        return new ProofShape(root.size, deep.getFirst().depth, deep, widest.places(), open);
    }

    /** The first few in an order; of equal ones, those that come first in the proof. */
    private static final class Best {
        private final int most;
        private final Comparator<Visit> order;
        private final List<Visit> kept = new ArrayList<>();

        Best(int most, Comparator<Visit> order) {
            this.most = most;
            this.order = order.thenComparingInt(v -> v.number);
        }

        void add(Visit v) {
            if (kept.size() == most && order.compare(v, kept.getLast()) >= 0) {
                return;
            }
            kept.add(v);
            kept.sort(order);
            if (kept.size() > most) {
                kept.removeLast();
            }
        }

        List<Place> places() {
            return kept.stream().map(Visit::place).toList();
        }
    }
}
