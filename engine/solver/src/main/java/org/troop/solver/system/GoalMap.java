package org.troop.solver.system;

import java.util.Arrays;
import org.troop.term.store.TermStore;

/** Goals with status: number (age), solved and loop-breaker flags, annotations of the goal's fact. */
public final class GoalMap {
    public static final int SOLVED = 1;
    public static final int LOOP_BREAKER = 2;

    /** Annotation bits of {@code org.troop.theory.close.Rule} are shifted left by this in the flags. */
    public static final int ANNOTATION_SHIFT = 2;

    private static final int[] NONE = {};
    private int[] goal = NONE;
    private int[] number = NONE;
    private byte[] flags = {};
    private int n;
    private boolean sorted = true;
    private boolean shared;

    public GoalMap copy() {
        GoalMap g = new GoalMap();
        g.goal = goal;
        g.number = number;
        g.flags = flags;
        g.n = n;
        g.sorted = sorted;
        g.shared = true;
        shared = true;
        return g;
    }

    public int size() {
        return n;
    }

    public int goal(int i) {
        return goal[i];
    }

    public int number(int i) {
        return number[i];
    }

    public int flags(int i) {
        return flags[i];
    }

    public boolean isSolved(int i) {
        return (flags[i] & SOLVED) != 0;
    }

    public int annotations(int i) {
        return flags[i] >> ANNOTATION_SHIFT;
    }

    /** Position of a goal, -1 if absent. */
    public int find(int g) {
        for (int i = 0; i < n; i++) {
            if (goal[i] == g) {
                return i;
            }
        }
        return -1;
    }

    public boolean contains(int g) {
        return find(g) >= 0;
    }

    private void own(int capacity) {
        if (shared || capacity > goal.length) {
            int c = Math.max(capacity, capacity > goal.length ? 2 * n + 8 : goal.length);
            goal = Arrays.copyOf(goal, c);
            number = Arrays.copyOf(number, c);
            flags = Arrays.copyOf(flags, c);
            shared = false;
        }
    }

    /** Inserts, or combines with an equal goal: solved or, least number, loop breaker or, annotations of the newer. */
    public void put(int g, int num, int f) {
        int i = find(g);
        own(n + 1);
        if (i < 0) {
            goal[n] = g;
            number[n] = num;
            flags[n] = (byte) f;
            n++;
            sorted = n == 1;
        } else {
            number[i] = Math.min(number[i], num);
            flags[i] = (byte) (((flags[i] | f) & (SOLVED | LOOP_BREAKER)) | (f & ~(SOLVED | LOOP_BREAKER)));
        }
    }

    public void setSolved(int i) {
        own(n);
        flags[i] |= SOLVED;
    }

    public void removeAt(int i) {
        own(n);
        System.arraycopy(goal, i + 1, goal, i, n - i - 1);
        System.arraycopy(number, i + 1, number, i, n - i - 1);
        System.arraycopy(flags, i + 1, flags, i, n - i - 1);
        n--;
    }

    public void clear() {
        goal = NONE;
        number = NONE;
        flags = new byte[0];
        n = 0;
        sorted = true;
        shared = false;
    }

    /** Sorts the goals; positions are in goal order until the next insertion. */
    public void sort(TermStore s) {
        if (sorted) {
            return;
        }
        own(n);
        for (int i = 1; i < n; i++) {
            int g = goal[i];
            int num = number[i];
            byte f = flags[i];
            int j = i - 1;
            while (j >= 0 && s.compare(goal[j], g) > 0) {
                goal[j + 1] = goal[j];
                number[j + 1] = number[j];
                flags[j + 1] = flags[j];
                j--;
            }
            goal[j + 1] = g;
            number[j + 1] = num;
            flags[j + 1] = f;
        }
        sorted = true;
    }

    public int maxIndex(TermStore s) {
        int m = -1;
        for (int i = 0; i < n; i++) {
            m = Math.max(m, s.maxIndex(goal[i]));
        }
        return m;
    }

    public int minIndex(TermStore s) {
        int m = Integer.MAX_VALUE;
        for (int i = 0; i < n; i++) {
            m = Math.min(m, s.minIndex(goal[i]));
        }
        return m;
    }
}
