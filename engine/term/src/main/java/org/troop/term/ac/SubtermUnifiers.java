package org.troop.term.ac;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The unifiers of an equation's left side with a subterm of a variant, remembered up to renaming: variants of one query, and those
 * of the queries for one theory's rules, repeat the same few subterms. A subterm's unifiers depend on its shape, on the engine's
 * order of its variables and on their order as slots; that is the key. The other variables of a variant (the inert ones) only take
 * numbers between those of the subterm.
 *
 * <p>Most steps would make an earlier binding of the variant reducible. The sums and products in those bindings that the subterm's
 * variables occur in are part of the key, too, and cut the search for unifiers short ({@link IrreducibleSums}).
 *
 * <p>What is remembered is filtered already: a unifier that binds a variable to a reducible term is dropped, and so is one that is an
 * instance of another. Both tests involve variables of the subterm only, and dropping instances early does not change which steps of
 * a variant are kept in the end, nor their order, because being an instance is transitive.
 *
 * <p>Implementation note: the canonical terms live in a store of their own, which survives the queries; answers are copied into the
 * query's store with their variables renamed. The order of variables depends on the ranks of the sorts alone, so a session that
 * meets a new sort starts afresh. A query pays for what it is the first to use as if it had computed it: what the limit of steps
 * cuts off hardly depends on earlier queries.
 */
final class SubtermUnifiers {
    private static final int MANY_TERMS = 1 << 17;

    /**
     * One unifier over canonical variables.
     *
     * @param images of the equation's variables, then of the subterm's in slot order
     * @param unbound slots without a value, ascending
     * @param fresh what they became
     */
    private record Canonical(int[] images, int[] unbound, int[] fresh) {}

    /** Tokens of a subterm, equal by content. */
    private record Key(int[] tokens) {
        @Override
        public boolean equals(Object o) {
            return o instanceof Key k && Arrays.equals(tokens, k.tokens);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(tokens);
        }
    }

    /** What is known of one canonical subterm. */
    private final class Shape {
        private final int term;
        private final int[] slots;
        private final List<IrreducibleSums.Sum> around;
        private final Object[] unifiers = new Object[left.length];
        private final int[] cost = new int[left.length];
        private final int[] lastQuery = new int[left.length];

        Shape(int term, int[] slots, List<IrreducibleSums.Sum> around) {
            this.term = term;
            this.slots = slots;
            this.around = around;
        }

        Canonical[] unifiers(int e) {
            Canonical[] found = (Canonical[]) unifiers[e];
            if (found == null) {
                long before = budget.used();
                found = compute(e, term, slots, around);
                unifiers[e] = found;
                cost[e] = (int) Math.min(Integer.MAX_VALUE, budget.used() - before);
            } else if (lastQuery[e] != query) {
                budget.spend(cost[e]);
            }
            lastQuery[e] = query;
            return found;
        }
    }

    private final EngineTerms terms;
    private final Budget budget;
    private final int[][] equationVars;

    private final EngineTerms own;
    private final Normaliser normaliser;
    private final Subsumption subsumption;
    private final Unifier unifier;
    private final int[] left;
    private final int[][] ownEquationVars;
    private final Map<Key, Shape> known = new HashMap<>();
    private int query;

    /**
     * @param terms the store of the queries
     * @param left left sides of the equations there
     * @param own an empty store with the equations, made permanent
     * @param ownLeft left sides of the equations there
     */
    SubtermUnifiers(EngineTerms terms, Budget budget, int[] left, EngineTerms own, int[] ownLeft, int[] ownRight) {
        this.terms = terms;
        this.budget = budget;
        this.own = own;
        this.left = ownLeft;
        normaliser = new Normaliser(own, budget, ownLeft, ownRight);
        subsumption = new Subsumption(own, budget);
        unifier = new Unifier(own, budget);
        equationVars = equationVars(terms, left);
        ownEquationVars = equationVars(own, ownLeft);
    }

    private static int[][] equationVars(EngineTerms terms, int[] left) {
        int[][] out = new int[left.length][];
        for (int e = 0; e < left.length; e++) {
            IntList vars = new IntList(4);
            terms.variables(left[e], vars);
            out[e] = vars.toArray();
        }
        return out;
    }

    /** Drops what is remembered from earlier queries. */
    void forget() {
        known.clear();
        own.reset();
        unifier.systems.clear();
    }

    /** To be called before the first subterm of a query, when the query's order is set. */
    void begin() {
        if (!own.order().ranksSortsAs(terms.order()) || own.size() > MANY_TERMS) {
            known.clear();
            own.reset();
        }
        own.order(terms.order());
        query++;
    }

    /**
     * The subterm of a variant.
     *
     * @param targets variables of the variant in slot order, those of the term among them
     * @param sums terms that must stay in normal form: see {@link #sums}
     * @param family family of the fresh variables in the answers
     */
    Subterm subterm(int term, IntList targets, IntList sums, int family) {
        IntList occurring = new IntList(8);
        terms.variables(term, occurring);
        int n = 0;
        int[] place = new int[occurring.size()];
        for (int i = 0; i < targets.size(); i++) {
            if (occurring.contains(targets.get(i))) {
                place[n++] = i;
            }
        }
        int[] canonical = new int[terms.varCount()];
        int[] slots = new int[n];
        IntList key = new IntList(32);
        for (int i = 0; i < n; i++) {
            int v = targets.get(place[i]);
            int rank = 1;
            for (int j = 0; j < n; j++) {
                rank += terms.compare(targets.get(place[j]), v) < 0 ? 1 : 0;
            }
            key.add(rank);
            slots[i] = own.variable(Tokens.FAMILY_HASH, terms.sortOf(v), rank);
            canonical[terms.varIndex(v)] = slots[i];
        }
        writeKey(term, canonical, key);
        List<IrreducibleSums.Sum> around = sumsAround(targets, place, sums);
        for (int i = 0; i < around.size(); i++) {
            writeKey(around.get(i), key);
        }
        Key k = new Key(key.toArray());
        Shape shape = known.get(k);
        if (shape == null) {
            shape = new Shape(own.copy(terms, term, canonical), slots, around);
            known.put(k, shape);
        }
        return new Subterm(shape, targets, place, family);
    }

    /** Adds the sums in the term that may become reducible. */
    void sums(int t, IntList out) {
        if (terms.isGround(t) || terms.isVar(t)) {
            return;
        }
        if (IrreducibleSums.isTested(terms.symbols, terms.symbol(t)) && !out.contains(t)) {
            out.add(t);
        }
        for (int i = 0; i < terms.argCount(t); i++) {
            sums(terms.arg(t, i), out);
        }
    }

    /** The sums as far as they are about the variables at the places. */
    private List<IrreducibleSums.Sum> sumsAround(IntList targets, int[] place, IntList sums) {
        List<IrreducibleSums.Sum> around = List.of();
        for (int i = 0; i < sums.size() && place.length <= Long.SIZE; i++) {
            int t = sums.get(i);
            long variables = 0;
            long divisors = 0;
            boolean inverse = false;
            for (int k = 0; k < terms.argCount(t); k++) {
                int a = terms.arg(t, k);
                if (terms.isVar(a)) {
                    variables |= bit(a, targets, place);
                } else if (terms.isApp(a, terms.symbols.inv) && terms.isApp(t, terms.symbols.mult)) {
                    inverse = true;
                    divisors |= factors(terms.arg(a, 0), targets, place);
                }
            }
            if (variables != 0) {
                IrreducibleSums.Sum sum = new IrreducibleSums.Sum(terms.symbol(t), variables, inverse, divisors);
                around = around.isEmpty() ? new ArrayList<>(4) : around;
                if (!around.contains(sum)) {
                    around.add(sum);
                }
            }
        }
        return around;
    }

    private long factors(int t, IntList targets, int[] place) {
        if (!terms.isApp(t, terms.symbols.mult)) {
            return bit(t, targets, place);
        }
        long factors = 0;
        for (int i = 0; i < terms.argCount(t); i++) {
            factors |= bit(terms.arg(t, i), targets, place);
        }
        return factors;
    }

    private static long bit(int variable, IntList targets, int[] place) {
        for (int i = 0; i < place.length; i++) {
            if (targets.get(place[i]) == variable) {
                return 1L << i;
            }
        }
        return 0;
    }

    private static void writeKey(IrreducibleSums.Sum s, IntList key) {
        key.add(-1 - (s.symbol() << 1 | (s.inverse() ? 1 : 0)));
        key.add((int) s.variables());
        key.add((int) (s.variables() >>> 32));
        key.add((int) s.divisors());
        key.add((int) (s.divisors() >>> 32));
    }

    private void writeKey(int t, int[] canonical, IntList key) {
        if (terms.isVar(t)) {
            key.add(own.token(canonical[terms.varIndex(t)]));
            return;
        }
        key.add(terms.token(t));
        if (terms.isApp(t)) {
            for (int i = 0; i < terms.argCount(t); i++) {
                writeKey(terms.arg(t, i), canonical, key);
            }
        }
    }

    private Canonical[] compute(int e, int term, int[] termVars, List<IrreducibleSums.Sum> around) {
        int eqVars = ownEquationVars[e].length;
        int[] slots = Arrays.copyOf(ownEquationVars[e], eqVars + termVars.length);
        System.arraycopy(termVars, 0, slots, eqVars, termVars.length);
        Filter filter = new Filter(eqVars);
        unifier.unifyIrreducibly(left[e], term, slots, eqVars, around, Tokens.FAMILY_PERCENT, filter);
        return filter.kept.toArray(new Canonical[0]);
    }

    /** Keeps the unifiers that bind irreducibly and are not instances of others. */
    private final class Filter implements Unifier.Sink {
        final List<Canonical> kept = new ArrayList<>();
        private final List<Subsumption.Tuple> bindings = new ArrayList<>();
        private final int eqVars;

        Filter(int eqVars) {
            this.eqVars = eqVars;
        }

        @Override
        public boolean solution(SolvedForm answer) {
            int[] images = answer.images();
            int[] b = Arrays.copyOfRange(images, eqVars, images.length);
            for (int t : b) {
                if (!normaliser.isNormal(t)) {
                    return true;
                }
            }
            Subsumption.Tuple tuple = subsumption.tuple(b);
            for (int i = 0; i < bindings.size(); i++) {
                if (subsumption.isInstance(tuple, bindings.get(i))) {
                    return true;
                }
            }
            for (int i = bindings.size() - 1; i >= 0; i--) {
                if (subsumption.isInstance(bindings.get(i), tuple)) {
                    bindings.remove(i);
                    kept.remove(i);
                }
            }
            int[] unbound = answer.unboundSlots();
            int[] fresh = new int[unbound.length];
            for (int i = 0; i < unbound.length; i++) {
                fresh[i] = answer.freshVariable(unbound[i]);
            }
            bindings.add(tuple);
            kept.add(new Canonical(images, unbound, fresh));
            return true;
        }
    }

    /** A subterm among the variables of one variant. */
    final class Subterm {
        private final Shape shape;
        private final IntList targets;
        private final int[] place;
        private final int family;

        private Subterm(Shape shape, IntList targets, int[] place, int family) {
            this.shape = shape;
            this.targets = targets;
            this.place = place;
            this.family = family;
        }

        /** The unifiers with equation {@code e}. */
        Instance unifiers(int e) {
            return new Instance(shape.unifiers(e), equationVars[e], targets, place, family);
        }
    }

    /** The unifiers over the variables of one variant. */
    final class Instance {
        private final Canonical[] unifiers;
        private final int[] eqVars;
        private final IntList targets;
        private final int[] place;
        private final int family;
        private final int[] slotVars;

        private Instance(Canonical[] unifiers, int[] eqVars, IntList targets, int[] place, int family) {
            this.unifiers = unifiers;
            this.eqVars = eqVars;
            this.targets = targets;
            this.place = place;
            this.family = family;
            slotVars = Arrays.copyOf(eqVars, eqVars.length + targets.size());
            for (int i = 0; i < targets.size(); i++) {
                slotVars[eqVars.length + i] = targets.get(i);
            }
        }

        int size() {
            return unifiers.length;
        }

        int equationVars() {
            return eqVars.length;
        }

        /** Variables of the equation, then all targets. */
        int[] slotVars() {
            return slotVars;
        }

        /** The images of {@link #slotVars} under the i-th unifier. */
        int[] images(int i) {
            Canonical u = unifiers[i];
            int m = eqVars.length;
            int[] images = new int[slotVars.length];
            int[] renaming = new int[own.varCount()];
            int number = 0;
            int next = 0;
            while (next < u.unbound.length && u.unbound[next] < m) {
                rename(u.fresh[next++], ++number, renaming);
            }
            int at = 0;
            for (int t = 0; t < targets.size(); t++) {
                if (at < place.length && place[at] == t) {
                    if (next < u.unbound.length && u.unbound[next] == m + at) {
                        rename(u.fresh[next++], ++number, renaming);
                    }
                    at++;
                } else {
                    images[m + t] = terms.variable(family, terms.sortOf(targets.get(t)), ++number);
                }
            }
            while (next < u.unbound.length) {
                rename(u.fresh[next++], ++number, renaming);
            }
            for (int k = 0; k < m; k++) {
                images[k] = terms.copy(own, u.images[k], renaming);
            }
            for (int k = 0; k < place.length; k++) {
                images[m + place[k]] = terms.copy(own, u.images[m + k], renaming);
            }
            return images;
        }

        private void rename(int variable, int number, int[] renaming) {
            renaming[own.varIndex(variable)] = terms.variable(family, own.sortOf(variable), number);
        }
    }
}
