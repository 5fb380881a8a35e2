package org.troop.solver.system;

import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.troop.term.store.Heads;
import org.troop.term.store.TermStore;

/** The raw order of a system at one moment (orderings, edges, open chains) with reachability; a snapshot. */
public final class TemporalOrder {
    private final Workspace w;
    private final ConstraintSystem c;
    private final Int2IntOpenHashMap ids = new Int2IntOpenHashMap();
    private int[] vars = new int[16];
    private int count;
    private final List<int[]> successors = new ArrayList<>();
    private int[] degree = new int[16];
    private BitSet[] reach = {};

    public TemporalOrder(Workspace w, ConstraintSystem c) {
        this.w = w;
        this.c = c;
        ids.defaultReturnValue(-1);
        TermStore s = w.s;
        for (int i = 0; i < c.less.size(); i++) {
            int t = c.less.get(i);
            add(s.arg(t, 0), s.arg(t, 1));
        }
        for (int i = 0; i < c.edges.size(); i++) {
            int t = c.edges.get(i);
            add(s.arg(t, 0), s.arg(t, 2));
        }
        for (int i = 0; i < c.goals.size(); i++) {
            int g = c.goals.goal(i);
            if (s.head(g) == Heads.GOAL_CHAIN && !c.goals.isSolved(i)) {
                add(s.arg(g, 0), s.arg(g, 2));
            }
        }
        reach = new BitSet[count];
    }

    private int id(int v) {
        int i = ids.get(v);
        if (i < 0) {
            i = count++;
            ids.put(v, i);
            if (i == vars.length) {
                vars = Arrays.copyOf(vars, 2 * i);
                degree = Arrays.copyOf(degree, 2 * i);
            }
            vars[i] = v;
            successors.add(new int[4]);
        }
        return i;
    }

    private void add(int a, int b) {
        int i = id(a);
        int j = id(b);
        int[] out = successors.get(i);
        if (degree[i] == out.length) {
            out = Arrays.copyOf(out, 2 * out.length);
            successors.set(i, out);
        }
        out[degree[i]++] = j;
    }

    private BitSet reach(int i) {
        BitSet r = reach[i];
        if (r == null) {
            r = new BitSet(count);
            int[] stack = new int[count + 1];
            int top = 0;
            stack[top++] = i;
            r.set(i);
            while (top > 0) {
                int k = stack[--top];
                int[] out = successors.get(k);
                for (int e = 0; e < degree[k]; e++) {
                    if (!r.get(out[e])) {
                        r.set(out[e]);
                        stack[top++] = out[e];
                    }
                }
            }
            reach[i] = r;
        }
        return r;
    }

    /** Whether i is always before j, or i = j. */
    public boolean before(int i, int j) {
        if (i == j) {
            return true;
        }
        int a = ids.get(i);
        int b = ids.get(j);
        return a >= 0 && b >= 0 && reach(a).get(b);
    }

    /** The nodes reachable from i, i included, ascending. */
    public int[] reachable(int i) {
        int a = ids.get(i);
        if (a < 0) {
            return new int[] {i};
        }
        int[] out = reach(a).stream().map(k -> vars[k]).toArray();
        w.s.sortRange(out, 0, out.length);
        return out;
    }

    /** Whether the order has a cycle. */
    public boolean isCyclic() {
        byte[] state = new byte[count];
        int[] stack = new int[count + 1];
        int[] next = new int[count + 1];
        for (int r = 0; r < count; r++) {
            if (state[r] != 0) {
                continue;
            }
            int top = 0;
            stack[0] = r;
            next[0] = 0;
            state[r] = 1;
            while (top >= 0) {
                int k = stack[top];
                if (next[top] == degree[k]) {
                    state[k] = 2;
                    top--;
                    continue;
                }
                int m = successors.get(k)[next[top]++];
                if (state[m] == 1) {
                    return true;
                }
                if (state[m] == 0) {
                    state[m] = 1;
                    stack[++top] = m;
                    next[top] = 0;
                }
            }
        }
        return false;
    }

    /** Whether node i certainly occurs in the trace: labelled, last, or the node of an unsolved action. */
    public boolean inTrace(int i) {
        if (i == c.last || c.label(i) != 0) {
            return true;
        }
        TermStore s = w.s;
        for (int k = 0; k < c.goals.size(); k++) {
            int g = c.goals.goal(k);
            if (s.head(g) == Heads.GOAL_ACTION && s.arg(g, 0) == i && !c.goals.isSolved(k)) {
                return true;
            }
        }
        return false;
    }
}
