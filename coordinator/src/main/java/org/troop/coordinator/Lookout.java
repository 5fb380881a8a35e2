package org.troop.coordinator;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.troop.coordinator.store.Roster;
import org.troop.coordinator.store.Roster.Node;

/**
 * What a coordinator makes of the roster, seen again and again: which nodes are alive, whether it may found a cluster, and whether
 * it must give way to another one. Knows no clock but the times that it is told.
 */
final class Lookout {
    /** A node whose beats have stood still for so long is dead; longer than several beats. */
    static final long SILENCE_MILLIS = 10_000;
    /** For so long two clusters have to be seen before one gives way: longer than the split brain resolver takes. */
    static final long STRANGERS_MILLIS = 15_000;

    private record Seen(long beats, long changed) {}

    private final Node self;
    private final Map<Node, Seen> seen = new HashMap<>();
    private long begin = Long.MIN_VALUE;
    private long generation;
    private long strangersSince = Long.MAX_VALUE;

    Lookout(Node self) {
        this.self = self;
    }

    /** @param now in milliseconds, of a clock that never goes back */
    void see(Roster.State state, long now) {
        if (begin == Long.MIN_VALUE || generation != state.generation()) {
            begin = now;
            generation = state.generation();
            seen.clear();
        }
        Set<Node> listed = new HashSet<>();
        for (Roster.Beats b : state.nodes()) {
            listed.add(b.node());
            Seen s = seen.get(b.node());
            if (s == null || s.beats != b.number()) {
                seen.put(b.node(), new Seen(b.number(), now));
            }
        }
        seen.keySet().retainAll(listed);
    }

    private boolean isAlive(Node n, long now) {
        Seen s = seen.get(n);
        return s != null && now - s.changed < SILENCE_MILLIS;
    }

    /** Whether no other cluster lives on this store. An earlier process at this node's address is certainly dead. */
    boolean mayFound(long now) {
        return begin != Long.MIN_VALUE
                && seen.keySet().stream().noneMatch(n -> !n.address().equals(self.address()) && isAlive(n, now));
    }

    /** The generation on which the last answer rests. */
    long generation() {
        return generation;
    }

    /** Nodes that have been silent for several times as long as is needed to be dead. */
    List<Node> forgotten(long now) {
        return seen.keySet().stream()
                .filter(n -> !n.equals(self) && now - seen.get(n).changed > 6 * SILENCE_MILLIS)
                .toList();
    }

    /**
     * Whether there is another cluster on this store, and it is for this one to give way: the smaller one does, or that without the
     * least address. Both sides see the same roster, so that one of them stays.
     *
     * @param members of this node's cluster, itself included
     */
    boolean mustGiveWay(Set<Node> members, long now) {
        TreeSet<String> mine = new TreeSet<>();
        TreeSet<String> strangers = new TreeSet<>();
        for (Node n : seen.keySet()) {
            if (isAlive(n, now)) {
                (members.contains(n) ? mine : strangers).add(n.address());
            }
        }
        if (strangers.isEmpty() || mine.isEmpty()) {
            strangersSince = Long.MAX_VALUE;
            return false;
        }
        strangersSince = Math.min(strangersSince, now);
        return now - strangersSince >= STRANGERS_MILLIS
                && (strangers.size() > mine.size()
                        || strangers.size() == mine.size() && strangers.first().compareTo(mine.first()) < 0);
    }
}
