package org.troop.term;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * A message as a tree: what the parser makes, the printer takes and tests write. The solver works on hash-consed terms
 * ({@code org.troop.term.store}) instead. Values are in AC-normal form: build applications with {@link #app}.
 *
 * <p>Ordered by the total order of terms: literals before applications, constants before variables, applications by
 * symbol and then by argument lists.
 */
public sealed interface Term extends Comparable<Term> {

    /** A constant {@code 'a'} (PUB), {@code ~'a'} (FRESH), {@code #'a'} (NODE) or {@code %'a'} (NAT). MSG is not allowed. */
    record Name(Sort sort, String id) implements Term {
        @Override
        public boolean equals(Object o) {
            return this == o || o instanceof Name n && sort == n.sort && id.equals(n.id);
        }

        @Override
        public int hashCode() {
            return 31 * id.hashCode() + sort.ordinal();
        }

        @Override
        public String toString() {
            return sort == Sort.PUB ? "'" + id + "'" : sort.prefix() + "'" + id + "'";
        }
    }

    /** A variable; ordered by index, then sort, then name. */
    record Var(String name, Sort sort, int index) implements Term {
        public static Var msg(String name) {
            return new Var(name, Sort.MSG, 0);
        }

        @Override
        public boolean equals(Object o) {
            return this == o || o instanceof Var v && index == v.index && sort == v.sort && name.equals(v.name);
        }

        @Override
        public int hashCode() {
            return (31 * name.hashCode() + index) * 31 + sort.ordinal();
        }

        @Override
        public String toString() {
            String i = index == 0 && !name.isEmpty() ? "" : name.isEmpty() ? "" + index : "." + index;
            return sort.prefix() + name + i;
        }
    }

    /** A de Bruijn index; only inside guarded formulas. */
    record Bound(int index) implements Term {
        @Override
        public boolean equals(Object o) {
            return o instanceof Bound b && index == b.index;
        }

        @Override
        public int hashCode() {
            return index;
        }
    }

    /** An application in AC-normal form; use {@link Term#app}. */
    record App(Symbol symbol, List<Term> args) implements Term {
        public App {
            args = List.copyOf(args);
        }

        @Override
        public boolean equals(Object o) {
            return this == o || (o instanceof App a && symbol.equals(a.symbol) && args.equals(a.args));
        }

        @Override
        public int hashCode() {
            return 31 * symbol.hashCode() + args.hashCode();
        }

        @Override
        public String toString() {
            return symbol.name() + (args.isEmpty() ? "" : args.toString());
        }
    }

    /** The AC-normal application: AC arguments flattened and sorted, C arguments sorted; a single AC argument is itself. */
    static Term app(Symbol f, List<? extends Term> args) {
        return app(f, args.toArray(new Term[0]));
    }

    /** The same; keeps nothing of the array. */
    static Term app(Symbol f, Term... args) {
        Term[] normal = args;
        if (f.isAc()) {
            normal = flat(f, args);
            if (normal.length == 1) {
                return normal[0];
            }
            sort(normal);
        } else if (f.kind() == Symbol.Kind.C) {
            normal = args.clone();
            sort(normal);
        }
        return new App(f, List.of(normal));
    }

    /** By insertion as long as there are few. */
    private static void sort(Term[] terms) {
        if (terms.length > 12) {
            Arrays.sort(terms);
            return;
        }
        for (int i = 1; i < terms.length; i++) {
            Term t = terms[i];
            int j = i;
            while (j > 0 && terms[j - 1].compareTo(t) > 0) {
                terms[j] = terms[j - 1];
                j--;
            }
            terms[j] = t;
        }
    }

    /** A new array of the arguments, those of arguments with the same symbol in their place. */
    private static Term[] flat(Symbol f, Term[] args) {
        int n = 0;
        boolean nested = false;
        for (Term t : args) {
            boolean sum = t instanceof App a && a.symbol.equals(f);
            n += sum ? ((App) t).args.size() : 1;
            nested |= sum;
        }
        if (!nested) {
            return args.clone();
        }
        Term[] flat = new Term[n];
        int top = 0;
        for (Term t : args) {
            if (t instanceof App a && a.symbol.equals(f)) {
                for (int i = 0; i < a.args.size(); i++) {
                    flat[top++] = a.args.get(i);
                }
            } else {
                flat[top++] = t;
            }
        }
        return flat;
    }

    static Term pair(Term a, Term b) {
        return app(Symbol.PAIR, a, b);
    }

    /** Sort of the term: NAT for sums of naturals and for one, MSG for every other application. */
    default Sort sortOf() {
        return switch (this) {
            case Name n -> n.sort;
            case Var v -> v.sort;
            case Bound b -> Sort.MSG;
            case App a -> a.symbol.equals(Symbol.NAT_PLUS) || a.symbol.equals(Symbol.NAT_ONE) ? Sort.NAT : Sort.MSG;
        };
    }

    /** Replaces literals (names, variables, bound indices) and rebuilds in AC-normal form. */
    default Term mapLiterals(Function<Term, Term> f) {
        if (this instanceof App a) {
            if (a.args.isEmpty()) {
                return this;
            }
            List<Term> out = new ArrayList<>(a.args.size());
            for (Term t : a.args) {
                out.add(t.mapLiterals(f));
            }
            return app(a.symbol, out);
        }
        return f.apply(this);
    }

    /** Appends the variables in order of occurrence, repetitions included. */
    default void occurrences(Collection<Var> out) {
        switch (this) {
            case Var v -> out.add(v);
            case App a -> a.args.forEach(t -> t.occurrences(out));
            case Name n -> {}
            case Bound b -> {}
        }
    }

    /** Free variables in ascending order. */
    default Set<Var> vars() {
        Set<Var> s = new TreeSet<>();
        occurrences(s);
        return s;
    }

    /** Free variables in order of first occurrence. */
    default Set<Var> varsInOrder() {
        Set<Var> s = new LinkedHashSet<>();
        occurrences(s);
        return s;
    }

    @Override
    default int compareTo(Term o) {
        int ra = rank(this);
        int rb = rank(o);
        if (ra != rb) {
            return Integer.compare(ra, rb);
        }
        if (this == o) {
            return 0;
        }
        if (this instanceof Var v) {
            Var w = (Var) o;
            int c = Integer.compare(v.index, w.index);
            c = c != 0 ? c : v.sort.compareTo(w.sort);
            return c != 0 ? c : Symbol.compareCodePoints(v.name, w.name);
        }
        if (this instanceof App a) {
            App b = (App) o;
            int c = a.symbol.compareTo(b.symbol);
            return c != 0 ? c : compareLists(a.args, b.args);
        }
        if (this instanceof Name n) {
            Name m = (Name) o;
            int c = Integer.compare(tagRank(n.sort), tagRank(m.sort));
            return c != 0 ? c : Symbol.compareCodePoints(n.id, m.id);
        }
        return Integer.compare(((Bound) this).index, ((Bound) o).index);
    }

    /** Lexicographic; a proper prefix is smaller. */
    static <T extends Comparable<? super T>> int compareLists(List<? extends T> a, List<? extends T> b) {
        int n = Math.min(a.size(), b.size());
        for (int i = 0; i < n; i++) {
            int c = a.get(i).compareTo(b.get(i));
            if (c != 0) {
                return c;
            }
        }
        return Integer.compare(a.size(), b.size());
    }

    // Written as a chain: sorting arguments is hot, and a switch over types is a call.
    private static int rank(Term t) {
        return t instanceof App ? 3 : t instanceof Var ? 2 : t instanceof Name ? 0 : 1;
    }

    /** Order of constants: fresh, pub, node, nat. */
    static int tagRank(Sort s) {
        return switch (s) {
            case FRESH -> 0;
            case PUB -> 1;
            case NODE -> 2;
            case NAT -> 3;
            case MSG -> 4;
        };
    }
}
