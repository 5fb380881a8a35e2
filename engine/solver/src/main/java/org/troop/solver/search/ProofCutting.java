package org.troop.solver.search;

import org.troop.theory.syntax.ProofMethod;

/** Takes the proof out of a tree; shares nodes with it. */
final class ProofCutting {
    private final int level;
    private boolean found;

    private ProofCutting(int level) {
        this.level = level;
    }

    static SearchNode apply(ProofCut cut, SearchNode root) {
        return switch (cut) {
            case ProofCut.Whole w -> root;
            case ProofCut.PathTo p -> onlyPath(root, p.choices(), 0);
            case ProofCut.Level l -> new ProofCutting(l.depth()).cut(root, 0);
            case ProofCut.UntilSorry u -> new ProofCutting(-1).untilSorry(root);
        };
    }

    private static SearchNode onlyPath(SearchNode n, int[] choices, int depth) {
        if (depth == choices.length) {
            return n;
        }
        int i = choices[depth];
        SearchNode child = onlyPath(n.subproof(i), choices, depth + 1);
        return new SearchNode(n.step(), new String[] {n.caseName(i)}, new SearchNode[] {child}, n.isAnnotated());
    }

    private SearchNode untilSorry(SearchNode n) {
        if (n.caseCount() == 0) {
            found |= n.isSorry();
            return n;
        }
        if (found) {
            return SearchNode.leaf(new ProofMethod.Sorry(null));
        }
        String[] names = new String[n.caseCount()];
        SearchNode[] children = new SearchNode[names.length];
        for (int i = 0; i < names.length; i++) {
            names[i] = n.caseName(i);
            children[i] = untilSorry(n.subproof(i));
        }
        return new SearchNode(n.step(), names, children, n.isAnnotated());
    }

    private SearchNode cut(SearchNode n, int depth) {
        found |= depth == level && n.isSolved();
        if (n.caseCount() == 0) {
            return n;
        }
        if (depth == level) {
            return SearchNode.leaf(new ProofMethod.Sorry(found ? "ignored (attack exists)" : "bound reached"));
        }
        String[] names = new String[n.caseCount()];
        SearchNode[] children = new SearchNode[names.length];
        for (int i = 0; i < names.length; i++) {
            names[i] = n.caseName(i);
            children[i] = cut(n.subproof(i), depth + 1);
        }
        return new SearchNode(n.step(), names, children, n.isAnnotated());
    }
}
