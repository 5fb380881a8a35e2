package org.troop.bench.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.troop.bench.sim.ClusterSimulation.Outcome;
import org.troop.solver.search.Strategy;

class ClusterSimulationTest {
    private static final Costs USUAL = new Costs(300_000, 100_000, 20_000, 50_000, 15_000, 10, 50_000, 500_000, 10);
    private static final long SECOND = 1_000_000_000L;

    /** A tree of random shape, some of its leaves solved. */
    private static RecordedTree tree(Random random, int size, boolean traces) {
        RecordedTree.Builder b = new RecordedTree.Builder();
        b.add(-1, 1_000, 0, 0, false);
        for (int k = 1; k < size; k++) {
            int parent = Math.max(0, k - 1 - random.nextInt(Math.min(k, 20)));
            b.add(
                    parent,
                    1 + random.nextInt(3_000_000),
                    random.nextInt(20_000),
                    100 + random.nextInt(2_000),
                    traces && random.nextInt(50) == 0);
        }
        return b.build();
    }

    private static Outcome simulate(RecordedTree t, Strategy strategy, int workers, Costs costs) {
        return new ClusterSimulation(List.of(t), strategy, workers, costs).run();
    }

    /** A root with as many branches of one node each. */
    private static RecordedTree star(int branches, long nanos) {
        RecordedTree.Builder b = new RecordedTree.Builder();
        b.add(-1, 1, 0, 0, false);
        for (int i = 0; i < branches; i++) {
            b.add(0, nanos, 0, 100, false);
        }
        return b.build();
    }

    @Test
    void oneWorkerWithoutCostsTakesTheTimeOfTheWork() {
        RecordedTree t = star(2_000, SECOND / 100);
        Outcome o = simulate(t, Strategy.NONE, 1, Costs.NONE);
        assertEquals(t.work(), o.nanos());
        assertEquals(1.0, o.busy(), 1e-9);
    }

    @Test
    void branchesThatAreIndependentAreSearchedInParallel() {
        RecordedTree t = star(64_000, SECOND / 100);
        long one = simulate(t, Strategy.NONE, 1, Costs.NONE).nanos();
        for (int workers = 2; workers <= 64; workers *= 2) {
            double speedUp = (double) one
                    / simulate(t, Strategy.NONE, workers, Costs.NONE).nanos();
            assertTrue(speedUp > 0.75 * workers, workers + " workers: " + speedUp);
        }
    }

    @Test
    void aChainIsNotFasterWithMoreWorkers() {
        RecordedTree.Builder b = new RecordedTree.Builder();
        for (int k = 0; k < 300; k++) {
            b.add(k - 1, SECOND / 20, 10_000, 1_000, false);
        }
        RecordedTree chain = b.build();
        long one = simulate(chain, Strategy.DFS, 1, USUAL).nanos();
        long many = simulate(chain, Strategy.DFS, 50, USUAL).nanos();
        assertTrue(many >= chain.work() && many >= one, one + " against " + many);
        assertTrue(many < 1.2 * one, one + " against " + many);
    }

    @Test
    void theCoordinatorIsTheLimitWhereItsWorkIsMostOfAll() {
        Costs slow = new Costs(0, 0, SECOND / 100, SECOND / 100, 0, 0, 0, 0, 0);
        RecordedTree t = star(2_000, 1_000);
        Outcome o = simulate(t.copies(4), Strategy.BFS, 64, slow);
        assertTrue(o.nanos() >= o.units() * SECOND / 50, o.toString());
        assertTrue(o.coordinatorBusy() > 0.5, o.toString());
    }

    @Property(tries = 40)
    void aSearchWithoutTracesExpandsEachNodeOnceAndNeverFasterThanItCan(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int workers, @ForAll Strategy strategy) {
        RecordedTree t = tree(new Random(seed), 1_500, false);
        Outcome o = simulate(t, strategy, workers, USUAL);
        assertEquals(t.size(), o.expanded());
        assertTrue(o.nanos() >= t.span() && o.nanos() >= t.work() / workers, () -> "too fast: " + o);
        assertEquals((double) t.work(), o.busy() * o.nanos() * workers, 1e-6 * t.work());
    }

    @Property(tries = 20)
    void endsAndRepeatsItselfWithTraces(@ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int workers) {
        RecordedTree t = tree(new Random(seed), 1_500, true);
        Outcome o = simulate(t, Strategy.SEQDFS, workers, USUAL);
        assertTrue(o.expanded() <= t.size());
        assertEquals(o, simulate(t, Strategy.SEQDFS, workers, USUAL));
    }

    @Property(tries = 20)
    void manyLemmasAreAllSearched(@ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int workers) {
        RecordedTree t = tree(new Random(seed), 300, false);
        Outcome o = new ClusterSimulation(Collections.nCopies(9, t), Strategy.DFS, workers, USUAL).run();
        assertEquals(9L * t.size(), o.expanded());
        assertTrue(o.nanos() >= 9 * t.work() / workers, () -> "too fast: " + o);
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
            assertEquals(t.codecNanos(k), back.codecNanos(k));
            assertEquals(t.bytes(k), back.bytes(k));
            assertEquals(t.isSolved(k), back.isSolved(k));
            assertEquals(t.children(k).length, back.children(k).length);
        }
    }
}
