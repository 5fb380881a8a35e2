package org.troop.solver.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The open nodes of a search whose units are worked on elsewhere: which is next, which must wait for a later round, which are
 * not needed any more, and when the proof is determined. Holds paths, neither systems nor the closed part of the tree. Not
 * thread-safe.
 *
 * <p>An open node is <em>queued</em>, <em>out</em> (somebody works on it), or <em>waiting</em> (at the limit of the round).
 * Merging what became of a node replaces it by the open nodes below it.
 */
public final class Frontier {
    /**
     * An open node.
     *
     * @param unit number of its unit, unique in the search
     * @param path choices from the root of the search
     */
    public record Node(long unit, int[] path) {}

    private final Rounds rounds;
    private final TreeMap<int[], Node> queued = new TreeMap<>(Arrays::compare);
    private final List<Node> waiting = new ArrayList<>();
    private final Map<Long, Node> out = new HashMap<>();
    private @Nullable ProofCut result;

    /** Of a search that begins: add its root. */
    public Frontier(Strategy strategy) {
        this(new Rounds(strategy));
    }

    /** Of a search that goes on: add its open nodes and tell its traces, then {@link #settle}. */
    public Frontier(Strategy strategy, int limit) {
        this(new Rounds(strategy, limit));
    }

    private Frontier(Rounds rounds) {
        this.rounds = rounds;
    }

    public void add(Node n) {
        if (n.path.length >= rounds.limit()) {
            waiting.add(n);
        } else {
            queued.put(n.path, n);
        }
    }

    public void addTrace(int[] path) {
        rounds.traceFound(path);
    }

    /** Tells a node that is left open for good; of a search that goes on, what is not told again is searched behind it, too. */
    public void addSorry(int[] path) {
        rounds.sorryFound(path);
    }

    /** Whether nodes are needless behind one that is left open for good. */
    public boolean endsAtSorry() {
        return rounds.strategy() == Strategy.SORRY;
    }

    /** Takes the queued node that comes first in preorder; null if there is none now. */
    public @Nullable Node take() {
        Map.Entry<int[], Node> first = queued.pollFirstEntry();
        if (first == null) {
            return null;
        }
        Node n = first.getValue();
        out.put(n.unit, n);
        return n;
    }

    /** Takes a certain node; null if it is not queued. */
    public @Nullable Node takeIfQueued(long unit) {
        for (Node n : queued.values()) {
            if (n.unit == unit) {
                queued.remove(n.path);
                out.put(unit, n);
                return n;
            }
        }
        return null;
    }

    /** Queues a node again that was out. */
    public void putBack(long unit) {
        Node n = out.remove(unit);
        if (n != null && isNeeded(n)) {
            queued.put(n.path, n);
        }
    }

    /**
     * Takes over what became of a node that is out or queued.
     *
     * @param limit that the unit reached; higher than this search's only if it was alone
     * @param open the open nodes below it
     * @param traces paths of the traces found
     * @return whether the node was still open; if not, nothing was changed
     */
    public boolean merge(Node node, int limit, List<Node> open, List<int[]> traces) {
        if (out.remove(node.unit) == null && queued.remove(node.path) == null) {
            return false;
        }
        rounds.reach(limit);
        open.forEach(this::add);
        traces.forEach(rounds::traceFound);
        settle();
        return true;
    }

    /** Ends the round, and those after it, if nothing that is needed is open in it. */
    public void settle() {
        if (rounds.stopsAtTrace() && rounds.firstTrace() != null) {
            queued.tailMap(rounds.firstTrace(), false).clear();
        }
        if (endsAtSorry()) {
            queued.values().removeIf(n -> !isNeeded(n));
        }
        while (result == null && queued.isEmpty() && out.values().stream().noneMatch(this::isNeeded)) {
            result = rounds.end(!waiting.isEmpty());
            if (result == null) {
                List<Node> again = new ArrayList<>(waiting);
                waiting.clear();
                again.forEach(this::add);
            }
        }
    }

    /** The part of the tree that is the proof; null as long as it is not determined. */
    public @Nullable ProofCut result() {
        return result;
    }

    /** Whether the result can depend on what is below the node. */
    public boolean isNeeded(Node n) {
        return result == null && !rounds.isBehindTrace(() -> n.path);
    }

    /**
     * Whether a node at a path may be left out of the proof.
     *
     * @param more traces that are not merged yet
     */
    public boolean isBehindTrace(int[] path, List<int[]> more) {
        return rounds.isBehindTrace(() -> path)
                || rounds.stopsAtTrace() && more.stream().anyMatch(t -> Arrays.compare(path, t) > 0);
    }

    /** Whether the node, which is out, is the only open one. */
    public boolean isAlone(Node n) {
        return queued.isEmpty() && waiting.isEmpty() && out.size() == 1 && out.containsKey(n.unit);
    }

    public int limit() {
        return rounds.limit();
    }

    /** The first trace in preorder that is known; null without. */
    public int @Nullable [] firstTrace() {
        return rounds.firstTrace();
    }

    /** The first trace that is known, if the strategy ends a search at one; null otherwise. */
    public int @Nullable [] endingTrace() {
        return rounds.stopsAtTrace() ? rounds.firstTrace() : null;
    }

    /** All open nodes that may be needed. */
    public long open() {
        return (long) queued.size() + waiting.size() + out.size();
    }

    /** Nodes that can be taken. */
    public int queued() {
        return queued.size();
    }

    public int waiting() {
        return waiting.size();
    }

    /** Nodes that somebody works on. */
    public int out() {
        return out.size();
    }
}
