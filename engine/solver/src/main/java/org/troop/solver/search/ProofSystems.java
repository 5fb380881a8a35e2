package org.troop.solver.search;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
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

    /** Shows one node of a proof that this prover made. */
    public void at(LemmaResult result, ProofTree node, Visitor visitor) {
        forEach(result, Collections.singletonList(node), visitor);
    }

    private static List<ProofTree> tracesOf(ProofTree proof) {
        List<ProofTree> out = new ArrayList<>();
        Deque<ProofTree> open = new ArrayDeque<>();
        open.push(proof);
        while (!open.isEmpty()) {
            ProofTree n = open.pop();
            if (n.isAnnotated()) {
                if (n.method() instanceof ProofMethod.Solved) {
                    out.add(n);
                }
                for (int i = n.caseCount() - 1; i >= 0; i--) {
                    open.push(n.subproof(i));
                }
            }
        }
        return out;
    }

    /** A node on the way, with its encoded system: so the workspace can be renewed between any two nodes. */
    private record Stop(ProofTree node, int[] code, List<String> path) {}

    private void forEach(LemmaResult result, List<ProofTree> targets, Visitor visitor) {
        if (targets.isEmpty()) {
            return;
        }
        Set<ProofTree> wanted = Collections.newSetFromMap(new IdentityHashMap<>());
        wanted.addAll(targets);
        Set<ProofTree> passed = ancestors(result.proof(), wanted);
        LemmaContext context = LemmaContext.of(theory, result.lemma(), options.heuristic());
        Prover prover = new Prover(rules, context, sources, options.oracles(), options.workspaceTerms());
        Deque<Stop> open = new ArrayDeque<>();
        open.push(new Stop(result.proof(), initialSystem(context, prover), List.of()));
        while (!open.isEmpty()) {
            Stop s = open.pop();
            if (prover.isFull()) {
                prover.renew();
                prover.compacted();
            }
            Workspace w = prover.workspace();
            ConstraintSystem c = SystemCodec.decode(w, s.code);
            if (wanted.contains(s.node)) {
                visitor.visit(s.path, w, c);
            }
            if (passed.contains(s.node)) {
                next(result, s, c, prover, wanted, passed).reversed().forEach(open::push);
            }
        }
    }

    /** The nodes with a wanted one below them. */
    private static Set<ProofTree> ancestors(ProofTree proof, Set<ProofTree> wanted) {
        record Frame(ProofTree node, int[] next) {}
        Set<ProofTree> out = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Frame> path = new ArrayDeque<>();
        path.push(new Frame(proof, new int[1]));
        while (!path.isEmpty()) {
            Frame f = path.peek();
            if (f.next[0] == f.node.caseCount()) {
                path.pop();
                if (!path.isEmpty() && (out.contains(f.node) || wanted.contains(f.node))) {
                    out.add(path.peek().node);
                }
            } else {
                path.push(new Frame(f.node.subproof(f.next[0]++), new int[1]));
            }
        }
        return out;
    }

    private static int[] initialSystem(LemmaContext context, Prover prover) {
        try {
            return SystemCodec.encode(prover.workspace(), context.initialSystem(prover.workspace()));
        } catch (UnguardedException e) {
            throw new UnguardedLemmaException(e);
        }
    }

    private static List<Stop> next(
            LemmaResult result,
            Stop s,
            ConstraintSystem c,
            Prover prover,
            Set<ProofTree> wanted,
            Set<ProofTree> passed) {
        Expansion x = new ProofReplay(prover.expander(), null).execute(c, s.node.method());
        List<Stop> out = new ArrayList<>();
        for (int i = 0; i < s.node.caseCount(); i++) {
            ProofTree child = s.node.subproof(i);
            if (!wanted.contains(child) && !passed.contains(child)) {
                continue;
            }
            String name = s.node.caseName(i);
            NamedSystem k = x == null
                    ? null
                    : x.cases().stream()
                            .filter(y -> y.name().equals(name))
                            .findFirst()
                            .orElse(null);
            if (k == null) {
                throw new IllegalStateException("the proof of " + result.lemma().name() + " does not lead to case '"
                        + name + "' below '" + String.join("/", s.path) + "'");
            }
            List<String> path = new ArrayList<>(s.path);
            path.add(name);
            out.add(new Stop(child, SystemCodec.encode(prover.workspace(), k.system()), path));
        }
        return out;
    }
}
