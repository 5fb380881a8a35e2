package org.troop.solver.reduce;

/** Decomposes the stored formulas that have become decomposable; goes over the formulas of the start. */
final class DecomposeFormulas {
    private DecomposeFormulas() {}

    static boolean apply(Branch b) {
        boolean changed = false;
        for (int f : b.c.formulas.sorted(b.s)) {
            if (InsertFormula.isReducible(b, f)) {
                b.c.formulas.remove(f);
                InsertFormula.insert(b, f);
                changed = true;
            }
        }
        return changed;
    }
}
