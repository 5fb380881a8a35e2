package org.troop.solver.search;

import java.util.ArrayDeque;
import java.util.function.Consumer;
import org.troop.theory.syntax.ProofMethod;

/**
 * Walks the proof tree of one system by a strategy, expanding nodes when it first reaches them. What the result looks like
 * is defined on the whole tree, so it does not depend on who expands a node.
 */
final class ProofSearch {
  /** Depth limit of a search without one. */
  static final int UNBOUNDED = Integer.MAX_VALUE;

  private static final int FIRST_LIMIT = 4;

  private final NodeExpansion expansion;
  private final int bound;
  private final Consumer<String> log;
  private boolean cut;

  /** Expands a node of the tree at a depth; the bound is already respected. */
  interface NodeExpansion {
    void expand(SearchNode node, int depth);
  }

  /** @param bound nodes at this depth become sorry; {@link #UNBOUNDED} without */
  ProofSearch(NodeExpansion expansion, int bound, Consumer<String> log) {
    this.expansion = expansion;
    this.bound = bound;
    this.log = log;
  }

  SearchNode run(SearchNode root, Strategy strategy) {
    return switch (strategy) {
      case DFS -> deepening(root);
      case SEQDFS -> {
        ArrayDeque<Integer> path = new ArrayDeque<>();
        yield find(root, 0, UNBOUNDED, path) ? onlyPath(root, path) : root;
      }
      case BFS -> breadthFirst(root);
      case NONE -> {
        expandAll(root, 0);
        yield root;
      }
    };
  }

  private void ensureExpanded(SearchNode n, int depth) {
    if (!n.isExpanded()) {
      if (depth >= bound) {
        n.close(new ProofMethod.Sorry("bound " + bound + " hit"));
      } else {
        expansion.expand(n, depth);
      }
    }
  }

  private SearchNode deepening(SearchNode root) {
    for (long limit = FIRST_LIMIT; ; limit *= 2) {
      cut = false;
      ArrayDeque<Integer> path = new ArrayDeque<>();
      if (find(root, 0, (int) Math.min(limit, UNBOUNDED), path)) {
        return onlyPath(root, path);
      }
      if (!cut) {
        return root;
      }
    }
  }

  /** Preorder search for a trace below the limit; the path to it is the choice of children from the root on. */
  private boolean find(SearchNode n, int depth, int limit, ArrayDeque<Integer> path) {
    if (depth >= limit) {
      cut = true;
      return false;
    }
    ensureExpanded(n, depth);
    if (n.isSolved()) {
      return true;
    }
    for (int i = 0; i < n.caseCount(); i++) {
      if (find(n.subproof(i), depth + 1, limit, path)) {
        path.addFirst(i);
        return true;
      }
    }
    return false;
  }

  private static SearchNode onlyPath(SearchNode n, ArrayDeque<Integer> path) {
    if (path.isEmpty()) {
      return n;
    }
    int i = path.removeFirst();
    SearchNode child = onlyPath(n.subproof(i), path);
    return new SearchNode(
        n.method(), new String[] {n.caseName(i)}, new SearchNode[] {child}, n.isAnnotated());
  }

  private void expandAll(SearchNode n, int depth) {
    ensureExpanded(n, depth);
    for (int i = 0; i < n.caseCount(); i++) {
      expandAll(n.subproof(i), depth + 1);
    }
  }

  // ---- breadth first

  private boolean found;

  private SearchNode breadthFirst(SearchNode root) {
    for (int level = 1; ; level++) {
      log.accept("searching for attacks at depth: " + level);
      cut = false;
      found = false;
      SearchNode tree = cutAt(root, 0, level);
      if (found) {
        log.accept("attack found at depth: " + level);
        return tree;
      }
      if (!cut) {
        return root;
      }
    }
  }

  private SearchNode cutAt(SearchNode n, int depth, int level) {
    ensureExpanded(n, depth);
    if (depth == level) {
      if (n.isSolved()) {
        found = true;
      }
      if (n.caseCount() == 0) {
        return n;
      }
      cut = true;
      return SearchNode.leaf(new ProofMethod.Sorry(found ? "ignored (attack exists)" : "bound reached"));
    }
    if (n.caseCount() == 0) {
      return n;
    }
    String[] names = new String[n.caseCount()];
    SearchNode[] children = new SearchNode[names.length];
    for (int i = 0; i < names.length; i++) {
      names[i] = n.caseName(i);
      children[i] = cutAt(n.subproof(i), depth + 1, level);
    }
    return new SearchNode(n.method(), names, children, n.isAnnotated());
  }
}
