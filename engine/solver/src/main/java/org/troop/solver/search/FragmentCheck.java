package org.troop.solver.search;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.troop.solver.system.MalformedCodeException;
import org.troop.theory.print.Summary.Status;

/**
 * Compares a fragment with what its maker says of it, without its theory and without building a tree: one pass over the bytes.
 * A fragment that passes can be put into its place by {@link ProofAssembly}, and its open nodes and traces are where they are
 * said to be. Whether the steps are right is not decided here.
 */
public final class FragmentCheck {
    private final FragmentBytes in;
    private final int top;
    private final Iterator<int[]> open;
    private final Iterator<int[]> traces;
    private final Predicate<int[]> isBehindTrace;
    private int[] path;
    private int[] width;
    private int depth;
    private long nodes;
    private Status status = Status.UNDETERMINED;
    private int @Nullable [] firstSorry;

    private FragmentCheck(
            byte[] fragment, int[] place, List<int[]> open, List<int[]> traces, Predicate<int[]> isBehindTrace) {
        in = new FragmentBytes(fragment);
        top = place.length;
        depth = top;
        path = Arrays.copyOf(place, top + 16);
        width = new int[path.length];
        this.open = open.iterator();
        this.traces = traces.iterator();
        this.isBehindTrace = isBehindTrace;
    }

    private static final class Objection extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Objection(String what) {
            super(what, null, false, false);
        }
    }

    /**
     * Why bytes are not the fragment that they are said to be; null if they are.
     *
     * @param place path of the fragment's root from the root of the search
     * @param nodes closed nodes
     * @param status the strongest among them; not looked at if there are none
     * @param open paths of the open nodes, in order
     * @param traces paths of the traces, in order
     * @param isBehindTrace whether the node at a path may be left out, since a trace is known that makes it needless
     */
    public static @Nullable String objection(
            byte[] fragment,
            int[] place,
            long nodes,
            Status status,
            List<int[]> open,
            List<int[]> traces,
            Predicate<int[]> isBehindTrace) {
        FragmentCheck c;
        try {
            c = new FragmentCheck(fragment, place, open, traces, isBehindTrace);
            c.walk();
        } catch (Objection | MalformedCodeException e) {
            return e.getMessage();
        }
        if (c.nodes != nodes) {
            return "it is said to have " + nodes + " closed nodes, and has " + c.nodes;
        }
        return c.nodes > 0 && c.status != status ? "it is said to be " + status + ", and is " + c.status : null;
    }

    /**
     * The path of the first node of a fragment that is left open for good; null if there is none.
     *
     * @param fragment to which there is no objection
     */
    public static int @Nullable [] firstSorry(byte[] fragment, int[] place, List<int[]> open, List<int[]> traces) {
        FragmentCheck c = new FragmentCheck(fragment, place, open, traces, path -> true);
        c.walk();
        return c.firstSorry;
    }

    private void walk() {
        boolean more = true;
        while (more) {
            int cases = node();
            if (cases > 0) {
                enter(cases);
            } else {
                more = goOn();
            }
        }
        in.requireEnd();
        if (open.hasNext() || traces.hasNext()) {
            throw new Objection("it lacks open nodes or traces that it is said to have");
        }
    }

    private void enter(int cases) {
        if (depth == path.length) {
            path = Arrays.copyOf(path, 2 * path.length);
            width = Arrays.copyOf(width, path.length);
        }
        path[depth] = 0;
        width[depth++] = cases;
    }

    /** Goes on to the next node in preorder; false if there is none. */
    private boolean goOn() {
        while (depth > top && ++path[depth - 1] == width[depth - 1]) {
            depth--;
        }
        return depth > top;
    }

    /** Reads a node without its children; how many it has. */
    private int node() {
        int tag = in.next();
        switch (tag) {
            case FragmentWriter.HOLE -> requireNext(open, "an open node");
            case FragmentWriter.PRUNED -> requireNeedless();
            case FragmentWriter.SIMPLIFY, FragmentWriter.INDUCTION -> {
                closed(Status.COMPLETE);
                return cases();
            }
            case FragmentWriter.SOLVE -> {
                closed(Status.COMPLETE);
                in.skip();
                return cases();
            }
            case FragmentWriter.CONTRADICTION -> {
                closed(Status.COMPLETE);
                in.skip();
            }
            case FragmentWriter.SOLVED -> {
                closed(Status.TRACE_FOUND);
                requireNext(traces, "a trace");
            }
            case FragmentWriter.UNFINISHABLE -> closed(Status.UNFINISHABLE);
            case FragmentWriter.SORRY -> {
                givenUp();
                in.skip();
            }
            case FragmentWriter.OPEN_SORRY -> givenUp();
            default -> throw new Objection("it has the tag " + tag);
        }
        return 0;
    }

    private void closed(Status s) {
        nodes++;
        status = LemmaResult.stronger(status, s);
    }

    private void givenUp() {
        closed(Status.INCOMPLETE);
        if (firstSorry == null) {
            firstSorry = Arrays.copyOf(path, depth);
        }
    }

    /** Behind an open end the proof is no complete one anyway. */
    private void requireNeedless() {
        if (firstSorry == null && !isBehindTrace.test(Arrays.copyOf(path, depth))) {
            throw new Objection("it leaves out a node that no trace makes needless");
        }
    }

    private void requireNext(Iterator<int[]> said, String what) {
        int[] where = said.hasNext() ? said.next() : null;
        if (where == null || !Arrays.equals(where, 0, where.length, path, 0, depth)) {
            throw new Objection("it has " + what + " where none is said to be");
        }
    }

    private int cases() {
        int n = in.length();
        byte @Nullable [] before = null;
        for (int i = 0; i < n; i++) {
            byte[] name = in.bytes();
            if (Arrays.equals(before, name)) {
                throw new Objection("it has a case name twice");
            }
            before = name;
        }
        return n;
    }
}
