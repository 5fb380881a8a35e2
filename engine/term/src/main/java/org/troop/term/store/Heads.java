package org.troop.term.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.troop.term.Symbol;

/**
 * The heads of applications (function symbols, fact tags, connectives, kinds of goals, rules) and the strings of names,
 * as small ints with precomputed ranks. Filled while a theory is closed, then {@linkplain #freeze frozen} and shared by
 * all stores and threads without synchronisation.
 */
public final class Heads {
    /** Layers of heads; heads of different layers are ordered by layer. */
    public enum Layer {
        FUNCTION,
        FACT,
        FORMULA,
        GOAL,
        RULE,
        OTHER
    }

    /** Fixed heads, in their order within the layer. SEQ holds lists; its order is that of lists. */
    public static final int SEQ = 1;

    public static final int EDGE = 2;
    public static final int ACTION = 3;
    public static final int EQ = 4;
    public static final int SUBTERM = 5;
    public static final int LESS = 6;
    public static final int LAST = 7;
    public static final int DISJ = 8;
    public static final int CONJ = 9;
    public static final int ALL = 10;
    public static final int EX = 11;
    public static final int GOAL_ACTION = 12;
    public static final int GOAL_CHAIN = 13;
    public static final int GOAL_PREMISE = 14;
    public static final int GOAL_SPLIT = 15;
    public static final int GOAL_DISJ = 16;
    public static final int GOAL_SUBTERM = 17;
    private static final int FIXED = 18;

    /** Names of variables that the solver itself makes; the empty name has id 0. */
    private static final String[] FIXED_NAMES = {
        "", "x", "y", "z", "t", "i", "j", "k", "m", "n", "vk", "vf", "vr", "vl", "last", "newVar"
    };

    static final int FREE = 0;
    static final int AC = 1;
    static final int C = 2;

    private final List<Object> keys = new ArrayList<>();
    private final Map<Object, Integer> ids = new HashMap<>();
    private Layer[] layer = new Layer[64];
    byte[] theory = new byte[64];
    boolean[] isPrivate = new boolean[64];
    boolean[] isNat = new boolean[64];
    boolean[] irreducible = new boolean[64];
    boolean[] reducible = new boolean[64];
    int[] rank = new int[64];

    private final List<String> strings = new ArrayList<>();
    private final Map<String, Integer> stringIds = new HashMap<>();
    private int[] stringRank = {};
    private boolean frozen;

    /** Function heads used by the solver, 0 where the signature lacks the symbol. */
    public int pair;

    public int inv;
    public int exp;
    public int mult;
    public int union;
    public int xor;
    public int natPlus;
    public int natOne;
    public int em;
    public int pmult;

    public Heads() {
        for (String fixed : FIXED_NAMES) {
            string(fixed);
        }
        keys.add("none");
        for (int h = 1; h < FIXED; h++) {
            add(h < ACTION ? Layer.OTHER : h < GOAL_ACTION ? Layer.FORMULA : Layer.GOAL, "fixed" + h);
        }
    }

    /** Makes the head of a function symbol. */
    public int function(Symbol s) {
        Integer old = ids.get(s);
        if (old != null) {
            return old;
        }
        int h = add(Layer.FUNCTION, s);
        theory[h] = (byte) (s.isAc() ? AC : s.kind() == Symbol.Kind.C ? C : FREE);
        isPrivate[h] = s.isPrivate();
        isNat[h] = s.equals(Symbol.NAT_PLUS) || s.equals(Symbol.NAT_ONE);
        if (s.equals(Symbol.PAIR)) {
            pair = h;
        } else if (s.equals(Symbol.INV)) {
            inv = h;
        } else if (s.equals(Symbol.EXP)) {
            exp = h;
        } else if (s.equals(Symbol.MULT)) {
            mult = h;
        } else if (s.equals(Symbol.UNION)) {
            union = h;
        } else if (s.equals(Symbol.XOR)) {
            xor = h;
        } else if (s.equals(Symbol.NAT_PLUS)) {
            natPlus = h;
        } else if (s.equals(Symbol.NAT_ONE)) {
            natOne = h;
        } else if (s.equals(Symbol.EMAP)) {
            em = h;
        } else if (s.equals(Symbol.PMULT)) {
            pmult = h;
        }
        return h;
    }

    /** Makes the head for {@code key} in a layer ordered by the keys themselves (fact tags, rule infos). */
    public <K extends Comparable<K>> int head(Layer l, K key) {
        Integer old = ids.get(key);
        return old != null ? old : add(l, key);
    }

    /** Marks a function head as a root of a rewrite rule's left side ({@code reducible}) and as irreducible symbol. */
    public void properties(int head, boolean isReducible, boolean isIrreducible) {
        reducible[head] = isReducible;
        irreducible[head] = isIrreducible;
    }

    private int add(Layer l, Object key) {
        if (frozen) {
            throw new IllegalStateException("head made after the theory was closed: " + key);
        }
        int h = keys.size();
        keys.add(key);
        ids.put(key, h);
        if (h >= rank.length) {
            int n = 2 * h;
            layer = Arrays.copyOf(layer, n);
            theory = Arrays.copyOf(theory, n);
            isPrivate = Arrays.copyOf(isPrivate, n);
            isNat = Arrays.copyOf(isNat, n);
            irreducible = Arrays.copyOf(irreducible, n);
            reducible = Arrays.copyOf(reducible, n);
            rank = Arrays.copyOf(rank, n);
        }
        layer[h] = l;
        rank[h] = -1;
        return h;
    }

    /** Ends the making of heads and computes ranks. Strings may still be added (by one thread). */
    public void freeze() {
        rankHeads();
        Integer[] o = new Integer[strings.size()];
        Arrays.setAll(o, i -> i);
        Arrays.sort(o, (x, y) -> Symbol.compareCodePoints(strings.get(x), strings.get(y)));
        int[] r = new int[o.length];
        for (int i = 0; i < o.length; i++) {
            r[o[i]] = i;
        }
        stringRank = r;
        frozen = true;
    }

    /** Computes the ranks of all heads made so far; comparisons of terms need them. */
    public void rankHeads() {
        Integer[] order = new Integer[keys.size()];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, 1, order.length, this::compareHeads);
        for (int i = 0; i < order.length; i++) {
            rank[order[i]] = i;
        }
    }

    @SuppressWarnings("unchecked")
    private int compareHeads(int g, int h) {
        int c = layer[g].compareTo(layer[h]);
        if (c == 0 && (layer[g] == Layer.FUNCTION || layer[g] == Layer.FACT || layer[g] == Layer.RULE)) {
            c = ((Comparable<Object>) keys.get(g)).compareTo(keys.get(h));
        }
        return c != 0 ? c : Integer.compare(g, h);
    }

    public int count() {
        return keys.size();
    }

    /** The function symbol, fact tag or rule info of a head. */
    public Object key(int head) {
        return keys.get(head);
    }

    /** The head of a key, 0 if there is none. */
    public int find(Object key) {
        return ids.getOrDefault(key, 0);
    }

    public Layer layer(int head) {
        return layer[head];
    }

    public boolean isAc(int head) {
        return theory[head] == AC;
    }

    public boolean isCommutative(int head) {
        return theory[head] != FREE;
    }

    public boolean isPrivate(int head) {
        return isPrivate[head];
    }

    public boolean isReducible(int head) {
        return reducible[head];
    }

    public boolean isIrreducible(int head) {
        return irreducible[head];
    }

    /** Interns a string. Not thread-safe: all names of a theory are known when it is closed. */
    public int string(String s) {
        Integer old = stringIds.get(s);
        if (old != null) {
            return old;
        }
        if (frozen) {
            throw new IllegalStateException("name made after the theory was closed: " + s);
        }
        int id = strings.size();
        strings.add(s);
        stringIds.put(s, id);
        return id;
    }

    /** The id of a known string, -1 if it was never interned. */
    public int findString(String s) {
        return stringIds.getOrDefault(s, -1);
    }

    public int stringCount() {
        return strings.size();
    }

    public String string(int id) {
        return strings.get(id);
    }

    int compareStrings(int x, int y) {
        if (x == y) {
            return 0;
        }
        int[] r = stringRank;
        if (x < r.length && y < r.length) {
            return Integer.compare(r[x], r[y]);
        }
        return Symbol.compareCodePoints(strings.get(x), strings.get(y));
    }
}
