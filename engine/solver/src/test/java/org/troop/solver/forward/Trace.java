package org.troop.solver.forward;

import java.util.ArrayList;
import java.util.List;
import org.troop.theory.syntax.Fact;

/** What happened, oldest first: the ground, normal actions of each step. */
record Trace(List<List<Fact>> steps) {
    static final Trace EMPTY = new Trace(List.of());

    Trace plus(List<Fact> actions) {
        List<List<Fact>> s = new ArrayList<>(steps);
        s.add(actions);
        return new Trace(s);
    }

    @Override
    public String toString() {
        StringBuilder b = new StringBuilder();
        for (int i = 0; i < steps.size(); i++) {
            b.append("  #").append(i).append(": ").append(steps.get(i)).append('\n');
        }
        return b.toString();
    }
}
