package org.troop.term.ac;

import java.util.Arrays;

/**
 * The end of a branch of a unification: occurs check and sort phase over the graph of the slots' values, then the images over
 * renamed unbound variables (bounds on sorts after Schmidt-Schauß, LNCS 395, 1989, for a tree of sorts).
 */
final class SolvedForm {
    private static final byte NEW = 0;
    private static final byte OPEN = 1;
    private static final byte DONE = 2;

    private final EngineTerms terms;
    private final Slots slots;

    private byte[] visit = new byte[16];
    /** Sort that every occurrence of a slot's value is known to fit, and in the end the sort of an unbound slot. */
    private int[] bound = new int[16];
    /** Image of a slot over the renamed unbound variables, or -1. */
    private int[] image = new int[16];

    SolvedForm(EngineTerms terms, Slots slots) {
        this.terms = terms;
        this.slots = slots;
    }

    /** Looks at the present values; false when they are cyclic or ill-sorted. */
    boolean complete() {
        int n = slots.count();
        if (visit.length < n) {
            visit = new byte[2 * n];
            bound = new int[2 * n];
            image = new int[2 * n];
        }
        for (int s = 0; s < n; s++) {
            visit[s] = NEW;
            image[s] = -1;
            bound[s] = slots.sort(s);
        }
        int problemSlots = slots.problemCount();
        for (int s = 0; s < problemSlots; s++) {
            if (!require(s, slots.sort(s))) {
                return false;
            }
        }
        int unbound = 0;
        for (int s = 0; s < n; s++) {
            if (slots.value(s) < 0) {
                image[s] = terms.variable(slots.family(), bound[s], ++unbound);
            }
        }
        return true;
    }

    /** The images of the problem's variables over renamed unbound variables. */
    int[] images() {
        int[] images = new int[slots.problemCount()];
        for (int s = 0; s < images.length; s++) {
            images[s] = slotImage(s);
        }
        return images;
    }

    /**
     * Narrows the bounds of the unbound variables that the slot leads to so that its sort is at most {@code sort}; false when that is
     * impossible or the slot leads to itself.
     */
    private boolean require(int slot, int sort) {
        if (slots.value(slot) < 0) {
            if (Tokens.contains(bound[slot], sort)) {
                bound[slot] = sort;
                return true;
            }
            return Tokens.contains(sort, bound[slot]);
        }
        if (visit[slot] == OPEN) {
            return false;
        }
        int t = slots.value(slot);
        if (visit[slot] == DONE && !terms.isVar(t)) {
            return Tokens.contains(sort, terms.sortOf(t));
        }
        visit[slot] = OPEN;
        boolean ok = requireTerm(t, sort);
        visit[slot] = DONE;
        return ok;
    }

    private boolean requireTerm(int t, int sort) {
        if (terms.isVar(t)) {
            return require(slots.slotOf(t), sort);
        }
        if (!Tokens.contains(sort, terms.sortOf(t))) {
            return false;
        }
        if (terms.isGround(t)) {
            return true;
        }
        int argSort = terms.symbols.argSort(terms.symbol(t));
        for (int i = 0; i < terms.argCount(t); i++) {
            if (!requireTerm(terms.arg(t, i), argSort)) {
                return false;
            }
        }
        return true;
    }

    /** After {@link #complete}: the slots without a value, in order; the k-th one is fresh variable k + 1 of the answer. */
    int[] unboundSlots() {
        int n = 0;
        int[] out = new int[slots.count()];
        for (int s = 0; s < slots.count(); s++) {
            if (slots.value(s) < 0) {
                out[n++] = s;
            }
        }
        return Arrays.copyOf(out, n);
    }

    /** After {@link #complete}: the fresh variable that an unbound slot became. */
    int freshVariable(int slot) {
        return image[slot];
    }

    /** The sort of an unbound slot. */
    int sort(int slot) {
        return bound[slot];
    }

    private int slotImage(int slot) {
        if (image[slot] < 0) {
            image[slot] = image(slots.value(slot));
        }
        return image[slot];
    }

    /** A term over the slots' variables as a term over the renamed unbound ones. */
    int image(int t) {
        if (terms.isGround(t)) {
            return t;
        }
        if (terms.isVar(t)) {
            return slotImage(slots.slotOf(t));
        }
        int n = terms.argCount(t);
        int place = terms.open(n);
        for (int i = 0; i < n; i++) {
            terms.set(place + i, image(terms.arg(t, i)));
        }
        return terms.close(terms.symbol(t), place, n);
    }
}
