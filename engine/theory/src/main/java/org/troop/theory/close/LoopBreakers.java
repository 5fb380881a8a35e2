package org.troop.theory.close;

import it.unimi.dsi.fastutil.ints.Int2IntMap;
import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.ints.IntLinkedOpenHashSet;
import it.unimi.dsi.fastutil.longs.Long2BooleanOpenHashMap;
import java.util.ArrayList;
import java.util.List;
import org.troop.term.Sort;
import org.troop.term.store.AcSolver;
import org.troop.term.store.TermStore;
import org.troop.term.unify.Substs;
import org.troop.term.unify.Unifier;

/**
 * Premises at which precomputation stops, so that solving premises by rules ends (Schmidt 2012, section 4.4). Nodes are
 * (rule, premise); there is an edge from p to every premise of a rule with a conclusion that p unifies with. A depth-first
 * search marks the premises from which an edge leads back to the path.
 *
 * <p>Facts are compared after instantiation with each variant and up to renaming, so that the unifier sees each pair of
 * shapes once, however many rules share them.
 */
final class LoopBreakers {
    /** A rule modulo AC and which of its premises must not be solved by rules. */
    record Node(RuleVariants.Closed rule, byte[] premiseAnnotations) {}

    private final TermStore s;
    private final Unifier unifier;
    private final int premiseName;
    private final Long2BooleanOpenHashMap unifiable = new Long2BooleanOpenHashMap();

    private LoopBreakers(TermStore s, AcSolver ac) {
        this.s = s;
        this.unifier = new Unifier(s, ac);
        this.premiseName = s.heads.string("x");
    }

    /** The loop breakers of each rule, in order of discovery. */
    static List<List<Integer>> of(TermStore s, AcSolver ac, List<Node> rules) {
        int[] first = new int[rules.size() + 1];
        for (int i = 0; i < rules.size(); i++) {
            first[i + 1] = first[i] + rules.get(i).premiseAnnotations.length;
        }
        IntArrayList[] successors = new LoopBreakers(s, ac).graph(rules, first);
        IntArrayList breakers = search(successors);
        List<List<Integer>> out = new ArrayList<>();
        for (int i = 0; i < rules.size(); i++) {
            List<Integer> own = new ArrayList<>();
            for (int b : breakers) {
                if (first[i] <= b && b < first[i + 1]) {
                    own.add(b - first[i]);
                }
            }
            out.add(own);
        }
        return out;
    }

    /** Successors of each premise, and in the last slot the premises with successors in the order of their first edge. */
    private IntArrayList[] graph(List<Node> rules, int[] first) {
        int[][][] conclusions = new int[rules.size()][][];
        int[][][] premises = new int[rules.size()][][];
        for (int i = 0; i < conclusions.length; i++) {
            RuleVariants.Closed r = rules.get(i).rule;
            conclusions[i] = shapes(r, r.body().conclusions(), 0);
            premises[i] = shapes(r, r.body().premises(), premiseName);
        }
        IntArrayList[] out = new IntArrayList[first[rules.size()] + 1];
        IntArrayList sources = new IntArrayList();
        out[out.length - 1] = sources;
        for (int f = 0; f < conclusions.length; f++) {
            if (first[f] == first[f + 1]) {
                continue;
            }
            for (int t = 0; t < premises.length; t++) {
                for (int p = 0; p < premises[t].length; p++) {
                    if ((rules.get(t).premiseAnnotations[p] & Rule.NO_PRECOMPUTATION) == 0
                            && feeds(conclusions[f], premises[t][p])) {
                        int node = first[t] + p;
                        if (out[node] == null) {
                            out[node] = new IntArrayList();
                            sources.add(node);
                        }
                        for (int q = first[f]; q < first[f + 1]; q++) {
                            out[node].add(q);
                        }
                    }
                }
            }
        }
        return out;
    }

    private boolean feeds(int[][] conclusions, int[] premise) {
        for (int[] conclusion : conclusions) {
            if (s.head(conclusion[0]) != s.head(premise[0])) {
                continue;
            }
            for (int c : conclusion) {
                for (int p : premise) {
                    long key = (long) c << 32 | p;
                    boolean known = unifiable.containsKey(key);
                    if (known ? unifiable.get(key) : tryUnify(key, c, p)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private boolean tryUnify(long key, int c, int p) {
        boolean yes = unifier.unifiable(c, p);
        unifiable.put(key, yes);
        return yes;
    }

    /** For each fact its instances under all variants, renamed to x, x.1, ... with {@code name} as the name x. */
    private int[][] shapes(RuleVariants.Closed r, int[] facts, int name) {
        int[][] out = new int[facts.length][];
        int rule = Substs.avoid(s, r.body().terms());
        for (int i = 0; i < out.length; i++) {
            IntLinkedOpenHashSet instances = new IntLinkedOpenHashSet();
            for (int[] v : r.variants()) {
                instances.add(canonical(instance(facts[i], v, rule), name));
            }
            out[i] = instances.toIntArray();
        }
        return out;
    }

    private int instance(int fact, int[] variant, int avoid) {
        if (variant.length == 0) {
            return fact;
        }
        int[] images = Substs.shift(s, Substs.range(variant), Math.max(avoid, Substs.avoid(s, Substs.domain(variant))));
        s.begin();
        for (int i = 0; i < images.length; i++) {
            s.bind(variant[2 * i], images[i]);
        }
        int out = s.apply(fact);
        s.end();
        return out;
    }

    private int canonical(int fact, int name) {
        Int2IntOpenHashMap renamed = new Int2IntOpenHashMap();
        s.begin();
        s.forEachVar(fact, v -> {
            if (!renamed.containsKey(v)) {
                Sort sort = s.sort(v);
                renamed.put(v, s.var(name, sort, renamed.size()));
            }
        });
        s.begin();
        for (Int2IntMap.Entry e : renamed.int2IntEntrySet()) {
            if (e.getIntKey() != e.getIntValue()) {
                s.bind(e.getIntKey(), e.getIntValue());
            }
        }
        int out = s.apply(fact);
        s.end();
        return out;
    }

    /** The search, with an explicit stack: premises on the path, and for each the next successor to look at. */
    private static IntArrayList search(IntArrayList[] successors) {
        int n = successors.length - 1;
        boolean[] visited = new boolean[n];
        boolean[] onPath = new boolean[n];
        int[] path = new int[n];
        int[] next = new int[n];
        IntArrayList breakers = new IntArrayList();
        for (int root : successors[n]) {
            if (visited[root]) {
                continue;
            }
            int depth = 0;
            path[0] = root;
            next[0] = -1;
            while (depth >= 0) {
                int p = path[depth];
                IntArrayList succ = successors[p];
                if (next[depth] < 0) {
                    visited[p] = true;
                    onPath[p] = true;
                    next[depth] = 0;
                    if (succ != null && meets(succ, onPath)) {
                        breakers.add(p);
                        next[depth] = succ.size();
                    }
                }
                while (succ != null && next[depth] < succ.size() && visited[succ.getInt(next[depth])]) {
                    next[depth]++;
                }
                if (succ == null || next[depth] == succ.size()) {
                    onPath[p] = false;
                    depth--;
                } else {
                    int q = succ.getInt(next[depth]++);
                    depth++;
                    path[depth] = q;
                    next[depth] = -1;
                }
            }
        }
        return breakers;
    }

    private static boolean meets(IntArrayList succ, boolean[] onPath) {
        for (int q : succ) {
            if (onPath[q]) {
                return true;
            }
        }
        return false;
    }
}
