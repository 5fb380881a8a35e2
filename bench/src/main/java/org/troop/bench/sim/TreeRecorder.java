package org.troop.bench.sim;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Set;
import org.troop.solver.search.Budget;
import org.troop.solver.search.ProverOptions;
import org.troop.solver.search.UnitOutcome;
import org.troop.solver.search.UnitProver;
import org.troop.solver.search.WorkUnit;
import org.troop.term.ac.AcService;
import org.troop.term.ac.AcSession;
import org.troop.theory.close.ClosedTheory;
import org.troop.theory.close.Closing;
import org.troop.theory.parse.ParseOptions;
import org.troop.theory.parse.TheoryParser;

/**
 * Records the whole tree of a lemma, node by node as units of their own: {@code TreeRecorder THEORY LEMMA MOST-NODES FILE}. A
 * node's cost is that of decoding its system, expanding it and encoding its children; a search that keeps systems on its
 * stack pays less. The first node is expanded twice, so that sources are not part of its cost.
 */
public final class TreeRecorder {
    private record Waiting(int parent, WorkUnit unit) {}

    private TreeRecorder() {}

    public static void main(String[] args) throws Exception {
        if (args.length != 4) {
            System.err.println("usage: TreeRecorder THEORY LEMMA MOST-NODES FILE");
            System.exit(1);
        }
        ClosedTheory theory = Closing.close(
                TheoryParser.parse(Path.of(args[0]), ParseOptions.DEFAULT),
                (signature, heads) -> new AcService(new AcSession(signature), heads));
        // Wide on its stack: terms are deep, not many.
        Throwable[] failure = new Throwable[1];
        Thread t = new Thread(
                null,
                () -> {
                    try {
                        RecordedTree tree = record(theory, args[1], Integer.parseInt(args[2]));
                        tree.write(Path.of(args[3]));
                        System.out.println(tree.size() + " nodes, " + tree.work() / 1_000_000 + " ms");
                    } catch (Throwable e) {
                        failure[0] = e;
                    }
                },
                "recorder",
                1L << 30);
        t.start();
        t.join();
        if (failure[0] != null) {
            throw new IllegalStateException(failure[0]);
        }
    }

    /** Breadth first, until no node is open or {@code most} are expanded; what is open then is left out. */
    static RecordedTree record(ClosedTheory theory, String lemma, int most) {
        UnitProver.Hands hands = new UnitProver(theory, ProverOptions.DEFAULT, line -> {}).hands(lemma);
        WorkUnit root = new WorkUnit(new int[0], null, Integer.MAX_VALUE, null, false);
        hands.search(root, Budget.ofNodes(1));
        RecordedTree.Builder tree = new RecordedTree.Builder();
        ArrayDeque<Waiting> open = new ArrayDeque<>(Set.of(new Waiting(-1, root)));
        Waiting w;
        while (tree.size() < most && (w = open.poll()) != null) {
            long start = System.nanoTime();
            UnitOutcome p = hands.search(w.unit, Budget.ofNodes(1));
            long nanos = System.nanoTime() - start;
            int[] system = w.unit.system();
            int node = tree.add(
                    w.parent,
                    nanos,
                    system == null ? 0 : 4 * system.length,
                    !p.traces().isEmpty());
            for (UnitOutcome.Open o : p.open()) {
                open.add(new Waiting(node, new WorkUnit(o.path(), o.system(), Integer.MAX_VALUE, null, false)));
            }
        }
        return tree.build();
    }
}
