package org.troop.term.ac;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Answers by encoded query: bounded, lock-free, shared by all threads of a session. Sets of four entries; a full set gives up the
 * entry that the hash and a running count pick. Entries are immutable and published by the array's release write.
 */
final class QueryCache {
    private static final int WAYS = 4;
    private static final int FIRST_SETS = 1 << 8;
    private static final int MAX_ENTRY = 1 << 18;

    private record Entry(int hash, int[] query, int[][] answer) {
        int size() {
            int n = query.length + 16;
            for (int[] a : answer) {
                n += a.length + 4;
            }
            return n;
        }
    }

    /** Starts small; a larger one takes its place as long as sets overflow. What is entered meanwhile may get lost. */
    private volatile AtomicReferenceArray<@Nullable Entry> table;

    private final int maxSets;
    private final long maxInts;
    private final AtomicLong ints = new AtomicLong();
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();

    /**
     * @param maxSets largest number of sets of four, a power of two
     * @param maxInts largest total size of queries and answers; the cache is emptied when it is exceeded
     */
    QueryCache(int maxSets, long maxInts) {
        this.maxSets = maxSets;
        this.maxInts = maxInts;
        table = new AtomicReferenceArray<>(Math.min(FIRST_SETS, maxSets) * WAYS);
    }

    /** What the other methods want to be told about a query. */
    static int hash(int[] query) {
        int h = Arrays.hashCode(query) * 0x9E3779B9;
        return h ^ h >>> 15;
    }

    int @Nullable [][] get(int[] query, int hash) {
        AtomicReferenceArray<@Nullable Entry> t = table;
        int base = base(t, hash);
        for (int i = base; i < base + WAYS; i++) {
            Entry e = t.getAcquire(i);
            if (e != null && e.hash == hash && Arrays.equals(e.query, query)) {
                hits.increment();
                return e.answer;
            }
        }
        misses.increment();
        return null;
    }

    void put(int[] query, int hash, int[][] answer) {
        Entry e = new Entry(hash, query, answer);
        int size = e.size();
        if (size > MAX_ENTRY) {
            return;
        }
        AtomicReferenceArray<@Nullable Entry> t = table;
        int at = freePlace(t, hash);
        while (at < 0 && t.length() < maxSets * WAYS) {
            t = grown(t);
            at = freePlace(t, hash);
        }
        if (at < 0) {
            at = base(t, hash) + ((hash >>> 24 ^ misses.intValue()) & WAYS - 1);
        }
        Entry old = t.getAndSet(at, e);
        if (ints.addAndGet(size - (old == null ? 0 : old.size())) > maxInts) {
            clear();
        }
    }

    private static int base(AtomicReferenceArray<@Nullable Entry> t, int hash) {
        return hash * WAYS & t.length() - 1;
    }

    /** A free place of the hash's set, or -1. */
    private static int freePlace(AtomicReferenceArray<@Nullable Entry> t, int hash) {
        int base = base(t, hash);
        for (int i = base; i < base + WAYS; i++) {
            if (t.getAcquire(i) == null) {
                return i;
            }
        }
        return -1;
    }

    /** The table that follows a full one, made by whoever comes first. */
    private synchronized AtomicReferenceArray<@Nullable Entry> grown(AtomicReferenceArray<@Nullable Entry> full) {
        if (table == full) {
            AtomicReferenceArray<@Nullable Entry> t =
                    new AtomicReferenceArray<>(Math.min(4 * full.length(), maxSets * WAYS));
            long total = 0;
            for (int i = 0; i < full.length(); i++) {
                Entry e = full.getAcquire(i);
                if (e != null) {
                    t.setPlain(freePlace(t, e.hash), e);
                    total += e.size();
                }
            }
            ints.set(total);
            table = t;
        }
        return table;
    }

    private void clear() {
        AtomicReferenceArray<@Nullable Entry> t = table;
        for (int i = 0; i < t.length(); i++) {
            Entry old = t.getAndSet(i, null);
            if (old != null) {
                ints.addAndGet(-old.size());
            }
        }
    }

    long hits() {
        return hits.sum();
    }

    long misses() {
        return misses.sum();
    }
}
