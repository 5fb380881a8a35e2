package org.troop.solver.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.troop.solver.search.Expander.Expansion;
import org.troop.solver.search.Expander.NamedSystem;
import org.troop.solver.system.ConstraintSystem;
import org.troop.solver.system.SystemCodec;
import org.troop.term.Symbol;
import org.troop.term.store.TermStore;
import org.troop.theory.close.GoalTerms;
import org.troop.theory.syntax.Goal;
import org.troop.theory.syntax.Guarded;
import org.troop.theory.syntax.ProofMethod;
import org.troop.theory.syntax.ProofNode;

/**
 * Replays a stored proof on a system: executable steps are kept, what cannot be executed is kept verbatim below an {@code
 * invalid proof step}, and open cases are handed on.
 */
final class ProofReplay {
    private static final Step SORRY = new Step.Plain(new ProofMethod.Sorry(null));
    private static final Step INVALID = new Step.Plain(new ProofMethod.Sorry("invalid proof step encountered"));

    private static final Pattern NUMBER = Pattern.compile("(^|_)case_[0-9]+$");

    private final Expander expander;
    private final boolean searches;
    private final List<SearchNode> open = new ArrayList<>();

    /** How many steps may still be executed before scripts are taken word for word; at most 0 if they are at once. */
    private long spare;

    /** @param searches whether open nodes are left to a search, which finds proofs for them in place of what is stored there */
    ProofReplay(Expander expander, boolean searches) {
        this.expander = expander;
        this.searches = searches;
    }

    /**
     * Accepts scripts that mean the same in two cases. A goal whose formula has equal parts more than once is found though
     * readers of scripts keep one of them. And where a step could not be executed otherwise, proofs of cases change places
     * that only a number tells apart, as {@code Name_case_1} and {@code Name_case_2}: it depends on the order of unifiers.
     *
     * @param steps that may be executed in all
     */
    void acceptEquivalent(long steps) {
        spare = steps;
    }

    /** The open nodes, waiting, in the order of the proof; none if nothing is searched. */
    List<SearchNode> open() {
        return open;
    }

    /**
     * Replays a proof into an open node.
     *
     * @return whether all steps could be executed, and all cases of the script arose
     */
    boolean replay(ConstraintSystem c, ProofNode stored, SearchNode n) {
        Expansion x = stored.method() instanceof ProofMethod.Sorry ? null : execute(c, stored.method());
        if (x == null && searches) {
            n.become(new SearchNode());
            n.setWaiting(SystemCodec.encode(expander.workspace(), c));
            open.add(n);
        } else if (x == null && stored.method() instanceof ProofMethod.Sorry) {
            SearchNode below = verbatim(stored);
            n.expand(SORRY, below.names(), below.children(), true);
        } else if (x == null) {
            n.expand(INVALID, new String[] {""}, new SearchNode[] {verbatim(stored)}, true);
            return false;
        } else {
            return replay(c, x, stored, n);
        }
        return true;
    }

    /** Keeps an executed step. */
    private boolean replay(ConstraintSystem c, Expansion x, ProofNode stored, SearchNode n) {
        Map<String, ProofNode> script = new LinkedHashMap<>();
        for (ProofNode.Case k : stored.cases()) {
            script.put(k.name(), k.proof());
        }
        TreeMap<String, SearchNode> children = new TreeMap<>(Symbol::compareCodePoints);
        Map<String, ProofNode> proofs = new HashMap<>();
        for (NamedSystem k : x.cases()) {
            ProofNode p = script.remove(k.name());
            proofs.put(k.name(), p == null ? ProofNode.open() : p);
            children.put(k.name(), n.child(k.name()));
        }
        script.forEach((name, p) -> children.put(name, verbatim(p)));
        boolean good = script.isEmpty();
        SearchNode[] nodes = children.values().toArray(SearchNode[]::new);
        n.expand(x.step(), children.keySet().toArray(String[]::new), nodes, true);
        if (n.isSolved()) {
            n.keepSolved(SystemCodec.encode(expander.workspace(), c));
        }
        List<NamedSystem> free = new ArrayList<>();
        List<NamedSystem> bad = new ArrayList<>();
        for (NamedSystem k : x.cases()) {
            ProofNode p = proofs.get(k.name());
            boolean holds = replay(k.system(), p, children.get(k.name()));
            if (!holds) {
                bad.add(k);
            }
            if (!holds || p.method() instanceof ProofMethod.Sorry) {
                free.add(k);
            }
        }
        return good && (bad.isEmpty() || (spare > 0 && renumber(bad, free, proofs, children)));
    }

    /**
     * Finds other places for the proofs of cases that only a number tells apart.
     *
     * @param bad the cases whose proofs do not hold where they stand
     * @param free these and the cases without a proof
     * @return whether all have found a place
     */
    private boolean renumber(
            List<NamedSystem> bad,
            List<NamedSystem> free,
            Map<String, ProofNode> proofs,
            Map<String, SearchNode> children) {
        Map<NamedSystem, SearchNode> moved = new HashMap<>();
        for (NamedSystem from : bad) {
            NamedSystem place = null;
            for (NamedSystem to : free) {
                if (to != from && unnumbered(to.name()).equals(unnumbered(from.name()))) {
                    SearchNode n = new SearchNode();
                    if (replay(to.system(), proofs.get(from.name()), n)) {
                        place = to;
                        moved.put(to, n);
                        break;
                    }
                }
            }
            if (place == null) {
                return false;
            }
            free.remove(place);
        }
        bad.forEach(k -> children.get(k.name()).expand(SORRY, List.of()));
        moved.forEach((k, n) -> children.get(k.name()).become(n));
        return true;
    }

    private static String unnumbered(String name) {
        return NUMBER.matcher(name).replaceFirst("");
    }

    /** The cases of a step; null if it cannot be executed. */
    @Nullable
    Expansion execute(ConstraintSystem c, ProofMethod m) {
        spare--;
        return switch (m) {
            case ProofMethod.Simplify s -> expander.simplify(c);
            case ProofMethod.Induction i ->
                c.nodeCount() == 0 && c.solvedFormulas.isEmpty() && c.goals.size() == 0 && c.formulas.size() == 1
                        ? expander.induction(c)
                        : null;
            case ProofMethod.Solve s -> {
                int i = find(c, s.goal());
                yield i < 0 ? null : expander.solve(c, c.goals.goal(i), c.goals.annotations(i));
            }
            case ProofMethod.Contradiction k -> finishedAs(c, new ProofMethod.Contradiction(null));
            case ProofMethod.Solved s -> finishedAs(c, m);
            case ProofMethod.Unfinishable u -> finishedAs(c, m);
            default -> null;
        };
    }

    /** The index of a goal of the script among those of the system; negative if it has none. */
    private int find(ConstraintSystem c, Goal goal) {
        TermStore s = expander.workspace().s;
        int g = GoalTerms.toTerm(s, goal);
        int found = g == 0 ? -1 : c.goals.find(g);
        if (found >= 0 || g == 0 || spare <= 0 || !(goal instanceof Goal.Disjunction)) {
            return found;
        }
        for (int i = 0; i < c.goals.size(); i++) {
            if (GoalTerms.toTree(s, c.goals.goal(i), 0) instanceof Goal.Disjunction d
                    && GoalTerms.toTerm(s, asRead(d)) == g) {
                return i;
            }
        }
        return -1;
    }

    /** What a reader makes of a printed goal: parts that became equal are there once. */
    private static Goal asRead(Goal.Disjunction d) {
        return new Goal.Disjunction(d.parts().stream().map(Guarded::simplified).toList());
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
