package org.troop.solver.graph;

import java.util.ArrayList;
import java.util.List;
import org.troop.solver.search.LemmaResult;
import org.troop.solver.search.ProverOptions;
import org.troop.solver.search.TheoryProver;
import org.troop.term.ac.AcService;
import org.troop.term.ac.AcSession;
import org.troop.theory.close.ClosedTheory;
import org.troop.theory.close.Closing;
import org.troop.theory.guard.UnguardedException;
import org.troop.theory.parse.TheoryParser;
import org.troop.theory.syntax.Theory;

/** Graphs of the traces of theories that tests write. */
final class Traces {
    private Traces() {}

    /** The graphs of all traces in the proofs of all lemmas, in order. */
    static List<SystemGraph> of(String items, GraphOptions options) {
        Theory t = TheoryParser.parseString("theory G begin\n" + items + "\nend", "test");
        ClosedTheory closed;
        try {
            closed = Closing.close(t, (signature, heads) -> new AcService(new AcSession(signature), heads));
        } catch (UnguardedException e) {
            throw new IllegalArgumentException(e);
        }
        TheoryProver prover = new TheoryProver(closed, ProverOptions.DEFAULT, line -> {});
        List<SystemGraph> out = new ArrayList<>();
        for (LemmaResult r : prover.prove(l -> true)) {
            prover.systems().forEachTrace(r, (path, w, c) -> out.add(SystemGraph.of(w, c, options)));
        }
        return out;
    }

    /** Graphviz text of the only trace. */
    static String dot(String items, GraphOptions options) {
        List<SystemGraph> all = of(items, options);
        if (all.size() != 1) {
            throw new IllegalArgumentException(all.size() + " traces");
        }
        return all.getFirst().dot("G");
    }
}
