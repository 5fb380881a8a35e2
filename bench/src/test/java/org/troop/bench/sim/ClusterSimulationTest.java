package org.troop.bench.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.troop.bench.sim.ClusterSimulation.Outcome;
import org.troop.solver.search.Strategy;

class ClusterSimulationTest {
    private static final Costs FREE = new Costs(0, 0, 0, 0, 0);
    private static final Costs USUAL = new Costs(100_000, 500_000, 20_000, 500_000, 10);

    /** A tree of random shape, some of its leaves solved. */
    private static RecordedTree tree(Random random, int size, boolean traces) {
        RecordedTree.Builder b = new RecordedTree.Builder();
        b.add(-1, 1_000, 0, false);
        for (int k = 1; k < size; k++) {
            int parent = Math.max(0, k - 1 - random.nextInt(Math.min(k, 20)));
            b.add(
                    parent,
                    1 + random.nextInt(3_000_000),
                    100 + random.nextInt(2_000),
                    traces && random.nextInt(50) == 0);
        }
        return b.build();
    }

    private static Outcome simulate(RecordedTree t, Strategy strategy, int workers, int mostInLease, Costs costs) {
        return new ClusterSimulation(t, strategy, workers, 50_000_000, mostInLease, costs).run();
    }

    @Test
    void oneWorkerWithoutCostsTakesTheTimeOfTheWork() {
        RecordedTree t = tree(new Random(1), 2_000, false);
        Outcome o = simulate(t, Strategy.DFS, 1, 8, FREE);
        assertEquals(t.work(), o.nanos());
        assertEquals(1.0, o.busy(), 1e-9);
    }

    @Property(tries = 60)
    void aSearchWithoutTracesExpandsEachNodeOnceAndNeverFasterThanItCan(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int workers, @ForAll Strategy strategy) {
        RecordedTree t = tree(new Random(seed), 1_500, false);
        Outcome o = simulate(t, strategy, workers, 16, USUAL);
        assertEquals(t.size(), o.expanded());
        assertTrue(o.nanos() >= t.span() && o.nanos() >= t.work() / workers, () -> "too fast: " + o);
    }

    @Property(tries = 30)
    void endsAndRepeatsItselfWithTraces(@ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int workers) {
        RecordedTree t = tree(new Random(seed), 1_500, true);
        Outcome o = simulate(t, Strategy.SEQDFS, workers, 16, USUAL);
        assertTrue(o.expanded() <= t.size());
        assertEquals(o, simulate(t, Strategy.SEQDFS, workers, 16, USUAL));
    }

    @Test
    void manyWorkersAreManyTimesFasterOnALargeTree() {
        RecordedTree t = tree(new Random(3), 2_000, false).copies(20);
        long one = simulate(t, Strategy.NONE, 1, 16, USUAL).nanos();
        long sixteen = simulate(t, Strategy.NONE, 16, 16, USUAL).nanos();
        assertTrue(one > 12 * sixteen, () -> one + " against " + sixteen);
    }

    @Test
    void treesAreReadAsTheyWereWritten(@TempDir Path dir) throws Exception {
        RecordedTree t = tree(new Random(4), 500, true);
        Path file = dir.resolve("tree");
        t.write(file);
        RecordedTree back = RecordedTree.read(file);
        assertEquals(t.size(), back.size());
        for (int k = 0; k < t.size(); k++) {
            assertEquals(t.nanos(k), back.nanos(k));
            assertEquals(t.bytes(k), back.bytes(k));
            assertEquals(t.isSolved(k), back.isSolved(k));
            assertEquals(t.children(k).length, back.children(k).length);
        }
    }
}
