package org.troop.solver.reduce;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import org.troop.solver.system.Actions;
import org.troop.solver.system.TermSet;
import org.troop.term.store.Heads;

/**
 * Rule S_∀: inserts what the universal formulas and lemmas imply for the actions of the system (Schmidt 2012, section
 * 3.4.2). Goes over the system of the start of the step.
 */
final class SaturateFormulas {
    private SaturateFormulas() {}

    static boolean apply(Branch b) {
        IntArrayList implied = new IntArrayList();
        Actions actions = null;
        for (TermSet set : new TermSet[] {b.c.formulas, b.c.lemmas}) {
            for (int f : set.sorted(b.s)) {
                if (b.s.head(f) == Heads.ALL) {
                    if (actions == null) {
                        actions = new Actions(b.w, b.c);
                    }
                    ImpliedFormulas.of(b, f, actions, implied);
                }
            }
        }
        if (implied.isEmpty()) {
            return false;
        }
        IntOpenHashSet known = new IntOpenHashSet(b.c.formulas.size() + b.c.solvedFormulas.size());
        for (TermSet set : new TermSet[] {b.c.formulas, b.c.solvedFormulas}) {
            for (int i = 0; i < set.size(); i++) {
                known.add(set.get(i));
            }
        }
        boolean changed = false;
        for (int i = 0; i < implied.size(); i++) {
            int g = implied.getInt(i);
            if (!known.contains(g)) {
                InsertFormula.insert(b, g);
                changed = true;
            }
        }
        return changed;
    }
}
