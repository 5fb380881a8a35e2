package org.troop.solver.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.troop.solver.search.Expander.Expansion;
import org.troop.solver.search.Expander.NamedSystem;
import org.troop.solver.system.ConstraintSystem;
import org.troop.solver.system.SystemCodec;
import org.troop.term.Symbol;
import org.troop.theory.close.GoalTerms;
import org.troop.theory.syntax.ProofMethod;
import org.troop.theory.syntax.ProofNode;

/**
 * Replays a stored proof on a system: executable steps are kept, what cannot be executed is kept verbatim below an {@code
 * invalid proof step}, and open cases are handed on.
 */
final class ProofReplay {
    private static final Step SORRY = new Step.Plain(new ProofMethod.Sorry(null));
    private static final Step INVALID = new Step.Plain(new ProofMethod.Sorry("invalid proof step encountered"));

    private final Expander expander;
    private final boolean searches;
    private final List<SearchNode> open = new ArrayList<>();

    /** @param searches whether open nodes are left to a search, which finds proofs for them in place of what is stored there */
    ProofReplay(Expander expander, boolean searches) {
        this.expander = expander;
        this.searches = searches;
    }

    /** The open nodes, waiting, in the order of the proof; none if nothing is searched. */
    List<SearchNode> open() {
        return open;
    }

    /** Replays a proof into an open node. */
    void replay(ConstraintSystem c, ProofNode stored, SearchNode n) {
        Expansion x = stored.method() instanceof ProofMethod.Sorry ? null : execute(c, stored.method());
        if (x == null && searches) {
            n.setWaiting(SystemCodec.encode(expander.workspace(), c));
            open.add(n);
        } else if (x == null && stored.method() instanceof ProofMethod.Sorry) {
            SearchNode below = verbatim(stored);
            n.expand(SORRY, below.names(), below.children(), true);
        } else if (x == null) {
            n.expand(INVALID, new String[] {""}, new SearchNode[] {verbatim(stored)}, true);
        } else {
            replay(c, x, stored, n);
        }
    }

    /** Keeps an executed step. */
    private void replay(ConstraintSystem c, Expansion x, ProofNode stored, SearchNode n) {
        Map<String, ProofNode> script = new LinkedHashMap<>();
        for (ProofNode.Case k : stored.cases()) {
            script.put(k.name(), k.proof());
        }
        TreeMap<String, SearchNode> children = new TreeMap<>(Symbol::compareCodePoints);
        Map<String, ProofNode> proofs = new HashMap<>();
        for (NamedSystem k : x.cases()) {
            ProofNode p = script.remove(k.name());
            proofs.put(k.name(), p == null ? ProofNode.open() : p);
            children.put(k.name(), new SearchNode());
        }
        script.forEach((name, p) -> children.put(name, verbatim(p)));
        SearchNode[] nodes = children.values().toArray(SearchNode[]::new);
        n.expand(x.step(), children.keySet().toArray(String[]::new), nodes, true);
        if (n.isSolved()) {
            n.keepSolved(SystemCodec.encode(expander.workspace(), c));
        }
        for (NamedSystem k : x.cases()) {
            replay(k.system(), proofs.get(k.name()), children.get(k.name()));
        }
    }

    /** The cases of a step; null if it cannot be executed. */
    @Nullable
    Expansion execute(ConstraintSystem c, ProofMethod m) {
        return switch (m) {
            case ProofMethod.Simplify s -> expander.simplify(c);
            case ProofMethod.Induction i ->
                c.nodeCount() == 0 && c.solvedFormulas.isEmpty() && c.goals.size() == 0 && c.formulas.size() == 1
                        ? expander.induction(c)
                        : null;
            case ProofMethod.Solve s -> {
                int g = GoalTerms.toTerm(expander.workspace().s, s.goal());
                int i = g == 0 ? -1 : c.goals.find(g);
                yield i < 0 ? null : expander.solve(c, g, c.goals.annotations(i));
            }
            case ProofMethod.Contradiction k -> finishedAs(c, new ProofMethod.Contradiction(null));
            case ProofMethod.Solved s -> finishedAs(c, m);
            case ProofMethod.Unfinishable u -> finishedAs(c, m);
            default -> null;
        };
    }

    private @Nullable Expansion finishedAs(ConstraintSystem c, ProofMethod m) {
        ProofMethod end = expander.finished(c);
        return end != null && end.getClass() == m.getClass() ? new Expansion(new Step.Plain(m), List.of()) : null;
    }

    private static SearchNode verbatim(ProofNode p) {
        List<String> names = new ArrayList<>();
        List<SearchNode> children = new ArrayList<>();
        for (ProofNode.Case k : p.cases()) {
            names.add(k.name());
            children.add(verbatim(k.proof()));
        }
        return new SearchNode(
                new Step.Plain(p.method()), names.toArray(String[]::new), children.toArray(SearchNode[]::new), false);
    }
}
