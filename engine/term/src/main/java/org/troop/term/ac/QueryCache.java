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
    private static final int MAX_ENTRY = 1 << 18;

    private record Entry(int hash, int[] query, int[][] answer) {}

    private static final AtomicReferenceArray<@Nullable Entry> NOTHING = new AtomicReferenceArray<>(WAYS);

    /** Allocated with the first entry: many caches never get one. */
    private volatile AtomicReferenceArray<@Nullable Entry> table = NOTHING;

    private final int sets;
    private final long maxInts;
    private final AtomicLong ints = new AtomicLong();
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();

    /**
     * @param sets number of sets of four, a power of two
     * @param maxInts largest total size of queries and answers; the cache is emptied when it is exceeded
     */
    QueryCache(int sets, long maxInts) {
        this.sets = sets;
        this.maxInts = maxInts;
    }

    int @Nullable [][] get(int[] query) {
        AtomicReferenceArray<@Nullable Entry> table = this.table;
        int h = hash(query);
        int base = table == NOTHING ? 0 : (h & sets - 1) * WAYS;
        for (int i = base; i < base + WAYS; i++) {
            Entry e = table.getAcquire(i);
            if (e != null && e.hash == h && Arrays.equals(e.query, query)) {
                hits.increment();
                return e.answer;
            }
        }
        misses.increment();
        return null;
    }

    void put(int[] query, int[][] answer) {
        int size = size(query, answer);
        if (size > MAX_ENTRY) {
            return;
        }
        AtomicReferenceArray<@Nullable Entry> table = allocated();
        int h = hash(query);
        int base = (h & sets - 1) * WAYS;
        int at = base;
        while (at < base + WAYS && table.getAcquire(at) != null) {
            at++;
        }
        if (at == base + WAYS) {
            at = base + ((h >>> 24 ^ misses.intValue()) & WAYS - 1);
        }
        Entry old = table.getAndSet(at, new Entry(h, query, answer));
        long total = ints.addAndGet(size - (old == null ? 0 : size(old.query, old.answer)));
        if (total > maxInts) {
            clear();
        }
    }

    private AtomicReferenceArray<@Nullable Entry> allocated() {
        if (table == NOTHING) {
            synchronized (this) {
                if (table == NOTHING) {
                    table = new AtomicReferenceArray<>(sets * WAYS);
                }
            }
        }
        return table;
    }

    private void clear() {
        AtomicReferenceArray<@Nullable Entry> table = this.table;
        for (int i = 0; i < table.length(); i++) {
            Entry old = table.getAndSet(i, null);
            if (old != null) {
                ints.addAndGet(-size(old.query, old.answer));
            }
        }
    }

    private static int size(int[] query, int[][] answer) {
        int n = query.length + 16;
        for (int[] a : answer) {
            n += a.length + 4;
        }
        return n;
    }

    private static int hash(int[] query) {
        int h = Arrays.hashCode(query) * 0x9E3779B9;
        return h ^ h >>> 15;
    }

    long hits() {
        return hits.sum();
    }

    long misses() {
        return misses.sum();
    }
}
