package org.troop.solver.search;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.troop.solver.search.Expander.NamedSystem;
import org.troop.theory.syntax.ProofMethod;
import org.troop.theory.syntax.ProofTree;

/**
 * A node of a proof tree while it grows. An expanded node keeps its step and the names of its cases. The system of an open
 * node is with the thread that is about to expand it, or, while the node waits for a later round, encoded in the node.
 */
final class SearchNode implements ProofTree {
    private static final String[] NO_NAMES = {};
    private static final SearchNode[] NO_CHILDREN = {};

    private int @Nullable [] waiting;
    private int @Nullable [] solved;
    private @Nullable Step step;
    private String[] names = NO_NAMES;
    private SearchNode[] children = NO_CHILDREN;
    private final boolean annotated;

    /** An open node. */
    SearchNode() {
        annotated = true;
    }

    /** A finished node. */
    SearchNode(Step step, String[] names, SearchNode[] children, boolean annotated) {
        this.step = step;
        this.names = names;
        this.children = children;
        this.annotated = annotated;
    }

    static SearchNode leaf(ProofMethod method) {
        return new SearchNode(new Step.Plain(method), NO_NAMES, NO_CHILDREN, true);
    }

    boolean isExpanded() {
        return step != null;
    }

    /** The encoded system of a waiting node; null when the node is expanded or in somebody's hands. */
    int @Nullable [] waiting() {
        return waiting;
    }

    void setWaiting(int @Nullable [] code) {
        waiting = code;
    }

    void expand(Step s, List<NamedSystem> cases) {
        step = s;
        waiting = null;
        if (!cases.isEmpty()) {
            names = new String[cases.size()];
            children = new SearchNode[cases.size()];
            for (int i = 0; i < names.length; i++) {
                names[i] = cases.get(i).name();
                children[i] = new SearchNode();
            }
        }
    }

    /** The encoded system of a solved node, for validation; null if it was not kept. */
    int @Nullable [] solved() {
        return solved;
    }

    void keepSolved(int[] code) {
        solved = code;
    }

    /**
     * Forgets the system of a solved node.
     *
     * @param instead what the node becomes if it turned out to be none; null if it stays
     */
    void dropSolved(@Nullable ProofMethod instead) {
        solved = null;
        if (instead != null) {
            step = new Step.Plain(instead);
        }
    }

    boolean isSolved() {
        return step instanceof Step.Plain p && p.method() instanceof ProofMethod.Solved;
    }

    Step step() {
        if (step == null) {
            throw new IllegalStateException("the node is open");
        }
        return step;
    }

    @Override
    public ProofMethod method() {
        return step().method();
    }

    @Override
    public boolean isAnnotated() {
        return annotated;
    }

    @Override
    public int caseCount() {
        return children.length;
    }

    @Override
    public String caseName(int i) {
        return names[i];
    }

    @Override
    public SearchNode subproof(int i) {
        return children[i];
    }
}
