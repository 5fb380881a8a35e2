package org.troop.solver.search;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.troop.solver.search.Expander.Expansion;
import org.troop.solver.search.Expander.NamedSystem;
import org.troop.solver.system.ConstraintSystem;
import org.troop.theory.syntax.ProofMethod;
import org.troop.theory.syntax.ProofTree;

/**
 * A node of a proof tree while it grows. A node holds its system only until it is expanded; afterwards method and case
 * names are all that is kept.
 */
final class SearchNode implements ProofTree {
  private static final String[] NO_NAMES = {};
  private static final SearchNode[] NO_CHILDREN = {};

  private @Nullable ConstraintSystem system;
  private @Nullable ProofMethod method;
  private String[] names = NO_NAMES;
  private SearchNode[] children = NO_CHILDREN;
  private final boolean annotated;

  /** An open node. */
  SearchNode(ConstraintSystem system) {
    this.system = system;
    annotated = true;
  }

  /** A finished node. */
  SearchNode(ProofMethod method, String[] names, SearchNode[] children, boolean annotated) {
    this.method = method;
    this.names = names;
    this.children = children;
    this.annotated = annotated;
  }

  static SearchNode leaf(ProofMethod method) {
    return new SearchNode(method, NO_NAMES, NO_CHILDREN, true);
  }

  boolean isExpanded() {
    return method != null;
  }

  /** The system of an open node. */
  ConstraintSystem system() {
    if (system == null) {
      throw new IllegalStateException("the node is expanded");
    }
    return system;
  }

  void setSystem(ConstraintSystem c) {
    system = c;
  }

  void expand(Expansion x) {
    method = x.method();
    List<NamedSystem> cases = x.cases();
    if (!cases.isEmpty()) {
      names = new String[cases.size()];
      children = new SearchNode[cases.size()];
      for (int i = 0; i < names.length; i++) {
        names[i] = cases.get(i).name();
        children[i] = new SearchNode(cases.get(i).system());
      }
    }
    system = null;
  }

  /** Ends an open node by a method without cases. */
  void close(ProofMethod m) {
    method = m;
    system = null;
  }

  boolean isSolved() {
    return method instanceof ProofMethod.Solved;
  }

  @Override
  public ProofMethod method() {
    if (method == null) {
      throw new IllegalStateException("the node is open");
    }
    return method;
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
