package org.troop.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** Syntactic unification, matching and substitution on the pairs of {@link Material}; million pairs per second and core. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@OperationsPerInvocation(Material.PAIRS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class SyntacticBenchmark {
    private Material m;
    private int[][] pairs;
    private int[][] matchers;
    private int[] images;

    @Setup
    public void setUp() {
        m = new Material();
        System.out.println(m.describe());
        pairs = new int[Material.PAIRS][];
        List<int[]> found = new ArrayList<>();
        List<Integer> matched = new ArrayList<>();
        for (int i = 0; i < Material.PAIRS; i++) {
            pairs[i] = new int[] {m.subjects[i], m.patterns[i]};
            List<int[]> all = m.w.matcher.all(pairs[i]);
            if (!all.isEmpty()) {
                found.add(all.getFirst());
                matched.add(m.patterns[i]);
            }
        }
        matchers = new int[Material.PAIRS][];
        images = new int[Material.PAIRS];
        for (int i = 0; i < Material.PAIRS; i++) {
            matchers[i] = found.get(i % found.size());
            images[i] = matched.get(i % found.size());
        }
    }

    /** Whether two facts unify; no result is built. */
    @Benchmark
    public int unifiable() {
        int n = 0;
        for (int i = 0; i < Material.PAIRS; i++) {
            n += m.w.unifier.unifiable(m.subjects[i], m.patterns[i]) ? 1 : 0;
        }
        return n;
    }

    /** The most general unifier, resolved and sorted. */
    @Benchmark
    public void unify(Blackhole hole) {
        for (int[] pair : pairs) {
            hole.consume(m.w.unifier.unify(pair));
        }
    }

    /** Whether a fact is an instance of another. */
    @Benchmark
    public int matches() {
        int n = 0;
        for (int i = 0; i < Material.PAIRS; i++) {
            n += m.w.matcher.matches(m.subjects[i], m.patterns[i]) ? 1 : 0;
        }
        return n;
    }

    /** The matcher, sorted. */
    @Benchmark
    public void match(Blackhole hole) {
        for (int[] pair : pairs) {
            hole.consume(m.w.matcher.all(pair));
        }
    }

    /** A matcher applied to its pattern: binds, applies, finds the image in the store, undoes. */
    @Benchmark
    public int substitute() {
        int n = 0;
        for (int i = 0; i < Material.PAIRS; i++) {
            int[] substitution = matchers[i];
            m.s.begin();
            for (int j = 0; j < substitution.length; j += 2) {
                m.s.bind(substitution[j], substitution[j + 1]);
            }
            n ^= m.s.apply(images[i]);
            m.s.end();
        }
        return n;
    }
}
