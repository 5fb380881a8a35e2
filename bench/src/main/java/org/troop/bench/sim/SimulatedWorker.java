package org.troop.bench.sim;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.troop.solver.search.Rounds;

/**
 * A worker of one core, as {@code org.troop.worker} has it: searches its units one after the other, depth first, and sends their results
 * together.
 */
final class SimulatedWorker {
    /** A unit's search ends after so long. */
    static final long BUDGET_NANOS = 1_000_000_000L;

    private static final long RESULTS_WAIT_NANOS = 200_000_000L;
    private static final int RESULTS_MOST_UNITS = 256;
    private static final long RESULTS_MOST_BYTES = 256 << 10;
    /** Of a closed node in a fragment. */
    private static final int FRAGMENT_BYTES = 32;

    /** An open node. */
    record Open(int node, int[] path) {}

    /** What became of a unit. */
    record Report(Leased lease, int limit, List<Open> open, List<int[]> traces, long nanos, long bytes) {}

    /** What the worker says to the coordinator. */
    interface Coordinator {
        void results(List<Report> reports, long bytes);

        void returned(List<Leased> leases);
    }

    private final Clock clock;
    private final Costs costs;
    private final Coordinator coordinator;
    private final ArrayDeque<Leased> queue = new ArrayDeque<>();
    private final List<Report> outbox = new ArrayList<>();
    private long outboxBytes;
    private boolean isFlushDue;

    // The unit that is searched.
    private @Nullable Leased lease;
    private Rounds rounds;
    private final ArrayDeque<Open> stack = new ArrayDeque<>();
    private final List<Open> beyond = new ArrayList<>();
    private final List<int[]> traces = new ArrayList<>();
    private long begun;
    private long expandedInUnit;
    private boolean called;

    private long workNanos;
    private long expanded;

    SimulatedWorker(Clock clock, Costs costs, Coordinator coordinator) {
        this.clock = clock;
        this.costs = costs;
        this.coordinator = coordinator;
        rounds = new Rounds(org.troop.solver.search.Strategy.NONE);
    }

    /** Nanoseconds that went into expansions. */
    long workNanos() {
        return workNanos;
    }

    long expanded() {
        return expanded;
    }

    void receive(List<Leased> leases) {
        queue.addAll(leases);
        if (lease == null) {
            begin();
        }
    }

    /** Gives up half of the units that wait; without any, ends the search. */
    void share(Leased asked) {
        if (queue.isEmpty()) {
            called |= lease == asked;
            return;
        }
        List<Leased> back = new ArrayList<>();
        for (int n = (queue.size() + 1) / 2; n > 0; n--) {
            back.add(queue.removeLast());
        }
        coordinator.returned(back);
    }

    /** A unit is not needed any more. */
    void revoke(Leased l) {
        queue.remove(l);
        called |= lease == l;
    }

    private void begin() {
        Leased l = queue.poll();
        lease = l;
        if (l == null) {
            return;
        }
        begun = clock.now();
        called = false;
        expandedInUnit = 0;
        rounds = new Rounds(l.strategy(), l.limit());
        int[] trace = l.firstTrace();
        if (trace != null) {
            rounds.traceFound(trace);
        }
        stack.push(new Open(l.at(), l.node().path()));
        // Checked, which is decoding and encoding, and decoded.
        clock.in(costs.unitNanos() + 3 * l.tree().codecNanos(l.at()), () -> expandNext(l));
    }

    private void expandNext(Leased l) {
        Open o = stack.peek();
        boolean isSpent = expandedInUnit > 0 && (called || clock.now() - begun >= BUDGET_NANOS);
        if (o == null && !isSpent && l.alone() && rounds.end(!beyond.isEmpty()) == null) {
            for (Open b : beyond.reversed()) {
                stack.push(b);
            }
            beyond.clear();
            o = stack.peek();
        }
        if (o == null || isSpent) {
            report(l);
            return;
        }
        int[] path = o.path;
        if (rounds.isBehindTrace(() -> path)) {
            stack.pop();
            expandNext(l);
        } else if (path.length >= rounds.limit()) {
            beyond.add(stack.pop());
            clock.in(l.tree().codecNanos(o.node), () -> expandNext(l));
        } else {
            clock.in(l.tree().nanos(o.node), () -> expanded(l));
        }
    }

    private void expanded(Leased l) {
        Open o = stack.pop();
        workNanos += l.tree().nanos(o.node);
        expandedInUnit++;
        expanded++;
        if (l.tree().isSolved(o.node)) {
            traces.add(o.path);
            rounds.traceFound(o.path);
        }
        int[] children = l.tree().children(o.node);
        for (int i = children.length - 1; i >= 0; i--) {
            int[] path = Arrays.copyOf(o.path, o.path.length + 1);
            path[o.path.length] = i;
            stack.push(new Open(children[i], path));
        }
        expandNext(l);
    }

    /** What is left on the stack is encoded and goes back. */
    private void report(Leased l) {
        long encoding = 0;
        for (Open o : stack) {
            encoding += l.tree().codecNanos(o.node);
        }
        List<Open> open = new ArrayList<>(beyond);
        open.addAll(stack);
        open.removeIf(o -> rounds.isBehindTrace(() -> o.path));
        long bytes = FRAGMENT_BYTES * expandedInUnit;
        for (Open o : open) {
            bytes += l.tree().bytes(o.node);
        }
        List<int[]> found = List.copyOf(traces);
        stack.clear();
        beyond.clear();
        traces.clear();
        long size = bytes;
        clock.in(encoding, () -> {
            outbox.add(new Report(l, rounds.limit(), open, found, clock.now() - begun, size));
            outboxBytes += size;
            if (queue.isEmpty() || outbox.size() >= RESULTS_MOST_UNITS || outboxBytes >= RESULTS_MOST_BYTES) {
                flush();
            } else if (!isFlushDue) {
                isFlushDue = true;
                clock.in(RESULTS_WAIT_NANOS, () -> {
                    isFlushDue = false;
                    flush();
                });
            }
            begin();
        });
    }

    private void flush() {
        if (!outbox.isEmpty()) {
            coordinator.results(List.copyOf(outbox), outboxBytes);
            outbox.clear();
            outboxBytes = 0;
        }
    }
}
