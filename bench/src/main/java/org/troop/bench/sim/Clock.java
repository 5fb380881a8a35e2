package org.troop.bench.sim;

import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;

/** Simulated time, in nanoseconds from 0. What is due at the same time happens in the order in which it was asked for. */
final class Clock {
    private record Event(long time, long number, Runnable action) implements Comparable<Event> {
        @Override
        public int compareTo(Event o) {
            return time != o.time ? Long.compare(time, o.time) : Long.compare(number, o.number);
        }
    }

    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private long now;
    private long count;

    long now() {
        return now;
    }

    void in(long nanos, Runnable action) {
        events.add(new Event(now + nanos, count++, action));
    }

    /** @throws IllegalStateException if nothing is left to happen before the end */
    void runUntil(BooleanSupplier end) {
        while (!end.getAsBoolean()) {
            Event e = events.poll();
            if (e == null) {
                throw new IllegalStateException("nothing happens any more, and the search is not over");
            }
            now = e.time;
            e.action.run();
        }
    }
}
