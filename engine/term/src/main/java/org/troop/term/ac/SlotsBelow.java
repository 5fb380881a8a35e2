package org.troop.term.ac;

/** Marks the slots that occur below terms, through the values of variables. */
final class SlotsBelow {
    private final Slots slots;
    private final EngineTerms terms;
    private int[] mark = new int[32];
    private int marked;

    SlotsBelow(Slots slots, EngineTerms terms) {
        this.slots = slots;
        this.terms = terms;
    }

    /** Nothing is marked any more. */
    void clear() {
        if (mark.length < slots.count()) {
            mark = new int[2 * slots.count()];
            marked = 0;
        }
        marked++;
    }

    boolean contains(int slot) {
        return mark[slot] == marked;
    }

    void add(int t) {
        if (terms.isGround(t)) {
            return;
        }
        if (terms.isVar(t)) {
            int s = slots.rep(t);
            if (mark[s] != marked) {
                mark[s] = marked;
                if (slots.value(s) >= 0) {
                    add(slots.value(s));
                }
            }
            return;
        }
        for (int i = 0; i < terms.argCount(t); i++) {
            add(terms.arg(t, i));
        }
    }
}
