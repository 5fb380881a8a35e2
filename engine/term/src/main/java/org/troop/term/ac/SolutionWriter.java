package org.troop.term.ac;

import java.util.Arrays;

/**
 * Writes solutions as tokens: fresh variables are numbered by first occurrence, arguments of AC and C symbols are in wire order, and
 * entries that only rename are left out.
 *
 * <p>Implementation note: unifiers are written straight from the values of slots. Sums are flattened and sorted on the way; only their
 * arguments that are applications become terms, for comparison. Used again and again.
 */
final class SolutionWriter {
    private static final int SEVERAL = -1;

    private final EngineTerms terms;
    private final Slots slots;
    private final SolvedForm solved;
    /** Whether variables stand for their slots. */
    private boolean overSlots;

    private int[] out = new int[64];
    private int size;
    /** By variable (its slot or its index): its number, if {@link #uses} is not 0. */
    private int[] number = new int[32];
    /** By variable: 1 + the only image it occurs in, {@link #SEVERAL}, or 0 for none. */
    private int[] uses = new int[32];

    private int numbers;
    /** 1 + the present image. */
    private int image;

    /** By image: the variable it is, if it is one of the right sort, or -1; the end of its tokens. */
    private int[] renamed = new int[8];

    private int[] end = new int[8];

    /** Arguments of the sums that are being written, and what they are compared by. */
    private int[] summand = new int[16];

    private int[] shown = new int[16];
    private int top;

    SolutionWriter(EngineTerms terms, Slots slots, SolvedForm solved) {
        this.terms = terms;
        this.slots = slots;
        this.solved = solved;
    }

    /** The unifier that was completed last. */
    int[] unifier() {
        overSlots = true;
        int n = slots.problemCount();
        begin(slots.count(), n);
        for (int s = 0; s < n; s++) {
            int end = slots.rep(slots.variable(s));
            boolean renames = slots.value(end) < 0 && solved.sort(end) == slots.sort(s);
            entry(s, slots.variable(s), slots.variable(s), renames ? end : -1);
        }
        return solution(n);
    }

    /** A variant: images of the variables, over variables of the store. */
    int[] variant(int[] vars, int[] images) {
        overSlots = false;
        begin(terms.varCount(), vars.length);
        for (int i = 0; i < vars.length; i++) {
            int y = images[i];
            boolean renames = terms.isVar(y) && terms.sortOf(y) == terms.sortOf(vars[i]);
            entry(i, vars[i], y, renames ? terms.varIndex(y) : -1);
        }
        return solution(vars.length);
    }

    private void begin(int variables, int entries) {
        if (variables > uses.length) {
            number = new int[2 * variables];
            uses = new int[2 * variables];
        } else {
            Arrays.fill(uses, 0, variables, 0);
        }
        if (entries > renamed.length) {
            renamed = new int[2 * entries];
            end = new int[2 * entries];
        }
        numbers = 0;
        size = 0;
    }

    private void entry(int i, int variable, int t, int renamedTo) {
        image = i + 1;
        renamed[i] = renamedTo;
        token(terms.token(variable));
        write(t);
        end[i] = size;
    }

    /** What was written, without the entries whose variable is renamed to one that occurs nowhere else. */
    private int[] solution(int entries) {
        int left = 0;
        int at = 0;
        for (int i = 0; i < entries; i++) {
            if (renamed[i] < 0 || uses[renamed[i]] != i + 1) {
                System.arraycopy(out, at, out, left, end[i] - at);
                left += end[i] - at;
            }
            at = end[i];
        }
        return Arrays.copyOf(out, left);
    }

    private void token(int k) {
        if (size == out.length) {
            out = Arrays.copyOf(out, 2 * size);
        }
        out[size++] = k;
    }

    private void write(int t) {
        int k = terms.token(t);
        switch (Tokens.tag(k)) {
            case Tokens.VAR -> variable(t, k);
            case Tokens.CONST -> token(k);
            default -> {
                if (terms.symbols.isCommutative(Tokens.symbol(k))) {
                    sum(t);
                } else {
                    token(k);
                    for (int i = 0; i < terms.argCount(t); i++) {
                        write(terms.arg(t, i));
                    }
                }
            }
        }
    }

    private void variable(int t, int k) {
        if (!overSlots) {
            occurrence(terms.varIndex(t), Tokens.sort(k));
            return;
        }
        int s = slots.rep(t);
        if (slots.value(s) < 0) {
            occurrence(s, solved.sort(s));
        } else {
            write(slots.value(s));
        }
    }

    private void occurrence(int v, int sort) {
        if (uses[v] == 0) {
            number[v] = numbers++;
            uses[v] = image;
        } else if (uses[v] != image) {
            uses[v] = SEVERAL;
        }
        token(Tokens.var(Tokens.FAMILY_HASH, sort, number[v]));
    }

    /** Writes an application of an AC or C symbol. */
    private void sum(int t) {
        int from = top;
        int f = terms.symbol(t);
        collect(f, t, from);
        int to = top;
        token(Tokens.app(f, to - from));
        for (int i = from; i < to; i++) {
            write(summand[i]);
        }
        top = from;
    }

    /** Sorts the arguments in among those from {@code first} on; sums of the same symbol are flattened. */
    private void collect(int f, int t, int first) {
        for (int i = 0; i < terms.argCount(t); i++) {
            int a = terms.arg(t, i);
            if (overSlots && terms.isVar(a)) {
                int s = slots.rep(a);
                a = slots.value(s) < 0 ? slots.variable(s) : slots.value(s);
            }
            if (terms.isApp(a, f) && terms.symbols.isAc(f)) {
                collect(f, a, first);
            } else {
                insert(a, overSlots ? solved.image(a) : a, first);
            }
        }
    }

    private void insert(int t, int shownAs, int first) {
        if (top == summand.length) {
            summand = Arrays.copyOf(summand, 2 * top);
            shown = Arrays.copyOf(shown, 2 * top);
        }
        int i = top++;
        for (; i > first && terms.wire.compare(shown[i - 1], shownAs) > 0; i--) {
            summand[i] = summand[i - 1];
            shown[i] = shown[i - 1];
        }
        summand[i] = t;
        shown[i] = shownAs;
    }
}
