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

    /**
     * What became of a node.
     *
     * @param names of the cases, one per child
     * @param isAnnotated see {@link ProofTree#isAnnotated}
     */
    record Expanded(Step step, String[] names, SearchNode[] children, boolean isAnnotated) {}

    private int @Nullable [] waiting;
    private int @Nullable [] solved;
    /** What an earlier search did at this open node, or what the theory says; its children may be open, too. */
    private @Nullable Expanded known;
    /** Written by the thread that has the node, read by others at any time. */
    private volatile @Nullable Expanded expanded;

    /** An open node. */
    SearchNode() {}

    /** A finished node. */
    SearchNode(Step step, String[] names, SearchNode[] children, boolean annotated) {
        expanded = new Expanded(step, names, children, annotated);
    }

    static SearchNode leaf(ProofMethod method) {
        return new SearchNode(new Step.Plain(method), NO_NAMES, NO_CHILDREN, true);
    }

    boolean isExpanded() {
        return expanded != null;
    }

    @Nullable
    Expanded expanded() {
        return expanded;
    }

    /** The encoded system of a waiting node; null when the node is expanded or in somebody's hands. */
    int @Nullable [] waiting() {
        return waiting;
    }

    void setWaiting(int @Nullable [] code) {
        waiting = code;
    }

    /** An open node where it is known what to do. */
    static SearchNode known(ProofMethod method, String[] names, SearchNode[] children) {
        SearchNode n = new SearchNode();
        n.known = new Expanded(new Step.Plain(method), names, children, true);
        return n;
    }

    /** An open node with a proof that the theory has; nothing of it has been executed. */
    static SearchNode stored(ProofTree proof) {
        SearchNode n = new SearchNode();
        if (!(proof.method() instanceof ProofMethod.Sorry) || proof.caseCount() > 0) {
            String[] names = new String[proof.caseCount()];
            SearchNode[] children = new SearchNode[names.length];
            for (int i = 0; i < names.length; i++) {
                names[i] = proof.caseName(i);
                children[i] = stored(proof.subproof(i));
            }
            n.known = new Expanded(new Step.Plain(proof.method()), names, children, false);
        }
        return n;
    }

    /** The method that an earlier search executed at this open node; null if none did. */
    @Nullable
    ProofMethod knownMethod() {
        Expanded k = known;
        return k == null ? null : k.step.method();
    }

    /** What is known of the node by whatever means; null for an open one. */
    @Nullable
    Expanded expandedOrKnown() {
        Expanded x = expanded;
        return x != null ? x : known;
    }

    /**
     * Makes what is known the node's step, where the tree is only to be kept. A trace of an earlier search is not, as it would
     * have to be validated; one that only stands in the theory claims nothing.
     */
    void expandAsKnown() {
        Expanded k = known;
        if (k != null && !(k.isAnnotated && k.step.method() instanceof ProofMethod.Solved)) {
            expand(k.step, k.names, k.children, k.isAnnotated);
        }
    }

    void expand(Step s, List<NamedSystem> cases) {
        String[] names = NO_NAMES;
        SearchNode[] children = NO_CHILDREN;
        if (!cases.isEmpty()) {
            names = new String[cases.size()];
            children = new SearchNode[cases.size()];
            for (int i = 0; i < names.length; i++) {
                names[i] = cases.get(i).name();
                children[i] = child(names[i]);
            }
        }
        expand(s, names, children, true);
    }

    /** The node of a case, with what is known of it. */
    SearchNode child(String name) {
        Expanded k = known;
        for (int i = 0; k != null && i < k.names.length; i++) {
            if (k.names[i].equals(name)) {
                return k.children[i];
            }
        }
        return new SearchNode();
    }

    void expand(Step s, String[] names, SearchNode[] children, boolean annotated) {
        expanded = new Expanded(s, names, children, annotated);
        waiting = null;
        known = null;
    }

    /** Becomes a closed tree, which others have as well and nobody changes. */
    void reuse(SearchNode closed) {
        expanded = closed.get();
    }

    /** Takes the place of another node, which is not used any more. */
    void become(SearchNode other) {
        if (other != this) {
            waiting = other.waiting;
            solved = other.solved;
            known = other.known;
            expanded = other.expanded;
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
            expanded = new Expanded(new Step.Plain(instead), NO_NAMES, NO_CHILDREN, true);
        }
    }

    boolean isSolved() {
        Expanded x = expanded;
        return x != null && x.step instanceof Step.Plain p && p.method() instanceof ProofMethod.Solved;
    }

    boolean isSorry() {
        Expanded x = expanded;
        return x != null && x.step instanceof Step.Plain p && p.method() instanceof ProofMethod.Sorry;
    }

    private Expanded get() {
        Expanded x = expanded;
        if (x == null) {
            throw new IllegalStateException("the node is open");
        }
        return x;
    }

    Step step() {
        return get().step;
    }

    String[] names() {
        return get().names;
    }

    SearchNode[] children() {
        return get().children;
    }

    @Override
    public ProofMethod method() {
        return step().method();
    }

    @Override
    public boolean isAnnotated() {
        Expanded x = expanded;
        return x == null || x.isAnnotated;
    }

    @Override
    public int caseCount() {
        Expanded x = expanded;
        return x == null ? 0 : x.children.length;
    }

    @Override
    public String caseName(int i) {
        return get().names[i];
    }

    @Override
    public SearchNode subproof(int i) {
        return get().children[i];
    }
}
