package org.troop.bench.sim;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.troop.solver.search.Strategy;

/**
 * Prints a table of a recorded tree's search by 1 to 1,024 workers: {@code Simulate FILE [COPIES [NODE-FACTOR]]}. Costs of the
 * cluster's parts are set as properties, in microseconds: {@code -Dlease=100 -Dmerge=500 -Dopen=20 -Dlatency=500}, {@code
 * -Dmegabytes=100} per second, {@code -Dbudget=2000} milliseconds, {@code -Dnodes=64} in a lease.
 */
public final class Simulate {
    private static final long MICRO = 1_000;
    private static final long MILLI = 1_000_000;

    private Simulate() {}

    public static void main(String[] args) throws IOException {
        RecordedTree tree = RecordedTree.read(Path.of(args[0]));
        if (args.length > 1) {
            tree = tree.copies(Integer.parseInt(args[1]));
        }
        Costs costs = new Costs(
                Long.getLong("lease", 100) * MICRO,
                Long.getLong("merge", 500) * MICRO,
                Long.getLong("open", 20) * MICRO,
                Long.getLong("latency", 500) * MICRO,
                1e3 / Long.getLong("megabytes", 100));
        long budget = Long.getLong("budget", 2_000) * MILLI;
        int nodes = Integer.getInteger("nodes", 64);
        System.out.printf(
                Locale.ROOT, "%d nodes, work %.1f s, span %.2f s%n", tree.size(), tree.work() / 1e9, tree.span() / 1e9);
        System.out.println("| workers | seconds | speed-up | efficiency | units | coordinator busy |");
        System.out.println("|---:|---:|---:|---:|---:|---:|");
        double one = 0;
        for (int w = 1; w <= 1_024; w *= 2) {
            ClusterSimulation.Outcome o = new ClusterSimulation(tree, Strategy.DFS, w, budget, nodes, costs).run();
            one = w == 1 ? o.nanos() : one;
            System.out.printf(
                    Locale.ROOT,
                    "| %d | %.2f | %.1f | %.0f%% | %d | %.1f%% |%n",
                    w,
                    o.nanos() / 1e9,
                    one / o.nanos(),
                    100 * one / o.nanos() / w,
                    o.units(),
                    100 * o.coordinatorBusy());
        }
    }
}
