package org.troop.solver.search;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.troop.solver.reduce.RuleIndex;
import org.troop.solver.search.Expander.Expansion;
import org.troop.solver.search.Expander.NamedSystem;
import org.troop.solver.system.ConstraintSystem;
import org.troop.solver.system.SystemCodec;
import org.troop.solver.system.Workspace;
import org.troop.theory.close.ClosedTheory;
import org.troop.theory.guard.UnguardedException;
import org.troop.theory.syntax.ProofMethod;
import org.troop.theory.syntax.ProofTree;

/** The constraint systems at nodes of a proof. A proof keeps none: they are computed again along the paths to these nodes. */
public final class ProofSystems {
    private final ClosedTheory theory;
    private final RuleIndex rules;
    private final SharedSources sources;
    private final ProverOptions options;

    ProofSystems(ClosedTheory theory, RuleIndex rules, SharedSources sources, ProverOptions options) {
        this.theory = theory;
        this.rules = rules;
        this.sources = sources;
        this.options = options;
    }

    /** Is shown a node with its system, which lives in the workspace. */
    @FunctionalInterface
    public interface Visitor {
        /** @param path the names of the cases from the root on, empty ones included */
        void visit(List<String> path, Workspace w, ConstraintSystem c);
    }

    /** Shows the solved nodes of a proof in preorder: the traces that were found. */
    public void forEachTrace(LemmaResult result, Visitor visitor) {
        forEach(result, tracesOf(result.proof()), visitor);
    }

    /**
     * Shows one node of a proof.
     *
     * @param place which case to take at each node from the root on
     */
    public void at(LemmaResult result, int[] place, Visitor visitor) {
        forEach(result, List.of(place), visitor);
    }

    /** A node with the cases that lead to it. */
    private record Place(ProofTree node, int[] cases) {
        Place child(int i) {
            int[] below = Arrays.copyOf(cases, cases.length + 1);
            below[cases.length] = i;
            return new Place(node.subproof(i), below);
        }
    }

    /** Places in preorder. */
    private static List<int[]> tracesOf(ProofTree proof) {
        List<int[]> out = new ArrayList<>();
        Deque<Place> open = new ArrayDeque<>();
        open.push(new Place(proof, new int[0]));
        while (!open.isEmpty()) {
            Place p = open.pop();
            if (p.node.isAnnotated()) {
                if (p.node.method() instanceof ProofMethod.Solved) {
                    out.add(p.cases);
                }
                for (int i = p.node.caseCount() - 1; i >= 0; i--) {
                    open.push(p.child(i));
                }
            }
        }
        return out;
    }

    /**
     * A node on the way, with its encoded system: so the workspace can be renewed between any two nodes.
     *
     * @param path names of the cases that lead here
     * @param targets places here and below
     */
    private record Stop(ProofTree node, int[] code, List<String> path, List<int[]> targets) {
        boolean isTarget() {
            return targets.stream().anyMatch(t -> t.length == path.size());
        }

        List<int[]> below(int i) {
            return targets.stream()
                    .filter(t -> t.length > path.size() && t[path.size()] == i)
                    .toList();
        }
    }

    private void forEach(LemmaResult result, List<int[]> targets, Visitor visitor) {
        if (targets.isEmpty()) {
            return;
        }
        LemmaContext context = LemmaContext.of(theory, result.lemma(), options.heuristic());
        Prover prover = new Prover(rules, context, sources, options.oracles(), options.workspaceTerms());
        Deque<Stop> open = new ArrayDeque<>();
        open.push(new Stop(result.proof(), initialSystem(context, prover), List.of(), targets));
        while (!open.isEmpty()) {
            Stop s = open.pop();
            if (prover.isFull()) {
                prover.renew();
                prover.compacted();
            }
            Workspace w = prover.workspace();
            ConstraintSystem c = SystemCodec.decode(w, s.code);
            if (s.isTarget()) {
                visitor.visit(s.path, w, c);
            }
            next(result, s, c, prover).reversed().forEach(open::push);
        }
    }

    private static int[] initialSystem(LemmaContext context, Prover prover) {
        try {
            return SystemCodec.encode(prover.workspace(), context.initialSystem(prover.workspace()));
        } catch (UnguardedException e) {
            throw new UnguardedLemmaException(e);
        }
    }

    private static List<Stop> next(LemmaResult result, Stop s, ConstraintSystem c, Prover prover) {
        List<Stop> out = new ArrayList<>();
        Expansion x = null;
        for (int i = 0; i < s.node.caseCount(); i++) {
            List<int[]> targets = s.below(i);
            if (targets.isEmpty()) {
                continue;
            }
            if (x == null) {
                x = new ProofReplay(prover.expander(), false).execute(c, s.node.method());
            }
            String name = s.node.caseName(i);
            NamedSystem k = x == null ? null : named(name, x.cases());
            if (k == null) {
                throw new IllegalStateException("the proof of " + result.lemma().name() + " does not lead to case '"
                        + name + "' below '" + String.join("/", s.path) + "'");
            }
            List<String> path = new ArrayList<>(s.path);
            path.add(name);
            out.add(new Stop(s.node.subproof(i), SystemCodec.encode(prover.workspace(), k.system()), path, targets));
        }
        return out;
    }

    private static @Nullable NamedSystem named(String name, List<NamedSystem> cases) {
        for (NamedSystem k : cases) {
            if (k.name().equals(name)) {
                return k;
            }
        }
        return null;
    }
}
