package org.troop.term.ac;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The unifiers of an equation's left side with a subterm of a variant, remembered up to renaming: variants of one query repeat the
 * same few subterms. A subterm's unifiers depend on its shape, on the engine's order of its variables and on their order as slots;
 * that is the key. The other variables of a variant (the inert ones) only take numbers between those of the subterm.
 *
 * <p>What is remembered is filtered already: a unifier that binds a variable to a reducible term is dropped, and so is one that is an
 * instance of another. Both tests involve variables of the subterm only, and dropping instances early does not change which steps of
 * a variant are kept in the end, nor their order, because being an instance is transitive.
 */
final class SubtermUnifiers {
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

    private final EngineTerms terms;
    private final Normaliser normaliser;
    private final Subsumption subsumption;
    private final Unifier unifier;
    private final int[] left;
    private final int[][] equationVars;
    private final Map<Key, List<Canonical>> known = new HashMap<>();

    SubtermUnifiers(EngineTerms terms, Budget budget, Normaliser normaliser, Subsumption subsumption, int[] left) {
        this.terms = terms;
        this.normaliser = normaliser;
        this.subsumption = subsumption;
        this.left = left;
        unifier = new Unifier(terms, budget);
        equationVars = new int[left.length][];
        for (int e = 0; e < left.length; e++) {
            IntList vars = new IntList(4);
            terms.variables(left[e], vars);
            equationVars[e] = vars.toArray();
        }
    }

    /** Forgets everything; to be called when the terms are dropped. */
    void clear() {
        known.clear();
    }

    /**
     * The unifiers of equation {@code e} with the term.
     *
     * @param targets variables of the variant in slot order, those of the term among them
     * @param family family of the fresh variables in the answers
     */
    Instance unifiers(int e, int term, IntList targets, int family) {
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
        Arrays.fill(canonical, -1);
        int[] slots = new int[n];
        IntList key = new IntList(32);
        key.add(e);
        for (int i = 0; i < n; i++) {
            int v = targets.get(place[i]);
            int rank = 1;
            for (int j = 0; j < n; j++) {
                rank += terms.compare(targets.get(place[j]), v) < 0 ? 1 : 0;
            }
            key.add(rank);
            slots[i] = terms.variable(Tokens.FAMILY_HASH, terms.sortOf(v), rank);
            canonical[terms.varIndex(v)] = slots[i];
        }
        writeKey(term, canonical, key);
        Key k = new Key(key.toArray());
        List<Canonical> found = known.get(k);
        if (found == null) {
            found = compute(e, terms.substitute(term, canonical), slots);
            known.put(k, found);
        }
        return new Instance(found, equationVars[e], targets, place, family);
    }

    private void writeKey(int t, int[] canonical, IntList key) {
        if (terms.isVar(t)) {
            key.add(terms.token(canonical[terms.varIndex(t)]));
            return;
        }
        key.add(terms.token(t));
        if (terms.isApp(t)) {
            for (int i = 0; i < terms.argCount(t); i++) {
                writeKey(terms.arg(t, i), canonical, key);
            }
        }
    }

    private List<Canonical> compute(int e, int term, int[] termVars) {
        int eqVars = equationVars[e].length;
        int[] slots = Arrays.copyOf(equationVars[e], eqVars + termVars.length);
        System.arraycopy(termVars, 0, slots, eqVars, termVars.length);
        int[] l = {left[e]};
        int[] r = {term};
        List<Canonical> kept = new ArrayList<>();
        List<int[]> bindings = new ArrayList<>();
        unifier.unify(l, r, slots, Tokens.FAMILY_PERCENT, images -> {
            int[] b = Arrays.copyOfRange(images, eqVars, images.length);
            for (int t : b) {
                if (!normaliser.isNormal(t)) {
                    return true;
                }
            }
            for (int[] general : bindings) {
                if (subsumption.isInstance(b, general)) {
                    return true;
                }
            }
            for (int i = bindings.size() - 1; i >= 0; i--) {
                if (subsumption.isInstance(bindings.get(i), b)) {
                    bindings.remove(i);
                    kept.remove(i);
                }
            }
            int[] unbound = unifier.unboundSlots();
            int[] fresh = new int[unbound.length];
            for (int i = 0; i < unbound.length; i++) {
                fresh[i] = unifier.freshVariable(unbound[i]);
            }
            bindings.add(b);
            kept.add(new Canonical(images, unbound, fresh));
            return true;
        });
        return kept;
    }

    /** The unifiers over the variables of one variant. */
    final class Instance {
        private final List<Canonical> unifiers;
        private final int[] eqVars;
        private final IntList targets;
        private final int[] place;
        private final int family;
        private final int[] slotVars;

        private Instance(List<Canonical> unifiers, int[] eqVars, IntList targets, int[] place, int family) {
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
            return unifiers.size();
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
            Canonical u = unifiers.get(i);
            int m = eqVars.length;
            int[] images = new int[slotVars.length];
            int[] renaming = new int[terms.varCount()];
            Arrays.fill(renaming, -1);
            int number = 0;
            int next = 0;
            while (next < u.unbound.length && u.unbound[next] < m) {
                rename(u.fresh[next++], ++number, renaming);
            }
            int own = 0;
            for (int t = 0; t < targets.size(); t++) {
                if (own < place.length && place[own] == t) {
                    if (next < u.unbound.length && u.unbound[next] == m + own) {
                        rename(u.fresh[next++], ++number, renaming);
                    }
                    own++;
                } else {
                    images[m + t] = terms.variable(family, terms.sortOf(targets.get(t)), ++number);
                }
            }
            while (next < u.unbound.length) {
                rename(u.fresh[next++], ++number, renaming);
            }
            for (int k = 0; k < m; k++) {
                images[k] = terms.substitute(u.images[k], renaming);
            }
            for (int k = 0; k < place.length; k++) {
                images[m + place[k]] = terms.substitute(u.images[m + k], renaming);
            }
            return images;
        }

        private void rename(int variable, int number, int[] renaming) {
            int i = terms.varIndex(variable);
            if (i < renaming.length) {
                renaming[i] = terms.variable(family, terms.sortOf(variable), number);
            }
        }
    }
}
