package org.troop.term.ac;

import java.util.Arrays;

/**
 * The state of a unification: slots are the problem's variables in the given order, then fresh ones; each has a value, a term or -1.
 * Equations that wait for an AC or C symbol are on that symbol's agenda.
 *
 * <p>Implementation note: all changes are undone from a trail, so a {@link #save} is a handful of ints. Agendas are linked cells in a
 * growing array: taking all equations of a symbol is dropping its head, and older lists stay readable below a restored top. The order
 * in which symbols got their first equation is never undone: it decides the order of answers.
 */
final class Slots {
    private static final int NIL = -1;

    private final EngineTerms terms;
    private int family;

    private int[] slotVar = new int[16];
    private int[] value = new int[16];
    private byte[] sort = new byte[16];
    private int[] slotOf = new int[16];
    private int slots;
    private int problemSlots;
    /** Slots whose variables are there already, beyond the present ones, too: a slot's fresh variable is always the same. */
    private int made;

    private int[] trail = new int[32];
    private int trailTop;

    private final int[] agenda;
    private final int[] agendaOrder;
    private int agendaSymbols;
    private int[] cells = new int[24];
    private int cellTop;

    Slots(EngineTerms terms) {
        this.terms = terms;
        agenda = new int[terms.symbols.list];
        agendaOrder = new int[agenda.length];
    }

    /** Starts with the problem variables as slots and nothing else. */
    void begin(int[] problemVars, int freshFamily) {
        slots = 0;
        trailTop = 0;
        cellTop = 0;
        agendaSymbols = 0;
        family = freshFamily;
        for (int v : problemVars) {
            add(v);
        }
        problemSlots = slots;
        made = slots;
    }

    private void add(int var) {
        if (slots == slotVar.length) {
            slotVar = Arrays.copyOf(slotVar, 2 * slots);
            value = Arrays.copyOf(value, 2 * slots);
            sort = Arrays.copyOf(sort, 2 * slots);
        }
        int i = terms.varIndex(var);
        if (i >= slotOf.length) {
            slotOf = Arrays.copyOf(slotOf, Math.max(i + 1, 2 * slotOf.length));
        }
        slotOf[i] = slots;
        slotVar[slots] = var;
        sort[slots] = (byte) Tokens.sort(terms.token(var));
        value[slots++] = -1;
    }

    /** A new variable of unknown sort. */
    int fresh() {
        if (slots < made) {
            value[slots] = -1;
            return slotVar[slots++];
        }
        int v = terms.variable(family, Tokens.KIND, slots + 1);
        add(v);
        made = slots;
        return v;
    }

    int count() {
        return slots;
    }

    /** How many of the slots are variables of the problem. */
    int problemCount() {
        return problemSlots;
    }

    /** Family of the fresh variables. */
    int family() {
        return family;
    }

    int variable(int slot) {
        return slotVar[slot];
    }

    int sort(int slot) {
        return sort[slot];
    }

    /** The slot's value, a term or -1. */
    int value(int slot) {
        return value[slot];
    }

    int slotOf(int var) {
        return slotOf[terms.varIndex(var)];
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

    /** Size of the arrays for {@link #save}. */
    int saveSize() {
        return 4 + agenda.length;
    }

    /** Writes down the state to come back to with {@link #restore}. */
    void save(int[] to) {
        to[0] = trailTop;
        to[1] = slots;
        to[2] = cellTop;
        to[3] = agendaSymbols;
        for (int i = 0; i < agendaSymbols; i++) {
            to[4 + i] = agenda[agendaOrder[i]];
        }
    }

    void restore(int[] saved) {
        while (trailTop > saved[0]) {
            trailTop -= 2;
            value[trail[trailTop]] = trail[trailTop + 1];
        }
        slots = saved[1];
        cellTop = saved[2];
        for (int i = 0; i < agendaSymbols; i++) {
            agenda[agendaOrder[i]] = i < saved[3] ? saved[4 + i] : NIL;
        }
    }

    // ---- agendas

    /** Puts an equation on the symbol's agenda. */
    void put(int symbol, int l, int r) {
        int i = 0;
        while (i < agendaSymbols && agendaOrder[i] != symbol) {
            i++;
        }
        if (i == agendaSymbols) {
            agendaOrder[agendaSymbols++] = symbol;
            agenda[symbol] = NIL;
        }
        if (cellTop + 3 > cells.length) {
            cells = Arrays.copyOf(cells, 2 * cells.length);
        }
        cells[cellTop] = l;
        cells[cellTop + 1] = r;
        cells[cellTop + 2] = agenda[symbol];
        agenda[symbol] = cellTop;
        cellTop += 3;
    }

    /** The first symbol in the order of first use that has equations, the symbol {@code urgent} before all; or -1. */
    int nextSymbol(int urgent) {
        int f = NIL;
        for (int i = 0; i < agendaSymbols; i++) {
            int g = agendaOrder[i];
            if (agenda[g] != NIL && (f == NIL || g == urgent)) {
                f = g;
            }
        }
        return f;
    }

    /** Empties the symbol's agenda; returns the cell of its newest equation. */
    int take(int symbol) {
        int first = agenda[symbol];
        agenda[symbol] = NIL;
        return first;
    }

    /** How many symbols have ever had equations. */
    int symbolsSeen() {
        return agendaSymbols;
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
}
