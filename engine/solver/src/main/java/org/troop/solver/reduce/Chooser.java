package org.troop.solver.reduce;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Ordered nondeterminism by re-execution: a step is run again from its start for every sequence of choices, depth first,
 * first alternatives first. Choices with one alternative are not recorded.
 */
public final class Chooser {
    private int[] choice = new int[8];
    private int[] width = new int[8];
    private int length;
    private int position;

    /** Forgets everything: the next run takes first alternatives. */
    public void reset() {
        length = 0;
        position = 0;
    }

    /**
     * A number below n.
     *
     * @throws Failure if n = 0
     */
    public int choose(int n) {
        if (n == 0) {
            throw Failure.INSTANCE;
        }
        if (n == 1) {
            return 0;
        }
        if (position == length) {
            if (length == choice.length) {
                choice = Arrays.copyOf(choice, 2 * length);
                width = Arrays.copyOf(width, 2 * length);
            }
            choice[length] = 0;
            width[length] = n;
            length++;
        }
        return choice[position++];
    }

    /** Whether the run so far had an alternative. */
    public boolean hasForked() {
        return length > 0;
    }

    /** The next sequence of choices, for {@link #start}; null if this was the last. */
    public int @Nullable [][] next() {
        int n = length;
        while (n > 0 && choice[n - 1] + 1 == width[n - 1]) {
            n--;
        }
        if (n == 0) {
            return null;
        }
        int[][] out = {Arrays.copyOf(choice, n), Arrays.copyOf(width, n)};
        out[0][n - 1]++;
        return out;
    }

    /** Starts a run with the given choices; the chooser may have been used for other steps in between. */
    public void start(int[][] choices) {
        length = choices[0].length;
        if (length > choice.length) {
            choice = new int[2 * length];
            width = new int[2 * length];
        }
        System.arraycopy(choices[0], 0, choice, 0, length);
        System.arraycopy(choices[1], 0, width, 0, length);
        position = 0;
    }
}
