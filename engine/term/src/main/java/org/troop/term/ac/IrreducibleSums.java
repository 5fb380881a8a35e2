package org.troop.term.ac;

import java.util.Arrays;
import java.util.List;

/**
 * Which solutions of a linear system cannot be used, or not together, because a term that must be in normal form would contain a reducible
 * sum: an exclusive or with a summand twice or with zero, a product with one, with two inverses, or with an inverse and one of its
 * factors. What contains a reducible sum stays reducible under every further binding, so no answer is lost.
 *
 * <p>As with {@link ColumnConflicts}, this is done only when every symbol of the problem has had equations: an earlier cut could change the
 * order of later answers.
 */
final class IrreducibleSums {
    /**
     * A sum or product that must stay irreducible, as far as it is about the variables whose images must be; these are numbered.
     *
     * @param symbol the AC symbol
     * @param variables which of its arguments are such variables
     * @param inverse whether an argument is an inverse
     * @param divisors which variables are factors of that inverse
     */
    record Sum(int symbol, long variables, boolean inverse, long divisors) {}

    private final Unifier unifier;
    private final Slots slots;
    private final EngineTerms terms;
    private final EngineSymbols symbols;
    private final ColumnConflicts columns;

    private final SlotsBelow below;

    /** Columns of the neutral element. */
    private long neutral;
    /** Columns of inverses. */
    private long inverse;

    private int f;
    private int[] column = {};
    private int n;

    /** What must be irreducible: columns, or sums of several of them. */
    private long[] summands = new long[8];
    /** For a sum with an inverse already: columns of the inverse's factors. */
    private long[] divisors = new long[8];

    private boolean[] hasInverse = new boolean[8];
    private boolean[] isColumn = new boolean[8];
    private int required;

    IrreducibleSums(Unifier unifier, ColumnConflicts columns) {
        this.unifier = unifier;
        this.columns = columns;
        slots = unifier.slots;
        terms = unifier.terms;
        below = new SlotsBelow(slots, terms);
        symbols = terms.symbols;
    }

    /** Whether sums of the symbol can be reducible. */
    static boolean isTested(EngineSymbols symbols, int symbol) {
        return symbol == symbols.xor || symbol == symbols.mult;
    }

    /** Looks at the columns of a subproblem of the symbol, after {@link ColumnConflicts}; false when nothing is to be tested. */
    boolean load(int symbol, int[] ofColumn, int columnCount, long unit) {
        required = 0;
        if (!unifier.hasIrreducible() || !isTested(symbols, symbol) || !unifier.allSymbolsSeen()) {
            return false;
        }
        f = symbol;
        column = ofColumn;
        n = columnCount;
        neutral = 0;
        inverse = 0;
        markRequired();
        int one = f == symbols.xor ? symbols.zero : symbols.one;
        for (int c = 0; c < n; c++) {
            int value = columns.value(c);
            if (value >= 0) {
                neutral |= terms.isApp(value, one) ? 1L << c : 0;
                inverse |= terms.isApp(value, symbols.inv) && f == symbols.mult ? 1L << c : 0;
            } else if ((unit & 1L << c) == 0 && below.contains(slots.slotOf(column[c]))) {
                require(1L << c, false, 0, true);
            }
        }
        List<Sum> around = unifier.irreducibleSums();
        for (int i = 0; i < around.size(); i++) {
            Sum s = around.get(i);
            if (s.symbol == f) {
                require(columnsOf(s.variables), s.inverse, columnsOf(s.divisors), false);
            }
        }
        return required > 0;
    }

    private void require(long summandColumns, boolean withInverse, long divisorColumns, boolean oneColumn) {
        if (summandColumns == 0) {
            return;
        }
        if (required == summands.length) {
            summands = Arrays.copyOf(summands, 2 * required);
            divisors = Arrays.copyOf(divisors, 2 * required);
            hasInverse = Arrays.copyOf(hasInverse, 2 * required);
            isColumn = Arrays.copyOf(isColumn, 2 * required);
        }
        summands[required] = summandColumns;
        hasInverse[required] = withInverse;
        divisors[required] = divisorColumns;
        isColumn[required++] = oneColumn;
    }

    /** Columns of numbered variables. */
    private long columnsOf(long variables) {
        long c = 0;
        for (long v = variables; v != 0; v &= v - 1) {
            c |= columnOf(slots.variable(unifier.firstIrreducible() + Long.numberOfTrailingZeros(v)));
        }
        return c;
    }

    private long columnOf(int t) {
        int rep = terms.isVar(t) ? slots.variable(slots.rep(t)) : t;
        for (int c = 0; c < n; c++) {
            if (column[c] == rep) {
                return 1L << c;
            }
        }
        return 0;
    }

    /** Marks the slots whose images occur in images that must be irreducible. */
    private void markRequired() {
        below.clear();
        for (int s = unifier.firstIrreducible(); s < slots.problemCount(); s++) {
            below.add(slots.variable(s));
        }
    }

    /** Whether the solution's variable makes some required sum reducible. */
    boolean excludes(int[] solution, long support) {
        boolean isNeutral = (support & neutral) != 0;
        boolean isInverse = (support & inverse) != 0;
        for (int k = 0; k < required; k++) {
            long in = support & summands[k];
            if (in == 0) {
                continue;
            }
            if (isNeutral && !isColumn[k] || hasInverse[k] && (isInverse || (support & divisors[k]) != 0)) {
                return true;
            }
            if ((f == symbols.xor || isNeutral || isInverse) && isRepeated(solution, in)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isRepeated(int[] solution, long in) {
        return (in & in - 1) != 0 || solution[Long.numberOfTrailingZeros(in)] > 1;
    }

    /** Whether the solution's variable is neutral or an inverse: some others cannot be with it. */
    boolean isCritical(long support) {
        return (support & (neutral | inverse)) != 0;
    }

    /** The columns whose solutions cannot be in one sum with the critical one. */
    long apartFrom(long critical) {
        if ((critical & neutral) != 0) {
            return -1L;
        }
        long apart = neutral | inverse;
        for (long d = critical & inverse; d != 0; d &= d - 1) {
            apart |= factorsBelow(columns.value(Long.numberOfTrailingZeros(d)));
        }
        return apart;
    }

    /** Whether the solutions meet in a sum that is required to be irreducible. */
    boolean meet(long support, long other) {
        for (int k = 0; k < required; k++) {
            if ((support & summands[k]) != 0 && (other & summands[k]) != 0) {
                return true;
            }
        }
        return false;
    }

    /** The columns of the factors whose inverse the term is. */
    private long factorsBelow(int inverseTerm) {
        int t = terms.arg(inverseTerm, 0);
        if (!terms.isApp(t, f)) {
            return columnOf(t);
        }
        long factors = 0;
        for (int i = 0; i < terms.argCount(t); i++) {
            factors |= columnOf(terms.arg(t, i));
        }
        return factors;
    }
}
