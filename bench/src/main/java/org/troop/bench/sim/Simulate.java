package org.troop.bench.sim;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.troop.solver.search.Strategy;

/**
 * Prints a table of recorded trees' searches by 1 to 1,024 workers; {@code bench/simulate --help} explains it. Costs of the cluster's parts can be
 * set as properties: {@link Costs}.
 */
public final class Simulate {
    private static final Map<String, Integer> DEFAULTS =
            Map.of("--copies", 1, "--sweep", 1, "--latency", 500, "--most", 1_024);

    private final Strategy strategy;
    private final int most;
    private final Costs costs;

    private Simulate(Strategy strategy, int most, Costs costs) {
        this.strategy = strategy;
        this.most = most;
        this.costs = costs;
    }

    public static void main(String[] args) {
        Map<String, Integer> numbers = new HashMap<>(DEFAULTS);
        Strategy strategy = Strategy.DFS;
        List<Path> files = new ArrayList<>();
        try {
            for (int i = 0; i < args.length; i++) {
                if (numbers.containsKey(args[i])) {
                    numbers.put(args[i], Math.max(1, Integer.parseInt(args[++i])));
                } else if (args[i].equals("--strategy")) {
                    strategy = Strategy.of(args[++i]);
                } else {
                    files.add(Path.of(args[i]));
                }
            }
            Simulate s = new Simulate(strategy, numbers.get("--most"), Costs.measured(numbers.get("--latency")));
            s.print(files, numbers.get("--copies"), numbers.get("--sweep"));
        } catch (IOException | IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            System.err.println("simulate: " + e.getMessage());
            System.exit(2);
        }
    }

    private void print(List<Path> files, int copies, int sweep) throws IOException {
        List<RecordedTree> trees = new ArrayList<>();
        for (Path f : files) {
            RecordedTree t = RecordedTree.read(f);
            trees.add(copies == 1 ? t : t.copies(copies));
        }
        System.out.println(
                "| tree | nodes | work, s | longest path, s | workers | seconds | speed-up | efficiency | units | coordinator busy |");
        System.out.println("|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
        if (sweep > 1 && !trees.isEmpty()) {
            List<RecordedTree> all = new ArrayList<>();
            for (int i = 0; i < sweep; i++) {
                all.add(trees.get(i % trees.size()));
            }
            print(sweep + " lemmas", all);
            return;
        }
        for (int i = 0; i < trees.size(); i++) {
            String name = String.valueOf(files.get(i).getFileName());
            print(copies == 1 ? name : name + " x " + copies, List.of(trees.get(i)));
        }
    }

    private void print(String name, List<RecordedTree> trees) {
        long nodes = trees.stream().mapToLong(RecordedTree::size).sum();
        double work = trees.stream().mapToLong(RecordedTree::work).sum() / 1e9;
        double span = trees.stream().mapToLong(RecordedTree::span).max().orElse(0) / 1e9;
        double one = 0;
        for (int w = 1; w <= most; w *= w < 4 ? 2 : 4) {
            ClusterSimulation.Outcome o = new ClusterSimulation(trees, strategy, w, costs).run();
            one = w == 1 ? o.nanos() : one;
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %,d | %.1f | %.2f | %,d | %.2f | %.1f | %.0f%% | %,d | %.1f%% |%n",
                    w == 1 ? name : "",
                    nodes,
                    work,
                    span,
                    w,
                    o.nanos() / 1e9,
                    one / o.nanos(),
                    100 * one / o.nanos() / w,
                    o.units(),
                    100 * o.coordinatorBusy());
        }
    }
}
