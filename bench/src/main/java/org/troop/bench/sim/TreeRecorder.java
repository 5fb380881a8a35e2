package org.troop.bench.sim;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.troop.cli.OracleScripts;
import org.troop.cli.OracleUse;
import org.troop.solver.prepare.Preparation;
import org.troop.solver.search.Budget;
import org.troop.solver.search.ProverOptions;
import org.troop.solver.search.UnitOutcome;
import org.troop.solver.search.UnitProver;
import org.troop.solver.search.WorkUnit;
import org.troop.solver.source.SourceComputation.Limits;
import org.troop.theory.close.ClosedTheory;
import org.troop.theory.parse.ParseOptions;
import org.troop.theory.parse.TheoryParser;
import org.troop.worker.wire.SystemBytes;

/**
 * Records the whole tree of a lemma, node by node as units of their own: {@code TreeRecorder THEORY LEMMA MOST-NODES FILE [FLAG...]}. Times are
 * the thread's processor time, so that other load does not count, and neither do the theory's oracle scripts. What a unit of one node takes
 * more than a node in a search that keeps systems on its stack is taken off: decoding and encoding are measured by themselves. The first
 * nodes are expanded before that, so that sources and the compiler are not part of the costs.
 */
public final class TreeRecorder {
    private static final int WARM_UP = 2_000;
    /** Of a node, in nanoseconds: nothing is for free. */
    private static final long LEAST = 1_000;

    private record Waiting(int parent, WorkUnit unit) {}

    private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();

    private final UnitProver.Hands hands;

    private TreeRecorder(ClosedTheory theory, String lemma, OracleScripts oracles) {
        ProverOptions options = ProverOptions.DEFAULT.with(oracles);
        hands = new UnitProver(theory, options, line -> {}).hands(lemma);
    }

    public static void main(String[] args) throws Exception {
        if (args.length < 4 || !args[2].matches("[0-9]{1,9}")) {
            System.err.println("usage: bench/simulate record THEORY LEMMA MOST-NODES FILE [FLAG...]");
            System.exit(1);
        }
        ParseOptions parsing =
                new ParseOptions(new HashSet<>(Arrays.asList(args).subList(4, args.length)), false);
        ClosedTheory theory = new Preparation(false, false, false, Limits.DEFAULT)
                .close(TheoryParser.parse(Path.of(args[0]), parsing), Preparation.Checks.NONE, line -> {});
        // Wide on its stack: terms are deep, not many.
        Throwable[] failure = new Throwable[1];
        Thread t = new Thread(
                null,
                () -> {
                    try (OracleScripts oracles = new OracleScripts(OracleUse.DEFAULT)) {
                        RecordedTree tree = record(theory, args[1], Integer.parseInt(args[2]), oracles);
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

    /** Depth first, until no node is open or {@code most} are expanded; what is open then is left out. */
    static RecordedTree record(ClosedTheory theory, String lemma, int most, OracleScripts oracles) {
        TreeRecorder r = new TreeRecorder(theory, lemma, oracles);
        r.record(Math.min(most, WARM_UP));
        return r.record(most);
    }

    private RecordedTree record(int most) {
        RecordedTree.Builder tree = new RecordedTree.Builder();
        ArrayDeque<Waiting> open = new ArrayDeque<>(
                Set.of(new Waiting(-1, new WorkUnit(new int[0], null, Integer.MAX_VALUE, null, false))));
        Waiting w;
        while (tree.size() < most && (w = open.poll()) != null) {
            int[] system = w.unit.system();
            long codec = system == null ? 0 : codecNanos(system);
            long start = CLOCK.getCurrentThreadCpuTime();
            UnitOutcome p = hands.search(w.unit, Budget.ofNodes(1));
            long nanos = CLOCK.getCurrentThreadCpuTime() - start;
            nanos -= codec + codec / 2; // checked on arrival, then decoded
            for (UnitOutcome.Open o : p.open()) {
                nanos -= codecNanos(o.system()) / 2;
            }
            int node = tree.add(
                    w.parent,
                    Math.max(LEAST, nanos),
                    codec,
                    system == null ? 0 : SystemBytes.encode(system).length,
                    !p.traces().isEmpty());
            for (UnitOutcome.Open o : p.open().reversed()) {
                open.push(new Waiting(node, new WorkUnit(o.path(), o.system(), Integer.MAX_VALUE, null, false)));
            }
        }
        return tree.build();
    }

    /** To decode a system, and to encode it again. */
    private long codecNanos(int[] system) {
        long start = CLOCK.getCurrentThreadCpuTime();
        hands.canonical(system);
        return CLOCK.getCurrentThreadCpuTime() - start;
    }
}
