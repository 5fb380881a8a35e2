package org.troop.theory.syntax;

import org.troop.term.Sort;
import org.troop.term.Symbol;
import org.troop.term.Term.Var;

/** What a quantifier remembers of its variable: a name to print and the sort. The written index is forgotten. */
public record Binder(String name, Sort sort) implements Comparable<Binder> {
    public static Binder of(Var v) {
        return new Binder(v.name(), v.sort());
    }

    @Override
    public int compareTo(Binder o) {
        int c = Symbol.compareCodePoints(name, o.name);
        return c != 0 ? c : sort.compareTo(o.sort);
    }
}
