package org.troop.cli.sweep;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * How long a sweep will go on, as far as the lemmas so far tell: a range, or nothing at all where they tell nothing.
 *
 * <p>If the lemmas that are left are like those that are over, they take between as long as with the lower quartile each and
 * as long as with twice the mean each. A lemma that has run longer than all before it is like none of them.
 */
final class Remaining {
    private static final int FEWEST = 5;

    static final String UNKNOWN = "unknown";

    private Remaining() {}

    /**
     * @param over seconds of the lemmas that are over
     * @param running seconds since the start of those that run
     * @param left lemmas that are not over, running ones included
     * @param threads that prove
     */
    static String text(List<Double> over, List<Double> running, int left, int threads) {
        if (left == 0) {
            return "nothing";
        }
        if (over.size() < FEWEST) {
            return UNKNOWN;
        }
        List<Double> sorted = new ArrayList<>(over);
        Collections.sort(sorted);
        if (running.stream().anyMatch(s -> s > sorted.getLast() && s > 10)) {
            return UNKNOWN;
        }
        int lanes = Math.max(1, Math.min(threads, left));
        double mean = sorted.stream().mapToDouble(Double::doubleValue).sum() / sorted.size();
        double least = left * sorted.get(sorted.size() / 4) / lanes;
        double most = Math.max(2 * left * mean, sorted.getLast()) / lanes;
        return duration(least).equals(duration(most)) ? duration(most) : duration(least) + " to " + duration(most);
    }

    private static String duration(double seconds) {
        if (seconds < 10) {
            return "10 s";
        }
        if (seconds < 90) {
            return Math.round(seconds / 10) * 10 + " s";
        }
        if (seconds < 5400) {
            return Math.round(seconds / 60) + " min";
        }
        return Math.round(seconds / 3600) + " h";
    }
}
