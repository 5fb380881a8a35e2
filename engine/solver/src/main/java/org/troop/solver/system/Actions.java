package org.troop.solver.system;

import it.unimi.dsi.fastutil.ints.Int2ObjectOpenHashMap;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.ints.IntList;
import it.unimi.dsi.fastutil.ints.IntLists;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.troop.term.store.Heads;
import org.troop.term.store.TermStore;

/**
 * All actions of a system at one moment, as (node, fact) pairs: the unsolved action goals in goal order, then the actions
 * of the labelled nodes in node order.
 */
public final class Actions {
    private int[] nodes = new int[32];
    private int[] facts = new int[32];
    private int count;
    private final TermStore s;
    private @Nullable Int2ObjectOpenHashMap<IntList> byHead;

    public Actions(Workspace w, ConstraintSystem c) {
        s = w.s;
        c.goals.sort(s);
        for (int i = 0; i < c.goals.size(); i++) {
            int g = c.goals.goal(i);
            if (s.head(g) == Heads.GOAL_ACTION && !c.goals.isSolved(i)) {
                add(s.arg(g, 0), s.arg(g, 1));
            }
        }
        for (int k = 0; k < c.nodeCount(); k++) {
            int as = w.actions(c.instance(k));
            for (int i = 0, n = s.arity(as); i < n; i++) {
                add(c.node(k), s.arg(as, i));
            }
        }
    }

    private void add(int i, int f) {
        if (count == nodes.length) {
            nodes = Arrays.copyOf(nodes, 2 * count);
            facts = Arrays.copyOf(facts, 2 * count);
        }
        nodes[count] = i;
        facts[count++] = f;
    }

    /** Numbers of the actions whose fact has this head, ascending. */
    public IntList withHead(int head) {
        if (byHead == null) {
            byHead = new Int2ObjectOpenHashMap<>();
            for (int k = 0; k < count; k++) {
                byHead.computeIfAbsent(s.head(facts[k]), h -> new IntArrayList())
                        .add(k);
            }
        }
        return byHead.getOrDefault(head, IntLists.EMPTY_LIST);
    }

    public int size() {
        return count;
    }

    public int node(int k) {
        return nodes[k];
    }

    public int fact(int k) {
        return facts[k];
    }
}
