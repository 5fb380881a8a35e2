package org.troop.solver.search;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.troop.solver.search.ClosedSubtrees.Closed;
import org.troop.solver.search.Expander.Expansion;
import org.troop.solver.search.Expander.NamedSystem;
import org.troop.solver.system.ConstraintSystem;
import org.troop.solver.system.SystemCodec;
import org.troop.theory.syntax.ProofMethod;

/**
 * Expands a subtree depth first on one thread, down to the round's limit, and leaves branches to other threads when they
 * are hungry (shallowest first: those are the largest). Only the branches on the stack hold systems.
 */
final class SubtreeSearch {
    /** An expanded node whose children from {@code next} to {@code end} are still to be visited. */
    private static final class Frame {
        final SearchNode node;
        final List<NamedSystem> systems;
        int next;
        int end;
        /** Of the node, if its subtree is worth keeping when it is closed. */
        @Nullable
        ConstraintSystem system;
        /** Children that this search has closed by contradictions, and what is below the node so far. */
        int closed;

        int nodes = 1;

        Frame(SearchNode node, List<NamedSystem> systems, @Nullable ConstraintSystem system) {
            this.node = node;
            this.systems = new ArrayList<>(systems);
            end = systems.size();
            this.system = system;
        }

        void closes(int childNodes) {
            closed++;
            nodes += childNodes;
        }
    }

    private final TreeSearch search;
    private final Prover prover;
    private final int[] basePath;
    private final List<Frame> stack = new ArrayList<>();

    /** @param basePath choices of children from the root of the search to the subtree's root */
    SubtreeSearch(TreeSearch search, Prover prover, int[] basePath) {
        this.search = search;
        this.prover = prover;
        this.basePath = basePath;
    }

    void run(SearchNode root, ConstraintSystem system) {
        if (!visit(root, system)) {
            return;
        }
        while (!stack.isEmpty()) {
            Frame f = stack.getLast();
            if (f.next == f.end) {
                stack.removeLast();
                closeIfAllCasesAre(f);
                continue;
            }
            if (search.isStopped()) {
                leave();
                return;
            }
            int i = f.next++;
            NamedSystem k = f.systems.get(i);
            f.systems.set(i, null);
            if (f.node.subproof(i).isExpanded()) {
                continue; // known from an earlier search
            }
            if (search.rounds.isBehindTrace(this::path)) {
                search.leaveWaiting(f.node.subproof(i), SystemCodec.encode(prover.workspace(), k.system()));
            } else {
                visit(f.node.subproof(i), k.system());
            }
        }
    }

    /** Lets the branches on the stack wait. */
    private void leave() {
        for (Frame f : stack) {
            for (int i = f.next; i < f.end; i++) {
                if (!f.node.subproof(i).isExpanded()) {
                    search.leaveWaiting(
                            f.node.subproof(i),
                            SystemCodec.encode(
                                    prover.workspace(), f.systems.get(i).system()));
                }
            }
        }
    }

    /** Expands a node and pushes its children; false if it has none to visit. */
    private boolean visit(SearchNode n, ConstraintSystem system) {
        int depth = basePath.length + stack.size();
        if (depth >= search.limit()) {
            search.leaveWaiting(n, SystemCodec.encode(prover.workspace(), system));
            search.setCut();
            return false;
        }
        if (depth >= search.bound()) {
            n.expand(new Step.Plain(new ProofMethod.Sorry("bound " + search.bound() + " hit")), List.of());
            search.countExpansion(depth, 0);
            noteSorry(n);
            return false;
        }
        boolean isFree = n.knownMethod() == null;
        if (isFree && reuses(n, system, depth)) {
            return false;
        }
        if (isFree && !search.mayExpand()) {
            search.leaveWaiting(n, SystemCodec.encode(prover.workspace(), system));
            return false;
        }
        Expansion x = prover.watch() == ExpansionWatch.NONE
                ? expansion(n, system, depth)
                : watchedExpansion(n, system, depth, prover.watch());
        n.expand(x.step(), x.cases());
        search.countExpansion(depth, x.cases().size());
        prover.noteTerms();
        if (n.isSolved()) {
            if (search.keepsAnother()) {
                n.keepSolved(SystemCodec.encode(prover.workspace(), system));
            }
            search.traceFound(path());
        }
        noteSorry(n);
        if (x.cases().isEmpty()) {
            if (isFree && x.step() instanceof Step.Plain(ProofMethod.Contradiction k)) {
                parentCloses(1);
            }
            return false;
        }
        Frame f = new Frame(n, x.cases(), isFree && prover.reuse() != null ? system : null);
        if (!isFree) {
            f.closed = Integer.MIN_VALUE; // what a search would do here is not known
        }
        stack.add(f);
        if (search.isHungry()) {
            share();
        }
        if (prover.isFull()) {
            compact();
        }
        return true;
    }

    /** Whether the subtree is known, and in place now. */
    private boolean reuses(SearchNode n, ConstraintSystem system, int depth) {
        SubgoalReuse reuse = prover.reuse();
        Closed found = reuse == null ? null : reuse.find(prover.expander(), system, depth);
        if (found == null || !search.mayReuse(found.nodes())) {
            return false;
        }
        reuse.use(found, n, prover.expander(), system, depth);
        search.countReuse(depth, found.nodes());
        parentCloses(found.nodes());
        return true;
    }

    /** A frame that left the stack: its subtree counts for its parent, and for later, if nothing in it is open or a trace. */
    private void closeIfAllCasesAre(Frame f) {
        SubgoalReuse reuse = prover.reuse();
        if (reuse == null || f.closed < f.systems.size()) {
            return;
        }
        if (f.system != null && f.nodes >= SubgoalReuse.LEAST_NODES) {
            reuse.enter(prover.expander(), f.system, basePath.length + stack.size(), f.node, f.nodes);
        }
        parentCloses(f.nodes);
    }

    private void parentCloses(int nodes) {
        if (!stack.isEmpty()) {
            stack.getLast().closes(nodes);
        }
    }

    private void noteSorry(SearchNode n) {
        if (search.rounds.strategy() == Strategy.SORRY && n.isSorry()) {
            search.rounds.sorryFound(path());
        }
    }

    /** What an earlier search did at the node, or what the heuristic chooses. */
    private Expansion expansion(SearchNode n, ConstraintSystem system, int depth) {
        ProofMethod known = n.knownMethod();
        Expansion x = known == null ? null : new ProofReplay(prover.expander(), false).execute(system, known);
        return x == null ? prover.expander().expand(system, depth) : x;
    }

    private Expansion watchedExpansion(SearchNode n, ConstraintSystem system, int depth, ExpansionWatch watch) {
        long start = watch.now();
        Expansion x = expansion(n, system, depth);
        long nanos = watch.now() - start;
        watch.expanded(new ExpandedNode(
                depth,
                search.caseName(path()),
                x.step().method(),
                prover.expander().ruleOf(system, x.step()),
                x.usesSource(),
                x.cases().stream().map(NamedSystem::name).toList(),
                nanos));
        return x;
    }

    /** Choices from the root to the node whose children are being visited, the child taken last included. */
    private int[] path() {
        int[] p = new int[basePath.length + stack.size()];
        System.arraycopy(basePath, 0, p, 0, basePath.length);
        for (int i = 0; i < stack.size(); i++) {
            p[basePath.length + i] = stack.get(i).next - 1;
        }
        return p;
    }

    /** Gives away the last open branch of the shallowest frame that has more than this thread takes next. */
    private void share() {
        for (int d = 0; d < stack.size(); d++) {
            Frame f = stack.get(d);
            boolean isTop = d == stack.size() - 1;
            if (f.end - f.next > (isTop ? 1 : 0)) {
                int i = --f.end;
                int[] p = new int[basePath.length + d + 1];
                System.arraycopy(basePath, 0, p, 0, basePath.length);
                for (int j = 0; j < d; j++) {
                    p[basePath.length + j] = stack.get(j).next - 1;
                }
                p[p.length - 1] = i;
                NamedSystem k = f.systems.set(i, null);
                if (f.node.subproof(i).isExpanded()) {
                    return;
                }
                search.offer(f.node.subproof(i), SystemCodec.encode(prover.workspace(), k.system()), p);
                return;
            }
        }
    }

    /** Moves the systems on the stack to a fresh workspace; everything else in the old one is garbage. */
    private void compact() {
        List<int[]> codes = new ArrayList<>();
        for (Frame f : stack) {
            for (int i = f.next; i < f.end; i++) {
                codes.add(
                        SystemCodec.encode(prover.workspace(), f.systems.get(i).system()));
            }
        }
        prover.renew();
        int k = 0;
        for (Frame f : stack) {
            f.system = null;
            for (int i = f.next; i < f.end; i++) {
                ConstraintSystem c = SystemCodec.decode(prover.workspace(), codes.get(k++));
                f.systems.set(i, new NamedSystem(f.systems.get(i).name(), c));
            }
        }
        prover.compacted();
    }
}
