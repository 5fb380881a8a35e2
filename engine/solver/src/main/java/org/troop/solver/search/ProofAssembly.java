package org.troop.solver.search;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.troop.solver.system.MalformedCodeException;
import org.troop.term.store.Heads;
import org.troop.theory.close.ClosedTheory;
import org.troop.theory.print.Summary.Status;
import org.troop.theory.syntax.Item.Lemma;

/** Puts the proof of a lemma together from the fragments of its units, parents before their children. Not thread-safe. */
public final class ProofAssembly {
    /** What a proof amounts to without its theory: a trace is taken for one. */
    public record Size(Status status, long steps) {}

    private final Heads heads;
    private final SearchNode root = new SearchNode();
    private final Map<Long, List<SearchNode>> holes = new HashMap<>();

    /** @param heads of the closed theory; of any, if only the {@link #size} is asked for */
    public ProofAssembly(Heads heads) {
        this.heads = heads;
    }

    /**
     * Adds the fragment of the search's root.
     *
     * @throws MalformedCodeException if it is no fragment
     */
    public void addRoot(long unit, byte[] fragment) {
        add(root, unit, fragment);
    }

    /**
     * Adds the fragment of another unit.
     *
     * @param parent the unit whose fragment has the hole
     * @param hole number of the hole, from 0
     * @throws MalformedCodeException if it is no fragment, or there is no such hole
     */
    public void add(long unit, long parent, int hole, byte[] fragment) {
        List<SearchNode> of = holes.get(parent);
        if (of == null || hole < 0 || hole >= of.size() || of.get(hole).isExpanded()) {
            throw new MalformedCodeException("a proof fragment that fits nowhere");
        }
        add(of.get(hole), unit, fragment);
    }

    private void add(SearchNode n, long unit, byte[] fragment) {
        List<SearchNode> open = new FragmentReader(heads, fragment).readInto(n);
        if (!open.isEmpty()) {
            holes.put(unit, open);
        }
    }

    /** Tells the system of a trace, to be validated when it is in the proof. Its fragment must have been added. */
    public void addTrace(int[] path, int[] system) {
        SearchNode n = root;
        for (int i : path) {
            if (i < 0 || i >= n.caseCount()) {
                throw new MalformedCodeException("a trace that is not in the proof");
            }
            n = n.subproof(i);
        }
        if (!n.isExpanded() || !n.isSolved()) {
            throw new MalformedCodeException("a trace that is not in the proof");
        }
        n.keepSolved(system);
    }

    public Size size(ProofCut cut) {
        LemmaResult.Measure m = LemmaResult.measure(ProofCutting.apply(cut, root));
        return new Size(m.status(), m.steps());
    }

    /** The lemma with its proof, whose traces are validated now. */
    public LemmaResult result(ClosedTheory theory, Lemma lemma, ProofCut cut) {
        return result(theory, lemma, cut, null);
    }

    /**
     * The same.
     *
     * @param stopped why the search ended before it was done; null if it did not
     */
    public LemmaResult result(ClosedTheory theory, Lemma lemma, ProofCut cut, @Nullable String stopped) {
        SearchNode proof = ProofCutting.apply(cut, root);
        return LemmaResult.of(lemma, proof, new TraceCheck(theory).check(lemma, proof), stopped);
    }
}
