package org.troop.solver.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.troop.solver.search.Expander.Expansion;
import org.troop.solver.system.ConstraintSystem;
import org.troop.solver.system.SystemCodec;
import org.troop.theory.syntax.ProofMethod;
import org.troop.theory.syntax.ProofNode;

/**
 * Builds the tree of an earlier search again, so that the search goes on where it was. Closed subtrees without a trace are
 * there at once; at nodes that lead to an open node or to a trace it is known what to do, and the search executes it when
 * it comes there. What the search makes of it is what it would have made without the interruption, as that does not depend
 * on when which node was expanded.
 */
final class Resumption {
    private Resumption() {}

    /** The tree where a search goes on: closed, or open with what is known. */
    static SearchNode tree(ProofNode known) {
        String[] names = new String[known.caseCount()];
        SearchNode[] children = new SearchNode[names.length];
        boolean isClosed =
                !(known.method() instanceof ProofMethod.Sorry || known.method() instanceof ProofMethod.Solved);
        for (int i = 0; i < names.length; i++) {
            names[i] = known.caseName(i);
            children[i] = tree(known.subproof(i));
            isClosed &= children[i].isExpanded();
        }
        return known.method() instanceof ProofMethod.Sorry
                ? new SearchNode()
                : isClosed
                        ? new SearchNode(new Step.Plain(known.method()), names, children, true)
                        : SearchNode.known(known.method(), names, children);
    }

    /**
     * The result of a search that had ended, which found traces: its steps are executed, so that the traces are validated; cases
     * that it leaves out stay out.
     *
     * @param c the system of the node
     */
    static SearchNode result(Expander expander, ConstraintSystem c, ProofNode known) {
        if (known.method() instanceof ProofMethod.Sorry) {
            return SearchNode.leaf(known.method());
        }
        Expansion x = new ProofReplay(expander, false).execute(c, known.method());
        if (x == null) {
            return SearchNode.leaf(new ProofMethod.Sorry("invalid proof step encountered"));
        }
        Map<String, ConstraintSystem> systems = new HashMap<>();
        x.cases().forEach(k -> systems.put(k.name(), k.system()));
        List<String> names = new ArrayList<>();
        List<SearchNode> children = new ArrayList<>();
        for (ProofNode.Case k : known.cases()) {
            ConstraintSystem d = systems.get(k.name());
            names.add(k.name());
            children.add(
                    d == null
                            ? SearchNode.leaf(new ProofMethod.Sorry("invalid proof step encountered"))
                            : result(expander, d, k.proof()));
        }
        SearchNode n = new SearchNode(
                x.cases().isEmpty() ? new Step.Plain(known.method()) : x.step(),
                names.toArray(String[]::new),
                children.toArray(SearchNode[]::new),
                true);
        if (n.isSolved()) {
            n.keepSolved(SystemCodec.encode(expander.workspace(), c));
        }
        return n;
    }
}
