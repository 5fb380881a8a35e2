package org.troop.bench.sim;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;
import org.troop.solver.search.Frontier;
import org.troop.solver.search.Strategy;

/**
 * One search by one coordinator and a number of workers of one core each. The coordinator serves one message at a time; each
 * worker holds one unit and has the next at hand, so that it need not wait for the network. A unit ends when its subtree is
 * closed down to the round's limit, when its budget of time is spent, or when the coordinator asks for work to share because
 * workers are idle.
 */
final class ClusterSimulation {
    /**
     * @param nanos until the proof was determined
     * @param units that were leased
     * @param busy share of the workers' time that went into expansions
     * @param coordinatorBusy share of the coordinator's time
     * @param expanded nodes, among them those that turned out not to be needed
     */
    record Outcome(long nanos, long units, double busy, double coordinatorBusy, long expanded) {}

    private record Event(long time, long number, Runnable action) implements Comparable<Event> {
        @Override
        public int compareTo(Event o) {
            return time != o.time ? Long.compare(time, o.time) : Long.compare(number, o.number);
        }
    }

    /** An open node on a worker's stack, below the node {@code of} of its lease. */
    private record Open(int node, int[] path, Frontier.Node of) {}

    /** Some nodes, in preorder; more than one only if many are queued for each worker. */
    private record Lease(List<Frontier.Node> nodes, int limit) {}

    /** What was found below the nodes of a lease. */
    private record Report(Lease lease, List<Open> open, List<Open> traces) {}

    private static final class Worker {
        final ArrayDeque<Lease> atHand = new ArrayDeque<>();
        final ArrayDeque<Open> stack = new ArrayDeque<>();
        final List<Open> beyond = new ArrayList<>();
        final List<Open> traces = new ArrayList<>();

        @Nullable
        Lease lease;

        long deadline;
        /** The coordinator's request to share has arrived during this unit. */
        boolean asked;
        /** A request is under way, or its answer is. */
        boolean requested;

        long expandedInUnit;
        /** Leases that it has or that are under way to it. */
        int held;
    }

    /** Of a closed node in a partial proof. */
    private static final int FRAGMENT_BYTES = 32;

    private final RecordedTree tree;
    private final Costs costs;
    private final long budgetNanos;
    private final int mostInLease;
    private final Worker[] workers;
    private final Frontier frontier;
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private long now;
    private long nextEvent;
    private long nextUnit;
    private long coordinatorFree;
    private long coordinatorNanos;
    private long workNanos;
    private long units;
    private long expanded;

    /**
     * @param budgetNanos after which a unit gives back what is open
     * @param mostInLease nodes that a worker may get at once
     */
    ClusterSimulation(
            RecordedTree tree, Strategy strategy, int workers, long budgetNanos, int mostInLease, Costs costs) {
        this.tree = tree;
        this.costs = costs;
        this.budgetNanos = budgetNanos;
        this.mostInLease = mostInLease;
        this.workers = new Worker[workers];
        Arrays.setAll(this.workers, i -> new Worker());
        frontier = new Frontier(strategy);
    }

    Outcome run() {
        frontier.add(new Frontier.Node(nextUnit++, new int[0]));
        distribute();
        while (frontier.result() == null) {
            Event e = events.remove();
            now = e.time;
            e.action.run();
        }
        double time = Math.max(now, 1);
        return new Outcome(now, units, workNanos / (time * workers.length), coordinatorNanos / time, expanded);
    }

    private void at(long time, Runnable action) {
        events.add(new Event(time, nextEvent++, action));
    }

    /** Lets the coordinator do something as soon as it is free. */
    private void serve(long nanos, Runnable action) {
        coordinatorFree = Math.max(coordinatorFree, now) + nanos;
        coordinatorNanos += nanos;
        at(coordinatorFree, action);
    }

    // ---- the coordinator

    /** Leases queued nodes to the workers that hold least; asks for more if that is not enough. */
    private void distribute() {
        for (int most = 0; most < 2; most++) {
            for (Worker w : workers) {
                if (w.held == most && frontier.queued() > 0) {
                    lease(w);
                }
            }
        }
        if (frontier.queued() == 0) {
            askToShare();
        }
    }

    private void lease(Worker w) {
        int share = Math.clamp(frontier.queued() / (2L * workers.length), 1, mostInLease);
        List<Frontier.Node> nodes = new ArrayList<>();
        long bytes = 0;
        Frontier.Node n;
        while (nodes.size() < share && (n = frontier.take()) != null) {
            nodes.add(n);
            bytes += tree.bytes(tree.at(n.path()));
        }
        w.held++;
        units++;
        Lease lease = new Lease(nodes, frontier.limit());
        long transfer = costs.transfer(bytes);
        serve(costs.leaseNanos(), () -> at(now + transfer, () -> receive(w, lease)));
    }

    /** One request for each idle worker, to those that have worked longest. */
    private void askToShare() {
        int idle = 0;
        List<Worker> busy = new ArrayList<>();
        for (Worker w : workers) {
            if (w.held == 0) {
                idle++;
            } else if (w.requested) {
                idle--;
            } else {
                busy.add(w);
            }
        }
        if (idle <= 0) {
            return;
        }
        busy.sort((a, b) -> Long.compare(a.deadline, b.deadline));
        for (Worker w : busy.subList(0, Math.min(idle, busy.size()))) {
            w.requested = true;
            at(now + costs.latencyNanos(), () -> w.asked = w.lease != null);
        }
    }

    private void merge(Worker w, Report r) {
        w.held--;
        w.requested = false;
        for (Frontier.Node n : r.lease.nodes) {
            List<Frontier.Node> open = r.open.stream()
                    .filter(o -> o.of == n)
                    .map(o -> new Frontier.Node(nextUnit++, o.path))
                    .toList();
            List<int[]> traces =
                    r.traces.stream().filter(o -> o.of == n).map(Open::path).toList();
            frontier.merge(n, r.lease.limit, open, traces);
        }
        distribute();
    }

    // ---- a worker

    private void receive(Worker w, Lease lease) {
        w.atHand.add(lease);
        if (w.lease == null) {
            begin(w);
        }
    }

    private void begin(Worker w) {
        Lease lease = w.atHand.poll();
        w.lease = lease;
        if (lease == null) {
            return;
        }
        w.deadline = now + budgetNanos;
        w.asked = false;
        w.expandedInUnit = 0;
        for (Frontier.Node n : lease.nodes.reversed()) {
            w.stack.push(new Open(tree.at(n.path()), n.path(), n));
        }
        expandNext(w);
    }

    private void expandNext(Worker w) {
        Open o = w.stack.peek();
        if (o == null || w.expandedInUnit > 0 && (now >= w.deadline || w.asked)) {
            report(w);
            return;
        }
        at(now + tree.nanos(o.node), () -> expanded(w));
    }

    private void expanded(Worker w) {
        Open o = w.stack.pop();
        workNanos += tree.nanos(o.node);
        w.expandedInUnit++;
        expanded++;
        if (tree.isSolved(o.node)) {
            w.traces.add(o);
        }
        int[] children = tree.children(o.node);
        boolean atLimit = o.path.length + 1 >= lease(w.lease).limit;
        for (int i = children.length - 1; i >= 0; i--) {
            int[] path = Arrays.copyOf(o.path, o.path.length + 1);
            path[o.path.length] = i;
            Open child = new Open(children[i], path, o.of);
            if (atLimit) {
                w.beyond.add(child);
            } else {
                w.stack.push(child);
            }
        }
        expandNext(w);
    }

    private static Lease lease(@Nullable Lease lease) {
        if (lease == null) {
            throw new IllegalStateException("a worker expands without a lease");
        }
        return lease;
    }

    private void report(Worker w) {
        List<Open> open = new ArrayList<>(w.stack);
        open.addAll(w.beyond);
        Report r = new Report(lease(w.lease), open, List.copyOf(w.traces));
        w.stack.clear();
        w.beyond.clear();
        w.traces.clear();
        long bytes = FRAGMENT_BYTES * w.expandedInUnit;
        for (Open o : open) {
            bytes += tree.bytes(o.node);
        }
        long cost = costs.mergeNanos() + (r.lease.nodes.size() + open.size()) * costs.openNanos();
        at(now + costs.transfer(bytes), () -> serve(cost, () -> merge(w, r)));
        begin(w);
    }
}
