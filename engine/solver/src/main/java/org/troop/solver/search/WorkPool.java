package org.troop.solver.search;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Where threads without work wait and busy ones leave subtrees. A busy thread asks {@link #isHungry} after each expansion,
 * which costs one volatile read.
 */
final class WorkPool {
    /** A subtree to expand, on any thread. */
    interface Task {
        /** The search that the subtree belongs to. */
        LemmaSearch owner();

        /** @param prover of the running thread, for the owner's lemma; null if there is none: the task is left undone */
        void run(@Nullable Prover prover);
    }

    private final ArrayDeque<Task> tasks = new ArrayDeque<>();
    private int idle;
    private boolean closed;
    private volatile boolean aborted;
    private volatile boolean hungry;

    /** Whether a thread waits for which there is no task yet. */
    boolean isHungry() {
        return hungry;
    }

    synchronized void offer(Task t) {
        tasks.addLast(t);
        update();
        notifyAll();
    }

    /** Waits for a task of anybody; null when the pool is closed. */
    synchronized @Nullable Task take() throws InterruptedException {
        idle++;
        update();
        try {
            while (tasks.isEmpty() && !closed) {
                wait();
            }
            return tasks.pollFirst();
        } finally {
            idle--;
            update();
        }
    }

    /** A task of this owner if there is one. */
    synchronized @Nullable Task poll(LemmaSearch owner) {
        for (Task t : tasks) {
            if (t.owner() == owner) {
                tasks.remove(t);
                update();
                return t;
            }
        }
        return null;
    }

    /** No lemma is left: waiting threads end. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }

    /** Nothing that is searched will be used: all threads end soon. */
    void abort() {
        aborted = true;
        close();
    }

    boolean isAborted() {
        return aborted;
    }

    private void update() {
        hungry = idle > tasks.size();
    }
}
