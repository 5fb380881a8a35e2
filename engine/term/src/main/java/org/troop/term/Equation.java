package org.troop.term;

import java.util.List;

/**
 * A rewrite rule of a theory with the positions that make destruction rules (lists of argument indices in {@code lhs};
 * Tamarin manual, "Cryptographic messages").
 */
public record Equation(Term lhs, List<List<Integer>> positions, Term rhs) implements Comparable<Equation> {
    @Override
    public boolean equals(Object o) {
        return o instanceof Equation e && lhs.equals(e.lhs) && rhs.equals(e.rhs) && positions.equals(e.positions);
    }

    @Override
    public int hashCode() {
        return 31 * lhs.hashCode() + rhs.hashCode();
    }

    @Override
    public int compareTo(Equation o) {
        int c = lhs.compareTo(o.lhs);
        if (c == 0) {
            int n = Math.min(positions.size(), o.positions.size());
            for (int i = 0; i < n && c == 0; i++) {
                c = Term.compareLists(positions.get(i), o.positions.get(i));
            }
            c = c != 0 ? c : Integer.compare(positions.size(), o.positions.size());
        }
        return c != 0 ? c : rhs.compareTo(o.rhs);
    }
}
