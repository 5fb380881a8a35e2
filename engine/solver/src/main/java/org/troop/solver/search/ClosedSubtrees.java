package org.troop.solver.search;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.troop.theory.syntax.Ranking;

/**
 * Subtrees of one closed theory that were closed by contradictions, by the system at their root and whatever else decides what is
 * below it. Keys are compared in full. Lock-free: entries are values in concurrent maps.
 *
 * <p>Memory is bounded by two generations. Entries are made in the young one; when it has half of what is allowed, it becomes the
 * old one, whose entries are gone then unless they were used meanwhile.
 */
final class ClosedSubtrees {
    private static final long MOST_BYTES = 64L << 20;
    private static final int ENTRY_BYTES = 100;
    private static final int NODE_BYTES = 200;

    /**
     * What the search below a system depends on, beside the theory: expanding knows nothing else of its lemma or place.
     *
     * @param raw sources
     * @param induction whether it is preferred to simplification
     * @param turn which of the rankings is the next
     */
    record Position(boolean raw, boolean induction, List<Ranking> heuristic, int turn) {}

    /**
     * @param code of the system
     * @param tree is not changed any more
     */
    record Closed(Position position, int[] code, SearchNode tree, int nodes) {
        boolean isOf(Position p, int[] c) {
            return Arrays.equals(code, c) && position.equals(p);
        }

        long bytes() {
            return 4L * code.length + (long) NODE_BYTES * nodes + ENTRY_BYTES;
        }
    }

    /** Those with one fingerprint. */
    private record Chain(Closed first, @Nullable Chain next) {
        static @Nullable Closed find(@Nullable Chain chain, Position p, int[] code) {
            for (Chain c = chain; c != null; c = c.next) {
                if (c.first.isOf(p, code)) {
                    return c.first;
                }
            }
            return null;
        }
    }

    private static final class Generations {
        final ConcurrentHashMap<Long, Chain> young = new ConcurrentHashMap<>();
        final AtomicLong bytes = new AtomicLong();
        final ConcurrentHashMap<Long, Chain> old;

        Generations(ConcurrentHashMap<Long, Chain> old) {
            this.old = old;
        }
    }

    private final long mostBytes;
    private final AtomicReference<Generations> now = new AtomicReference<>(new Generations(new ConcurrentHashMap<>()));
    private final LongAdder candidates = new LongAdder();
    private final LongAdder hits = new LongAdder();
    private final LongAdder reused = new LongAdder();

    ClosedSubtrees() {
        this(MOST_BYTES);
    }

    ClosedSubtrees(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    /** Whether something may be known: if not, the system need not be encoded. */
    boolean mayKnow(long fingerprint) {
        Generations g = now.get();
        return g.young.containsKey(fingerprint) || g.old.containsKey(fingerprint);
    }

    @Nullable
    Closed find(long fingerprint, Position p, int[] code) {
        candidates.increment();
        Generations g = now.get();
        Closed c = Chain.find(g.young.get(fingerprint), p, code);
        if (c == null) {
            c = Chain.find(g.old.get(fingerprint), p, code);
            if (c != null) {
                enter(fingerprint, c);
            }
        }
        return c;
    }

    void enter(long fingerprint, Closed c) {
        if (c.bytes() > mostBytes / 2) {
            return;
        }
        Generations g = now.get();
        Chain made =
                g.young.compute(fingerprint, (f, k) -> Chain.find(k, c.position, c.code) == null ? new Chain(c, k) : k);
        if (made.first == c && g.bytes.addAndGet(c.bytes()) > mostBytes / 2) {
            now.compareAndSet(g, new Generations(g.young));
        }
    }

    void used(Closed c) {
        hits.increment();
        reused.add(c.nodes);
    }

    SubgoalCounts counts() {
        return new SubgoalCounts(candidates.sum(), hits.sum(), reused.sum());
    }
}
