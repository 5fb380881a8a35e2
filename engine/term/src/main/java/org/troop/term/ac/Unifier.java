package org.troop.term.ac;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Order-sorted unification modulo several AC symbols, one C symbol and free symbols: free structure is decomposed at once,
 * equations between AC (C) terms wait on their symbol's agenda and are solved together ({@link AcSubproblem}), and values already
 * bound into a symbol's theory are solved again with them (Boudet, Contejean, Devie: A new AC unification algorithm with an
 * algorithm for solving systems of Diophantine equations, LICS 1990). Differs from the literature in what decides the order of
 * answers: fixed orientation of variable pairs, agendas in the order of first use, no minimisation of the answer set.
 */
final class Unifier {
    /** Takes the solutions in order. */
    interface Sink {
        /**
         * @param answer the solution, until the search goes on; fresh variables are numbered from 1 in slot order
         * @return whether to go on
         */
        boolean solution(SolvedForm answer);
    }

    private static final int MAX_DEPTH = 2000;
    private static final int NONE = -1;

    final EngineTerms terms;
    final Budget budget;
    final Slots slots;
    final SolvedForm solved;
    final DiophantineCache systems;
    private Sink sink = answer -> false;

    /** AC subproblems by depth, each used again by the next one of its depth. */
    private @Nullable AcSubproblem[] subproblems = new @Nullable AcSubproblem[8];

    private int depth;

    /** How many AC and C symbols occur in the problem, at least. */
    private int symbols;

    private int firstIrreducible = NONE;
    private List<IrreducibleSums.Sum> irreducibleSums = List.of();

    Unifier(EngineTerms terms, Budget budget) {
        this.terms = terms;
        this.budget = budget;
        slots = new Slots(terms);
        solved = new SolvedForm(terms, slots);
        systems = new DiophantineCache(budget);
    }

    /**
     * Enumerates the unifiers of {@code left[i] = right[i]}.
     *
     * @param problemVars the problem variables in slot order; all variables of the equations are among them
     * @param freshFamily family of the fresh variables in the answers
     */
    void unify(int[] left, int[] right, int[] problemVars, int freshFamily, Sink answers) {
        slots.begin(problemVars, freshFamily);
        depth = 0;
        sink = answers;
        long heads = 0;
        for (int i = 0; i < left.length; i++) {
            heads |= terms.heads(left[i]) | terms.heads(right[i]);
        }
        symbols = terms.symbols.commutativeAmong(heads);
        for (int i = 0; i < left.length; i++) {
            if (!solve(left[i], right[i])) {
                return;
            }
        }
        search();
    }

    /**
     * Enumerates the unifiers that bind the problem variables from {@code first} on to terms in normal form and leave the sums in normal
     * form; some of the others may be among the answers.
     *
     * @param sums variables are numbered from {@code first}
     */
    void unifyIrreducibly(
            int left,
            int right,
            int[] problemVars,
            int first,
            List<IrreducibleSums.Sum> sums,
            int freshFamily,
            Sink answers) {
        firstIrreducible = first;
        irreducibleSums = sums;
        unify(new int[] {left}, new int[] {right}, problemVars, freshFamily, answers);
        firstIrreducible = NONE;
    }

    /** Whether images of some problem variables must be in normal form. */
    boolean hasIrreducible() {
        return firstIrreducible >= 0;
    }

    /** The first slot of the problem variables whose images must be in normal form; all others behind it, too. */
    int firstIrreducible() {
        return firstIrreducible;
    }

    /** Sums of the problem variables that must stay in normal form. */
    List<IrreducibleSums.Sum> irreducibleSums() {
        return irreducibleSums;
    }

    /** Whether no symbol is left that might still get its first equation: a branch without answers may be left out then. */
    boolean allSymbolsSeen() {
        return slots.symbolsSeen() >= symbols;
    }

    // ---- decomposition

    boolean solve(int l, int r) {
        budget.spend(1);
        if (terms.isGround(l)) {
            return terms.isGround(r) ? l == r : solveOriented(r, l);
        }
        return solveOriented(l, r);
    }

    private boolean solveOriented(int l, int r) {
        if (terms.isVar(l)) {
            return terms.isVar(r) ? solveVariables(slots.rep(l), slots.rep(r)) : solveOriented(r, l);
        }
        if (!terms.isApp(l) || terms.argCount(l) == 0) {
            if (!terms.isVar(r)) {
                return l == r;
            }
            int b = slots.rep(r);
            if (slots.value(b) >= 0) {
                return solve(l, slots.value(b));
            }
            slots.bind(b, l);
            return true;
        }
        int f = terms.symbol(l);
        if (terms.symbols.isAc(f)) {
            return solveAc(f, l, r);
        }
        return f == terms.symbols.em ? solveC(f, l, r) : solveFree(f, l, r);
    }

    /** Both arguments are slots at the end of their chains. The variable with the smaller sort survives. */
    private boolean solveVariables(int l, int r) {
        if (l == r) {
            return true;
        }
        boolean swap = depth(l) > depth(r);
        int a = swap ? r : l;
        int b = swap ? l : r;
        int old = slots.value(a);
        if (old < 0) {
            return replace(a, b);
        }
        if (slots.value(b) < 0) {
            return replace(b, a);
        }
        int kept = slots.value(b);
        return replace(a, b) && solve(old, kept);
    }

    private int depth(int slot) {
        return Tokens.depth(slots.sort(slot));
    }

    /** Points {@code old} to {@code survivor}; a value of the survivor that now refers to it is taken back and solved. */
    private boolean replace(int old, int survivor) {
        slots.bind(old, slots.variable(survivor));
        int t = slots.value(survivor);
        if (t >= 0 && !terms.isVar(t) && !terms.isGround(t) && refersTo(t, survivor)) {
            slots.bind(survivor, -1);
            return solveOriented(t, slots.variable(survivor));
        }
        return true;
    }

    /** Whether a variable of {@code t} leads to the slot through at least one variable value. */
    private boolean refersTo(int t, int slot) {
        if (terms.isGround(t)) {
            return false;
        }
        if (terms.isVar(t)) {
            int v = slots.value(slots.slotOf(t));
            return v >= 0 && terms.isVar(v) && slots.rep(v) == slot;
        }
        for (int i = 0; i < terms.argCount(t); i++) {
            if (refersTo(terms.arg(t, i), slot)) {
                return true;
            }
        }
        return false;
    }

    private boolean solveAc(int f, int l, int r) {
        if (terms.isVar(r)) {
            int b = slots.rep(r);
            return slots.value(b) >= 0 ? solveOriented(l, slots.value(b)) : delay(f, l, r);
        }
        return terms.isApp(r, f) && delay(f, l, r);
    }

    /** Puts the equation on the symbol's agenda. */
    private boolean delay(int f, int l, int r) {
        slots.put(f, l, r);
        return true;
    }

    private boolean solveFree(int f, int l, int r) {
        if (terms.isVar(r)) {
            int b = slots.rep(r);
            if (slots.value(b) >= 0) {
                return solve(l, slots.value(b));
            }
            int pure = purify(l, b);
            if (pure < 0) {
                return false;
            }
            slots.bind(b, pure);
            return true;
        }
        if (!terms.isApp(r, f)) {
            return false;
        }
        for (int i = 0; i < terms.argCount(l); i++) {
            if (!solve(terms.arg(l, i), terms.arg(r, i))) {
                return false;
            }
        }
        return true;
    }

    /**
     * The free skeleton of {@code l} with AC and C subterms replaced by fresh variables, or -1 when the variable that is about to
     * get it as value occurs in it, or an equation for a fresh variable fails.
     */
    private int purify(int l, int slot) {
        if (terms.isGround(l)) {
            return l;
        }
        boolean first = true;
        int n = terms.argCount(l);
        int place = terms.open(n);
        for (int i = 0; i < n; i++) {
            int a = terms.arg(l, i);
            int pure = a;
            if (terms.isVar(a)) {
                pure = slots.rep(a) == slot ? -1 : a;
            } else if (!terms.isGround(a)) {
                if (terms.symbols.isCommutative(terms.symbol(a))) {
                    pure = abstraction(a, first);
                    first = false;
                } else {
                    pure = purify(a, slot);
                }
            }
            if (pure < 0) {
                terms.drop(place);
                return -1;
            }
            terms.set(place + i, pure);
        }
        return terms.close(terms.symbol(l), place, n);
    }

    /** A fresh variable for the term, or -1; the first one of a skeleton is an equation, the others are bound at once. */
    private int abstraction(int a, boolean first) {
        int w = slots.fresh();
        if (!first) {
            slots.bind(slots.slotOf(w), a);
        } else if (!solve(a, w)) {
            return -1;
        }
        return w;
    }

    private boolean solveC(int f, int l, int r) {
        if (terms.isApp(r)) {
            return terms.isApp(r, f)
                    && solveC(f, l, terms.arg(l, 0), terms.arg(l, 1), r, terms.arg(r, 0), terms.arg(r, 1));
        }
        if (!terms.isVar(r)) {
            return false;
        }
        int b = slots.rep(r);
        if (slots.value(b) >= 0) {
            return solveOriented(l, slots.value(b));
        }
        int[] w = {terms.arg(l, 0), terms.arg(l, 1)};
        boolean equal = w[0] == w[1];
        for (int k = 0; k < 2; k++) {
            if (terms.isVar(w[k])) {
                continue;
            }
            if (k == 1 && equal) {
                w[1] = w[0];
                continue;
            }
            int x = slots.fresh();
            if (!solve(w[k], x)) {
                return false;
            }
            w[k] = x;
        }
        slots.bind(b, terms.app(f, w, 0, 2));
        return true;
    }

    private boolean solveC(int f, int l, int l0, int l1, int r, int r0, int r1) {
        if (l0 == r0) {
            return solve(l1, r1);
        }
        if (terms.compare(r0, l0) < 0) {
            return solveOrderedC(f, l, r0, r1, r, l0, l1);
        }
        return solveOrderedC(f, l, l0, l1, r, r0, r1);
    }

    private boolean solveOrderedC(int f, int l, int l0, int l1, int r, int r0, int r1) {
        if (l1 == r0) {
            return solve(l0, r1);
        }
        if (l1 == r1) {
            return solve(l0, r0);
        }
        if (l0 == l1 || r0 == r1) {
            return solve(l0, r0) && solve(l1, r1);
        }
        return delay(f, l, r);
    }

    // ---- search

    /** Solves the waiting equations in all ways from the present state; false when the sink wants no more. */
    boolean search() {
        int f = slots.nextSymbol(terms.symbols.em);
        if (f < 0) {
            return emit();
        }
        if (++depth > MAX_DEPTH) {
            throw AcLimitException.tooDeep();
        }
        boolean goOn;
        if (f == terms.symbols.em) {
            int[] before = saved();
            goOn = searchC(slots.take(f));
            slots.restore(before);
        } else {
            goOn = subproblem(depth).run(f);
        }
        depth--;
        return goOn;
    }

    private AcSubproblem subproblem(int atDepth) {
        if (atDepth >= subproblems.length) {
            subproblems = Arrays.copyOf(subproblems, 2 * subproblems.length);
        }
        AcSubproblem p = subproblems[atDepth];
        if (p == null) {
            p = new AcSubproblem(this);
            subproblems[atDepth] = p;
        }
        return p;
    }

    private int[] saved() {
        int[] s = new int[slots.saveSize()];
        slots.save(s);
        return s;
    }

    private boolean searchC(int cell) {
        if (cell < 0) {
            return search();
        }
        budget.spend(1);
        int l = slots.cellLeft(cell);
        int r = slots.cellRight(cell);
        int next = slots.cellNext(cell);
        int[] before = saved();
        for (int k = 0; k < 2; k++) {
            if (solve(terms.arg(l, 0), terms.arg(r, k))
                    && solve(terms.arg(l, 1), terms.arg(r, 1 - k))
                    && !searchC(next)) {
                return false;
            }
            slots.restore(before);
        }
        return true;
    }

    private boolean emit() {
        budget.spend(1 + slots.count() / 4);
        return !solved.complete() || sink.solution(solved);
    }
}
