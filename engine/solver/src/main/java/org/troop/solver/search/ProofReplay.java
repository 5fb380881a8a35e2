package org.troop.solver.search;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
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
    private static final Step INVALID = new Step.Plain(new ProofMethod.Sorry("invalid proof step encountered"));

    private final Expander expander;
    private final @Nullable Function<ConstraintSystem, SearchNode> search;

    /** @param search finds a proof for an open node, which takes the place of what is stored there; null leaves it open */
    ProofReplay(Expander expander, @Nullable Function<ConstraintSystem, SearchNode> search) {
        this.expander = expander;
        this.search = search;
    }

    SearchNode replay(ConstraintSystem c, ProofNode stored) {
        if (stored.method() instanceof ProofMethod.Sorry) {
            return open(c, stored);
        }
        Expansion x = execute(c, stored.method());
        if (x == null) {
            if (search != null) {
                return search.apply(c);
            }
            return new SearchNode(INVALID, new String[] {""}, new SearchNode[] {verbatim(stored)}, true);
        }
        Map<String, ProofNode> script = new LinkedHashMap<>();
        for (ProofNode.Case k : stored.cases()) {
            script.put(k.name(), k.proof());
        }
        TreeMap<String, SearchNode> children = new TreeMap<>(Symbol::compareCodePoints);
        for (NamedSystem k : x.cases()) {
            ProofNode p = script.remove(k.name());
            children.put(k.name(), replay(k.system(), p == null ? ProofNode.open() : p));
        }
        script.forEach((name, p) -> children.put(name, verbatim(p)));
        SearchNode n = new SearchNode(
                x.step(),
                children.keySet().toArray(String[]::new),
                children.values().toArray(SearchNode[]::new),
                true);
        if (n.isSolved()) {
            n.keepSolved(SystemCodec.encode(expander.workspace(), c));
        }
        return n;
    }

    /** An open node; what is stored below it stays if nothing is searched. */
    private SearchNode open(ConstraintSystem c, ProofNode stored) {
        if (search != null) {
            return search.apply(c);
        }
        SearchNode below = verbatim(stored);
        String[] names = new String[below.caseCount()];
        SearchNode[] children = new SearchNode[names.length];
        for (int i = 0; i < names.length; i++) {
            names[i] = below.caseName(i);
            children[i] = below.subproof(i);
        }
        return new SearchNode(new Step.Plain(new ProofMethod.Sorry(null)), names, children, true);
    }

    private @Nullable Expansion execute(ConstraintSystem c, ProofMethod m) {
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
