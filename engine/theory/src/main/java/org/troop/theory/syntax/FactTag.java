package org.troop.theory.syntax;

import org.troop.term.Symbol;

/**
 * The symbol of a fact: one of the six special ones, or a protocol fact identified by multiplicity, name and arity.
 * Ordered: protocol facts first (persistent before linear, then name, then arity), then Fr, Out, In, KU, KD, Ded.
 *
 * @param persistent whether the fact is written with {@code !}; fixed for special facts
 * @param name as printed, without {@code !}
 */
public record FactTag(Kind kind, boolean persistent, String name, int arity) implements Comparable<FactTag> {

    /** Kinds in tag order. */
    public enum Kind {
        PROTO,
        FR,
        OUT,
        IN,
        KU,
        KD,
        DED
    }

    public static final FactTag FR = new FactTag(Kind.FR, false, "Fr", 1);
    public static final FactTag OUT = new FactTag(Kind.OUT, false, "Out", 1);
    public static final FactTag IN = new FactTag(Kind.IN, false, "In", 1);
    public static final FactTag KU = new FactTag(Kind.KU, true, "KU", 1);
    public static final FactTag KD = new FactTag(Kind.KD, true, "KD", 1);
    public static final FactTag DED = new FactTag(Kind.DED, false, "Ded", 1);

    /** The linear protocol fact {@code K/1}: what the adversary sends. */
    public static final FactTag KNOWN = linear("K", 1);

    public static FactTag linear(String name, int arity) {
        return new FactTag(Kind.PROTO, false, name, arity);
    }

    public static FactTag persistent(String name, int arity) {
        return new FactTag(Kind.PROTO, true, name, arity);
    }

    public boolean isProtocol() {
        return kind == Kind.PROTO;
    }

    /** {@code !Name} or {@code Name}. */
    public String shownName() {
        return persistent ? "!" + name : name;
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof FactTag t
                && kind == t.kind
                && persistent == t.persistent
                && arity == t.arity
                && name.equals(t.name);
    }

    @Override
    public int hashCode() {
        return (31 * name.hashCode() + arity) * 2 + (persistent ? 1 : 0);
    }

    @Override
    public int compareTo(FactTag o) {
        if (kind != o.kind) {
            return kind.compareTo(o.kind);
        }
        if (persistent != o.persistent) {
            return persistent ? -1 : 1;
        }
        int c = Symbol.compareCodePoints(name, o.name);
        return c != 0 ? c : Integer.compare(arity, o.arity);
    }
}
