package org.troop.solver.search;

import org.jspecify.annotations.Nullable;
import org.troop.theory.syntax.ProofMethod;
import org.troop.theory.syntax.ProofTree;

/**
 * A view of a tree that may still grow: nodes that are neither expanded nor known from an earlier search are {@code sorry}. What is printed of a node is looked up
 * once, so that its cases fit its method.
 */
final class PartialProof implements ProofTree {
    private final SearchNode.@Nullable Expanded node;
    private final String reason;

    PartialProof(SearchNode node, String reason) {
        this.node = node.expandedOrKnown();
        this.reason = reason;
    }

    @Override
    public ProofMethod method() {
        return node == null ? new ProofMethod.Sorry(reason) : node.step().method();
    }

    @Override
    public boolean isAnnotated() {
        return node == null || node.isAnnotated();
    }

    @Override
    public int caseCount() {
        return node == null ? 0 : node.children().length;
    }

    @Override
    public String caseName(int i) {
        if (node == null) {
            throw new IndexOutOfBoundsException(i);
        }
        return node.names()[i];
    }

    @Override
    public ProofTree subproof(int i) {
        if (node == null) {
            throw new IndexOutOfBoundsException(i);
        }
        return new PartialProof(node.children()[i], reason);
    }
}
