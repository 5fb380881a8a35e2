package org.troop.theory.syntax;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.troop.term.Term;
import org.troop.term.Term.Var;

/**
 * A fact: symbol, arguments, annotations. Equality, hash and order ignore the annotations.
 *
 * @param annotations in the order {@code +}, {@code -}, {@code no_precomp}
 */
public record Fact(FactTag tag, List<Term> args, Set<Annotation> annotations) implements Comparable<Fact> {

    /** Hints for the solver, written in brackets behind a fact. */
    public enum Annotation {
        SOLVE_FIRST("+"),
        SOLVE_LAST("-"),
        NO_PRECOMPUTATION("no_precomp");

        private final String text;

        Annotation(String text) {
            this.text = text;
        }

        /** As written and printed: {@code + - no_precomp}. */
        public String text() {
            return text;
        }
    }

    public Fact {
        args = List.copyOf(args);
        annotations = annotations.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(annotations));
    }

    public static Fact of(FactTag tag, List<? extends Term> args) {
        return new Fact(tag, List.copyOf(args), Set.of());
    }

    public static Fact of(FactTag tag, Term... args) {
        return new Fact(tag, List.of(args), Set.of());
    }

    /** The same fact with every argument mapped. */
    public Fact map(UnaryOperator<Term> f) {
        if (args.isEmpty()) {
            return this;
        }
        List<Term> out = new ArrayList<>(args.size());
        boolean same = true;
        for (Term t : args) {
            Term u = f.apply(t);
            same &= u == t;
            out.add(u);
        }
        return same ? this : new Fact(tag, out, annotations);
    }

    /** Appends the variables in order of occurrence, repetitions included. */
    public void occurrences(Collection<Var> out) {
        for (Term t : args) {
            t.occurrences(out);
        }
    }

    @Override
    public int compareTo(Fact o) {
        int c = tag.compareTo(o.tag);
        return c != 0 ? c : Term.compareLists(args, o.args);
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Fact f && tag.equals(f.tag) && args.equals(f.args);
    }

    @Override
    public int hashCode() {
        return 31 * tag.hashCode() + args.hashCode();
    }

    @Override
    public String toString() {
        StringBuilder sb = new StringBuilder(tag.shownName()).append(args);
        return annotations.isEmpty() ? sb.toString() : sb.append(annotations).toString();
    }
}
