package org.troop.term.ac;

import java.util.Arrays;

/**
 * Order-sorted unification modulo several AC symbols, one C symbol and free symbols: free structure is decomposed at once,
 * equations between AC (C) terms wait on their symbol's agenda and are solved together ({@link AcSubproblem}), and values already
 * bound into a symbol's theory are solved again with them (Boudet, Contejean, Devie: A new AC unification algorithm with an
 * algorithm for solving systems of Diophantine equations, LICS 1990). Differs from the literature in what decides the order of
 * answers: fixed orientation of variable pairs, agendas in the order of first use, no minimisation of the answer set.
 *
 * <p>Implementation note: slots are the problem's variables in the given order, then fresh ones; {@code value[slot]} is a term or
 * -1. All changes are undone from a trail, so a {@link #snapshot} is a handful of ints. Agendas are linked cells in a growing
 * array: taking all equations of a symbol is dropping its head, and older lists stay readable below a restored top.
 */
final class Unifier {
    /** Takes the solutions in order. */
    interface Sink {
        /**
         * @param images image of each problem variable, in slot order; fresh variables are numbered from 1 in slot order
         * @return whether to go on
         */
        boolean solution(int[] images);
    }

    private static final int NIL = -1;

    final EngineTerms terms;
    final Budget budget;
    private Sink sink = images -> false;
    private int family;

    private int[] slotVar = new int[16];
    private int[] value = new int[16];
    private int[] slotOf = new int[16];
    private int slots;
    private int problemSlots;

    private int[] trail = new int[32];
    private int trailTop;

    private final int[] agenda;
    private final int[] agendaOrder;
    private int agendaSymbols;
    private int[] cells = new int[24];
    private int cellTop;

    private int depth;

    final DiophantineCache systems;

    Unifier(EngineTerms terms, Budget budget) {
        this.terms = terms;
        this.budget = budget;
        systems = new DiophantineCache(budget);
        agenda = new int[terms.symbols.list];
        agendaOrder = new int[agenda.length];
    }

    /**
     * Enumerates the unifiers of {@code left[i] = right[i]}.
     *
     * @param problemVars the problem variables in slot order; all variables of the equations are among them
     * @param freshFamily family of the fresh variables in the answers
     */
    void unify(int[] left, int[] right, int[] problemVars, int freshFamily, Sink answers) {
        slots = 0;
        trailTop = 0;
        cellTop = 0;
        agendaSymbols = 0;
        depth = 0;
        family = freshFamily;
        sink = answers;
        Arrays.fill(agenda, NIL);
        for (int v : problemVars) {
            addSlot(v);
        }
        problemSlots = slots;
        for (int i = 0; i < left.length; i++) {
            if (!solve(left[i], right[i])) {
                return;
            }
        }
        search();
    }

    // ---- state

    private void addSlot(int var) {
        if (slots == slotVar.length) {
            slotVar = Arrays.copyOf(slotVar, 2 * slots);
            value = Arrays.copyOf(value, 2 * slots);
        }
        int i = terms.varIndex(var);
        if (i >= slotOf.length) {
            slotOf = Arrays.copyOf(slotOf, Math.max(i + 1, 2 * slotOf.length));
        }
        slotOf[i] = slots;
        slotVar[slots] = var;
        value[slots++] = -1;
    }

    /** A new variable of unknown sort. */
    int fresh() {
        int v = terms.variable(family, Tokens.KIND, slots + 1);
        addSlot(v);
        return v;
    }

    int slots() {
        return slots;
    }

    int slotVar(int slot) {
        return slotVar[slot];
    }

    /** The slot's value, a term or -1. */
    int value(int slot) {
        return value[slot];
    }

    /** Follows variable values from a variable to the last slot. */
    int rep(int var) {
        int s = slotOf[terms.varIndex(var)];
        while (value[s] >= 0 && terms.isVar(value[s])) {
            s = slotOf[terms.varIndex(value[s])];
        }
        return s;
    }

    void bind(int slot, int term) {
        if (trailTop + 2 > trail.length) {
            trail = Arrays.copyOf(trail, 2 * trail.length);
        }
        trail[trailTop++] = slot;
        trail[trailTop++] = value[slot];
        value[slot] = term;
    }

    /** The state to come back to with {@link #restore}. */
    int[] snapshot() {
        int[] s = new int[3 + agendaSymbols];
        s[0] = trailTop;
        s[1] = slots;
        s[2] = cellTop;
        for (int i = 0; i < agendaSymbols; i++) {
            s[3 + i] = agenda[agendaOrder[i]];
        }
        return s;
    }

    void restore(int[] snapshot) {
        while (trailTop > snapshot[0]) {
            trailTop -= 2;
            value[trail[trailTop]] = trail[trailTop + 1];
        }
        slots = snapshot[1];
        cellTop = snapshot[2];
        for (int i = 0; i < agendaSymbols; i++) {
            agenda[agendaOrder[i]] = 3 + i < snapshot.length ? snapshot[3 + i] : NIL;
        }
    }

    private boolean put(int symbol, int l, int r) {
        int i = 0;
        while (i < agendaSymbols && agendaOrder[i] != symbol) {
            i++;
        }
        if (i == agendaSymbols) {
            agendaOrder[agendaSymbols++] = symbol;
        }
        if (cellTop + 3 > cells.length) {
            cells = Arrays.copyOf(cells, 2 * cells.length);
        }
        cells[cellTop] = l;
        cells[cellTop + 1] = r;
        cells[cellTop + 2] = agenda[symbol];
        agenda[symbol] = cellTop;
        cellTop += 3;
        return true;
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
            return terms.isVar(r) ? solveVariables(rep(l), rep(r)) : solveOriented(r, l);
        }
        if (!terms.isApp(l) || terms.argCount(l) == 0) {
            if (!terms.isVar(r)) {
                return l == r;
            }
            int b = rep(r);
            if (value[b] >= 0) {
                return solve(l, value[b]);
            }
            bind(b, l);
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
        int old = value[a];
        if (old < 0) {
            return replace(a, b);
        }
        if (value[b] < 0) {
            return replace(b, a);
        }
        int kept = value[b];
        return replace(a, b) && solve(old, kept);
    }

    private int depth(int slot) {
        return Tokens.depth(Tokens.sort(terms.token(slotVar[slot])));
    }

    /** Points {@code old} to {@code survivor}; a value of the survivor that now refers to it is taken back and solved. */
    private boolean replace(int old, int survivor) {
        bind(old, slotVar[survivor]);
        int t = value[survivor];
        if (t >= 0 && !terms.isVar(t) && !terms.isGround(t) && refersTo(t, survivor)) {
            bind(survivor, -1);
            return solveOriented(t, slotVar[survivor]);
        }
        return true;
    }

    /** Whether a variable of {@code t} leads to the slot through at least one variable value. */
    private boolean refersTo(int t, int slot) {
        if (terms.isGround(t)) {
            return false;
        }
        if (terms.isVar(t)) {
            int v = value[slotOf[terms.varIndex(t)]];
            return v >= 0 && terms.isVar(v) && rep(v) == slot;
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
            int b = rep(r);
            return value[b] >= 0 ? solveOriented(l, value[b]) : put(f, l, r);
        }
        return terms.isApp(r, f) && put(f, l, r);
    }

    private boolean solveFree(int f, int l, int r) {
        if (terms.isVar(r)) {
            int b = rep(r);
            if (value[b] >= 0) {
                return solve(l, value[b]);
            }
            int pure = purify(l, b);
            if (pure < 0) {
                return false;
            }
            bind(b, pure);
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
        int[] out = new int[n];
        for (int i = 0; i < n; i++) {
            int a = terms.arg(l, i);
            if (terms.isVar(a)) {
                if (rep(a) == slot) {
                    return -1;
                }
                out[i] = a;
            } else if (terms.isGround(a)) {
                out[i] = a;
            } else if (terms.symbols.isCommutative(terms.symbol(a))) {
                int w = fresh();
                if (!first) {
                    bind(slotOf[terms.varIndex(w)], a);
                } else if (!solve(a, w)) {
                    return -1;
                }
                first = false;
                out[i] = w;
            } else {
                out[i] = purify(a, slot);
                if (out[i] < 0) {
                    return -1;
                }
            }
        }
        return terms.app(terms.symbol(l), out, 0, n);
    }

    private boolean solveC(int f, int l, int r) {
        if (terms.isApp(r)) {
            return terms.isApp(r, f)
                    && solveC(f, l, terms.arg(l, 0), terms.arg(l, 1), r, terms.arg(r, 0), terms.arg(r, 1));
        }
        if (!terms.isVar(r)) {
            return false;
        }
        int b = rep(r);
        if (value[b] >= 0) {
            return solveOriented(l, value[b]);
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
            int x = fresh();
            if (!solve(w[k], x)) {
                return false;
            }
            w[k] = x;
        }
        bind(b, terms.app(f, w, 0, 2));
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
        return put(f, l, r);
    }

    // ---- search

    /** Solves the waiting equations in all ways from the present state; false when the sink wants no more. */
    boolean search() {
        int f = NIL;
        for (int i = 0; i < agendaSymbols; i++) {
            int g = agendaOrder[i];
            if (agenda[g] != NIL && (f == NIL || g == terms.symbols.em)) {
                f = g;
            }
        }
        if (f == NIL) {
            return emit();
        }
        if (++depth > 2000) {
            throw AcLimitException.tooDeep();
        }
        int[] before = snapshot();
        int first = agenda[f];
        agenda[f] = NIL;
        boolean goOn = f == terms.symbols.em ? searchC(first) : new AcSubproblem(this, f).run(first);
        restore(before);
        depth--;
        return goOn;
    }

    private boolean searchC(int cell) {
        if (cell == NIL) {
            return search();
        }
        budget.spend(1);
        int l = cells[cell];
        int r = cells[cell + 1];
        int next = cells[cell + 2];
        int[] before = snapshot();
        for (int k = 0; k < 2; k++) {
            if (solve(terms.arg(l, 0), terms.arg(r, k))
                    && solve(terms.arg(l, 1), terms.arg(r, 1 - k))
                    && !searchC(next)) {
                return false;
            }
            restore(before);
        }
        return true;
    }

    int cellLeft(int cell) {
        return cells[cell];
    }

    int cellRight(int cell) {
        return cells[cell + 1];
    }

    /** The next older equation of the agenda, or -1. */
    int cellNext(int cell) {
        return cells[cell + 2];
    }

    // ---- answers

    private static final byte NEW = 0;
    private static final byte OPEN = 1;
    private static final byte DONE = 2;

    private byte[] visit = new byte[16];
    /** Sort that every occurrence of a slot's value is known to fit, and in the end the sort of an unbound slot. */
    private int[] bound = new int[16];
    /** Image of a slot over the renamed unbound variables, or -1. */
    private int[] image = new int[16];

    /** Occurs check and sort phase over the value graph, then the images over renamed unbound variables. */
    private boolean emit() {
        if (visit.length < slots) {
            visit = new byte[value.length];
            bound = new int[value.length];
            image = new int[value.length];
        }
        budget.spend(1 + slots / 4);
        Arrays.fill(visit, 0, slots, NEW);
        Arrays.fill(image, 0, slots, -1);
        for (int s = 0; s < slots; s++) {
            bound[s] = Tokens.sort(terms.token(slotVar[s]));
        }
        for (int s = 0; s < problemSlots; s++) {
            if (!require(s, Tokens.sort(terms.token(slotVar[s])))) {
                return true;
            }
        }
        int n = 0;
        for (int s = 0; s < slots; s++) {
            if (value[s] < 0) {
                image[s] = terms.variable(family, bound[s], ++n);
            }
        }
        int[] images = new int[problemSlots];
        for (int s = 0; s < problemSlots; s++) {
            images[s] = image(s);
        }
        return sink.solution(images);
    }

    /**
     * Narrows the bounds of the unbound variables that the slot leads to so that its sort is at most {@code sort}; false when that is
     * impossible or the slot leads to itself.
     */
    private boolean require(int slot, int sort) {
        if (value[slot] < 0) {
            if (Tokens.contains(bound[slot], sort)) {
                bound[slot] = sort;
                return true;
            }
            return Tokens.contains(sort, bound[slot]);
        }
        if (visit[slot] == OPEN) {
            return false;
        }
        int t = value[slot];
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
            return require(slotOf[terms.varIndex(t)], sort);
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

    /** During an answer: the slots without a value, in order; the k-th one is fresh variable k + 1 of the answer. */
    int[] unboundSlots() {
        int n = 0;
        int[] out = new int[slots];
        for (int s = 0; s < slots; s++) {
            if (value[s] < 0) {
                out[n++] = s;
            }
        }
        return Arrays.copyOf(out, n);
    }

    /** During an answer: the fresh variable that an unbound slot became. */
    int freshVariable(int slot) {
        return image[slot];
    }

    private int image(int slot) {
        if (image[slot] < 0) {
            image[slot] = instantiate(value[slot]);
        }
        return image[slot];
    }

    private int instantiate(int t) {
        if (terms.isGround(t)) {
            return t;
        }
        if (terms.isVar(t)) {
            return image(slotOf[terms.varIndex(t)]);
        }
        int n = terms.argCount(t);
        int[] out = new int[n];
        for (int i = 0; i < n; i++) {
            out[i] = instantiate(terms.arg(t, i));
        }
        return terms.app(terms.symbol(t), out, 0, n);
    }
}
