package org.troop.solver.source;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.troop.solver.source.Source.Case;
import org.troop.solver.system.SystemCodec;
import org.troop.solver.system.Workspace;

/**
 * One round of saturation on several threads: sources are refined independently of each other, all from the state at the
 * start of the round. Each thread has a workspace of its own; systems travel encoded.
 */
final class ParallelRefinement {
    private static final long STACK_BYTES = 1L << 29;

    /** A case on its way between workspaces. */
    private record EncodedCase(List<String> names, int[] system) {}

    private final SourceComputation home;
    private final int threads;

    ParallelRefinement(SourceComputation home, int threads) {
        this.home = home;
        this.threads = threads;
    }

    List<Source> run(List<Source> sources, boolean[] changed) {
        List<List<EncodedCase>> start =
                sources.stream().map(x -> encode(home.workspace(), x)).toList();
        List<AtomicReference<@Nullable List<EncodedCase>>> results = new ArrayList<>();
        sources.forEach(x -> results.add(new AtomicReference<>()));
        AtomicInteger next = new AtomicInteger();
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        List<Thread> helpers = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            Runnable work = () -> {
                try {
                    refineSome(start, next, results, changed, failure);
                } catch (Throwable e) {
                    failure.compareAndSet(null, e);
                }
            };
            Thread t = new Thread(null, work, "sources-" + i, STACK_BYTES);
            t.setDaemon(true);
            helpers.add(t);
            t.start();
        }
        join(helpers);
        Throwable e = failure.get();
        if (e instanceof RuntimeException r) {
            throw r;
        }
        if (e instanceof Error r) {
            throw r;
        }
        List<Source> out = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            out.add(decode(
                    home.workspace(), sources.get(i).goal(), results.get(i).get()));
        }
        return out;
    }

    /** Waits for the helpers; whoever is interrupted while waiting ends them. */
    private static void join(List<Thread> helpers) {
        try {
            for (Thread t : helpers) {
                t.join();
            }
        } catch (InterruptedException e) {
            helpers.forEach(Thread::interrupt);
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while sources were computed");
        }
    }

    private void refineSome(
            List<List<EncodedCase>> start,
            AtomicInteger next,
            List<AtomicReference<@Nullable List<EncodedCase>>> results,
            boolean[] changed,
            AtomicReference<@Nullable Throwable> failure) {
        SourceComputation own = home.copy();
        List<Integer> goals = own.patterns();
        List<Source> sources = new ArrayList<>();
        for (int i = 0; i < start.size(); i++) {
            sources.add(decode(own.workspace(), goals.get(i), start.get(i)));
        }
        List<Source> usable = SourceComputation.usable(sources);
        int i;
        while (failure.get() == null && (i = next.getAndIncrement()) < start.size()) {
            results.get(i).set(encode(own.workspace(), own.refine(sources.get(i), usable, changed, i)));
        }
    }

    private static List<EncodedCase> encode(Workspace w, Source x) {
        List<EncodedCase> out = new ArrayList<>();
        for (Case k : x.cases()) {
            out.add(new EncodedCase(k.names(), SystemCodec.encode(w, k.system())));
        }
        return out;
    }

    private static Source decode(Workspace w, int goal, @Nullable List<EncodedCase> cases) {
        List<Case> out = new ArrayList<>();
        for (EncodedCase k : cases == null ? List.<EncodedCase>of() : cases) {
            out.add(new Case(k.names, SystemCodec.decode(w, k.system)));
        }
        return new Source(goal, out);
    }
}
