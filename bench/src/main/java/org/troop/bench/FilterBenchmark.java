package org.troop.bench;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Filtering of unification candidates by {@link Fingerprints}, scalar beside vector; million candidates per second and core. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@OperationsPerInvocation(FilterBenchmark.TESTS)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class FilterBenchmark {
    /** Tests per measured call, whatever the number of candidates. */
    static final int TESTS = 1 << 16;

    /** Facts of one kind that a goal may unify with: a small theory, a middle one, an open proof with many nodes. */
    @Param({"16", "256", "4096"})
    private int candidates;

    private Material m;
    private long[] fingerprints;
    private int[] terms;
    private long[] queries;
    private int[] queryTerms;
    private int[] out;

    @Setup
    public void setUp() {
        m = new Material();
        terms = new int[candidates];
        fingerprints = new long[candidates];
        for (int i = 0; i < candidates; i++) {
            terms[i] = message(m.subjects[i % Material.PAIRS]);
            fingerprints[i] = Fingerprints.of(m.s, terms[i]);
        }
        queries = new long[TESTS / candidates];
        queryTerms = new int[queries.length];
        for (int i = 0; i < queries.length; i++) {
            queryTerms[i] = message(m.patterns[i % Material.PAIRS]);
            queries[i] = Fingerprints.of(m.s, queryTerms[i]);
        }
        out = new int[candidates + 1];
        check();
    }

    /** What a fact with one argument is about; the fact itself if it has more. */
    private int message(int fact) {
        return m.s.arity(fact) == 1 ? m.s.arg(fact, 0) : fact;
    }

    /** No unifiable pair is rejected, and the three loops agree. */
    private void check() {
        int kept = 0;
        int unifiable = 0;
        for (int q = 0; q < queries.length; q++) {
            for (int i = 0; i < candidates; i++) {
                boolean passes = Fingerprints.compatible(fingerprints[i], queries[q]);
                boolean unifies = m.w.unifier.unifiable(terms[i], queryTerms[q]);
                if (unifies && !passes) {
                    throw new IllegalStateException("fingerprints reject a unifiable pair");
                }
                kept += passes ? 1 : 0;
                unifiable += unifies ? 1 : 0;
            }
            int[] scalar = Arrays.copyOf(out, Fingerprints.filter(fingerprints, candidates, queries[q], out));
            int n = Fingerprints.filterBranchFree(fingerprints, candidates, queries[q], out);
            int[] branchFree = Arrays.copyOf(out, n);
            n = Fingerprints.filterVector(fingerprints, candidates, queries[q], out);
            if (!Arrays.equals(scalar, branchFree) || !Arrays.equals(scalar, Arrays.copyOf(out, n))) {
                throw new IllegalStateException("the loops differ");
            }
        }
        System.out.printf(
                "candidates: %d, %.1f%% pass the filter, %.1f%% unify%n",
                candidates, 100.0 * kept / TESTS, 100.0 * unifiable / TESTS);
    }

    @Benchmark
    public int scalar() {
        int n = 0;
        for (long q : queries) {
            n += Fingerprints.filter(fingerprints, candidates, q, out);
        }
        return n;
    }

    @Benchmark
    public int branchFree() {
        int n = 0;
        for (long q : queries) {
            n += Fingerprints.filterBranchFree(fingerprints, candidates, q, out);
        }
        return n;
    }

    @Benchmark
    public int vector() {
        int n = 0;
        for (long q : queries) {
            n += Fingerprints.filterVector(fingerprints, candidates, q, out);
        }
        return n;
    }

    /** What the filter saves: the unifier on the same pairs. */
    @Benchmark
    public int unifier() {
        int n = 0;
        for (int q : queryTerms) {
            for (int t : terms) {
                n += m.w.unifier.unifiable(t, q) ? 1 : 0;
            }
        }
        return n;
    }
}
