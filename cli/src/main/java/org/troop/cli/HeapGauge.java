package org.troop.cli;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import org.jspecify.annotations.Nullable;

/**
 * Tells when what survives garbage collections fills the heap. The management beans are asked only when much of the heap is in
 * use at all: loading them costs more than many a proof.
 */
final class HeapGauge {
    private static final double WORTH_A_LOOK = 0.7;
    private static final double NEARLY_FULL = 0.9;

    private @Nullable MemoryPoolMXBean old;
    private long collectionsWhenFull = -1;

    /** Whether the heap is nearly full; once said, it is said again only after another collection. */
    boolean isNearlyFull() {
        Runtime r = Runtime.getRuntime();
        if (r.totalMemory() - r.freeMemory() < WORTH_A_LOOK * r.maxMemory()) {
            return false;
        }
        MemoryPoolMXBean pool = oldGeneration();
        MemoryUsage survived = pool == null ? null : pool.getCollectionUsage();
        if (survived == null || survived.getMax() <= 0 || survived.getUsed() < NEARLY_FULL * survived.getMax()) {
            return false;
        }
        long collections = collections(pool);
        if (collections == collectionsWhenFull) {
            return false;
        }
        collectionsWhenFull = collections;
        return true;
    }

    /** The largest pool of long-lived objects. */
    private @Nullable MemoryPoolMXBean oldGeneration() {
        if (old == null) {
            for (MemoryPoolMXBean p : ManagementFactory.getMemoryPoolMXBeans()) {
                boolean isOld = p.getName().contains("Old Gen") || p.getName().contains("Tenured");
                if (p.getType() == MemoryType.HEAP && isOld) {
                    old = p;
                }
            }
        }
        return old;
    }

    private static long collections(MemoryPoolMXBean pool) {
        long n = 0;
        for (String name : pool.getMemoryManagerNames()) {
            for (GarbageCollectorMXBean c : ManagementFactory.getGarbageCollectorMXBeans()) {
                if (c.getName().equals(name)) {
                    n += c.getCollectionCount();
                }
            }
        }
        return n;
    }
}
