package org.troop.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import org.troop.solver.system.ConstraintSystem;
import org.troop.solver.system.OrderingReason;
import org.troop.term.Sort;
import org.troop.term.store.TermStore;

/** Interning of terms and copies of constraint systems; million per second and core. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class StoreBenchmark {
    private static final int TERMS = 4096;
    private static final int NEW_TERMS = 1 << 16;
    private static final int SYSTEMS = 1024;

    /** A variable index that no term of the material has. */
    private static final int FRESH_INDEX = 1 << 20;

    private Material m;
    private int[] heads;
    private int[][] arguments;
    private TermStore store;
    private ConstraintSystem[] systems;
    private int goal;

    @Setup
    public void setUp() {
        m = new Material();
        System.out.println(m.describe());
        heads = new int[TERMS];
        arguments = new int[TERMS][];
        int n = 0;
        for (int t = 1; n < TERMS; t = t + 1 < m.s.size() ? t + 1 : 1) {
            if (m.s.isApp(t) && !m.s.heads.isCommutative(m.s.head(t)) && m.s.arity(t) > 0) {
                heads[n] = m.s.head(t);
                arguments[n++] = m.s.args(t);
            }
        }
        systems = new ConstraintSystem[SYSTEMS];
        for (int i = 0; i < SYSTEMS; i++) {
            systems[i] = m.systems.get(i % m.systems.size());
        }
        goal = systems[0].goals.goal(0);
        store = m.s;
    }

    /** A store that gets new terms in one call and is thrown away before the next. */
    @State(Scope.Thread)
    public static class NewTerms {
        private TermStore fork;

        @Setup(Level.Invocation)
        public void fork(StoreBenchmark b) {
            fork = b.m.s.fork();
        }
    }

    /** Applications that the store has. */
    @Benchmark
    @OperationsPerInvocation(TERMS)
    public int internKnown() {
        int n = 0;
        for (int i = 0; i < TERMS; i++) {
            n ^= store.app(heads[i], arguments[i]);
        }
        return n;
    }

    /** New applications: each has the one before as its last argument. */
    @Benchmark
    @OperationsPerInvocation(NEW_TERMS)
    public int internNew(NewTerms f) {
        int pair = f.fork.heads.pair;
        int t = f.fork.var(0, Sort.MSG, FRESH_INDEX);
        for (int i = 0; i < NEW_TERMS; i++) {
            t = f.fork.app(pair, arguments[i % TERMS][0], t);
        }
        return t;
    }

    /** A copy, as each branch of a reduction makes one; arrays are shared until written. */
    @Benchmark
    @OperationsPerInvocation(SYSTEMS)
    public void copySystem(Blackhole hole) {
        for (ConstraintSystem c : systems) {
            hole.consume(c.copy());
        }
    }

    /** A copy whose nodes, edges and goals are then written: what sharing saves at best. */
    @Benchmark
    @OperationsPerInvocation(SYSTEMS)
    public void copyAndWriteSystem(Blackhole hole) {
        for (ConstraintSystem c : systems) {
            ConstraintSystem copy = c.copy();
            copy.addGoal(goal, 0);
            copy.edges.add(goal);
            copy.less.add(goal, OrderingReason.FORMULA);
            copy.formulas.add(goal);
            hole.consume(copy);
        }
    }
}
