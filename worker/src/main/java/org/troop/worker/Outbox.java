package org.troop.worker;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.troop.proto.WorkerMessage;

/**
 * Results on their way out: those of small units wait a little for each other, so that many are one message and one transaction.
 * They are sent at once when nothing else is there to be searched, or when they are large. Thread-safe.
 */
final class Outbox {
    private static final long WAIT_MILLIS = 200;
    private static final int MOST_UNITS = 256;
    private static final long MOST_BYTES = 256 << 10;

    private final LeaseBook book;
    private final Consumer<List<WorkerMessage>> out;
    private final List<HeldUnit> waiting = new ArrayList<>();
    private long bytes;

    /** @param out sends outcomes of units */
    Outbox(LeaseBook book, Consumer<List<WorkerMessage>> out) {
        this.book = book;
        this.out = out;
    }

    /** Takes a unit with its outcome. */
    void add(HeldUnit h, WorkerMessage outcome) {
        boolean isFull;
        synchronized (this) {
            waiting.add(h);
            bytes += outcome.getSerializedSize();
            isFull = waiting.size() >= MOST_UNITS || bytes >= MOST_BYTES;
            notifyAll();
        }
        if (isFull || outcome.hasFailure() || !book.hasMore()) {
            flush();
        }
    }

    void flush() {
        List<HeldUnit> units;
        synchronized (this) {
            units = List.copyOf(waiting);
            waiting.clear();
            bytes = 0;
        }
        List<WorkerMessage> outcomes = book.outcomes(units);
        if (!outcomes.isEmpty()) {
            out.accept(outcomes);
        }
    }

    /** Sends what waits too long, until the thread is interrupted. */
    void run() {
        try {
            while (true) {
                synchronized (this) {
                    while (waiting.isEmpty()) {
                        wait();
                    }
                }
                Thread.sleep(WAIT_MILLIS);
                flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
