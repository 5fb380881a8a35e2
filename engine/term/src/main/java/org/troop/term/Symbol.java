package org.troop.term;

/**
 * A function symbol. Identity is the whole record: the destructor {@code fst} differs from the constructor {@code fst}.
 *
 * @param kind free, associative-commutative, commutative or the internal tuple symbol
 * @param name name of a free symbol as written; for AC and C symbols {@code Union Mult Xor NatPlus EMap}
 * @param arity number of arguments of a free symbol; 2 for AC and C symbols, -1 for LIST
 * @param isPrivate declared {@code [private]}: the adversary cannot apply it
 * @param isDestructor declared {@code [destructor]}
 */
public record Symbol(Kind kind, String name, int arity, boolean isPrivate, boolean isDestructor)
        implements Comparable<Symbol> {

    /** Kinds in their order: free below AC below C below LIST. */
    public enum Kind {
        FREE,
        AC,
        C,
        LIST
    }

    public static final Symbol UNION = new Symbol(Kind.AC, "Union", 2, false, false);
    public static final Symbol MULT = new Symbol(Kind.AC, "Mult", 2, false, false);
    public static final Symbol XOR = new Symbol(Kind.AC, "Xor", 2, false, false);
    public static final Symbol NAT_PLUS = new Symbol(Kind.AC, "NatPlus", 2, false, false);
    public static final Symbol EMAP = new Symbol(Kind.C, "EMap", 2, false, false);
    public static final Symbol LIST = new Symbol(Kind.LIST, "List", -1, false, false);

    public static final Symbol PAIR = free("pair", 2);
    public static final Symbol FST = free("fst", 1);
    public static final Symbol SND = free("snd", 1);
    public static final Symbol EXP = free("exp", 2);
    public static final Symbol INV = free("inv", 1);
    public static final Symbol ONE = free("one", 0);
    public static final Symbol DH_NEUTRAL = free("DH_neutral", 0);
    public static final Symbol PMULT = free("pmult", 2);
    public static final Symbol ZERO = free("zero", 0);
    public static final Symbol NAT_ONE = free("tone", 0);
    public static final Symbol DIFF = new Symbol(Kind.FREE, "diff", 2, true, false);

    /** A public constructor. */
    public static Symbol free(String name, int arity) {
        return new Symbol(Kind.FREE, name, arity, false, false);
    }

    public boolean isAc() {
        return kind == Kind.AC;
    }

    /** AC or C: arguments are kept sorted. */
    public boolean isCommutative() {
        return kind == Kind.AC || kind == Kind.C;
    }

    @Override
    public int compareTo(Symbol o) {
        if (this == o) {
            return 0;
        }
        if (kind != o.kind) {
            return kind.compareTo(o.kind);
        }
        return switch (kind) {
            case FREE -> compareFree(o);
            case AC -> Integer.compare(acRank(), o.acRank());
            case C, LIST -> 0;
        };
    }

    private int compareFree(Symbol o) {
        int c = compareCodePoints(name, o.name);
        c = c != 0 ? c : Integer.compare(arity, o.arity);
        c = c != 0 ? c : Boolean.compare(o.isPrivate, isPrivate);
        return c != 0 ? c : Boolean.compare(isDestructor, o.isDestructor);
    }

    // Written out, here and in other records that are keys: the generated methods cost 30 ms when first called.

    @Override
    public boolean equals(Object o) {
        return this == o
                || o instanceof Symbol f
                        && kind == f.kind
                        && arity == f.arity
                        && isPrivate == f.isPrivate
                        && isDestructor == f.isDestructor
                        && name.equals(f.name);
    }

    @Override
    public int hashCode() {
        return (31 * name.hashCode() + arity) * 31 + kind.ordinal();
    }

    /** Position in {@code Union < Mult < Xor < NatPlus}. */
    private int acRank() {
        return switch (name) {
            case "Union" -> 0;
            case "Mult" -> 1;
            case "Xor" -> 2;
            default -> 3;
        };
    }

    /** Orders strings by code points, as UTF-8 bytes would be. */
    public static int compareCodePoints(String a, String b) {
        int n = Math.min(a.length(), b.length());
        for (int i = 0; i < n; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                boolean sx = Character.isSurrogate(x);
                boolean sy = Character.isSurrogate(y);
                return sx == sy ? Character.compare(x, y) : sx ? 1 : -1;
            }
        }
        return Integer.compare(a.length(), b.length());
    }
}
