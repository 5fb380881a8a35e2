package org.troop.worker;

/** How long threads were busy, those included that still are. Never runs backwards. */
final class BusyClock {
    private final long[] since;
    private final boolean[] isRunning;
    private long ended;

    BusyClock(int threads) {
        since = new long[threads];
        isRunning = new boolean[threads];
    }

    synchronized void begin(int thread) {
        since[thread] = System.nanoTime();
        isRunning[thread] = true;
    }

    synchronized void end(int thread) {
        if (isRunning[thread]) {
            ended += System.nanoTime() - since[thread];
            isRunning[thread] = false;
        }
    }

    synchronized int running() {
        int n = 0;
        for (boolean r : isRunning) {
            n += r ? 1 : 0;
        }
        return n;
    }

    synchronized long totalNanos() {
        long now = System.nanoTime();
        long n = ended;
        for (int i = 0; i < since.length; i++) {
            n += isRunning[i] ? now - since[i] : 0;
        }
        return n;
    }
}
