package org.troop.term.store;

import java.util.Arrays;
import java.util.function.IntConsumer;
import org.troop.term.Symbol;
import org.troop.term.Term;

/**
 * An arena of hash-consed terms. A term is an int > 0; equal terms (modulo AC and C, as arguments are kept flattened and
 * sorted) have equal ints. Not thread-safe: one store belongs to one thread. {@link #fork} makes a private copy whose
 * common prefix of ids means the same terms, so that terms of a shared base need no translation.
 *
 * <p>Implementation note. Each term has scratch words for {@link #apply} and its relatives: a substitution is the set of
 * bound variables, undone by a trail; a walk remembers its results, valid where the stamp is the current epoch.
 */
public final class TermStore extends TermTable {
    private int epoch;
    private int[] trail = new int[64];
    private int trailTop;
    private int domainLow;
    private int domainHigh;

    public TermStore(Heads heads) {
        super(heads);
    }

    private TermStore(TermStore o) {
        super(o);
        epoch = o.epoch;
    }

    /** A private copy; ids below {@link #size} mean the same in both. */
    public TermStore fork() {
        return new TermStore(this);
    }

    /** Whether t certainly contains no bound variable. */
    private boolean isOutside(int t) {
        return (bloomLow(t) & domainLow | bloomHigh(t) & domainHigh) == 0;
    }

    private boolean isKnown(int t) {
        return memory[(t << SHIFT) + STAMP] == epoch;
    }

    private int known(int t) {
        return memory[(t << SHIFT) + MEMO];
    }

    private void remember(int t, int result) {
        int o = t << SHIFT;
        memory[o + MEMO] = result;
        memory[o + STAMP] = epoch;
    }

    // ---- substitution

    /** Starts a substitution: forgets memoised results. Bindings of an enclosing use must be gone. */
    public void begin() {
        if (trailTop != 0) {
            throw new IllegalStateException("substitutions do not nest");
        }
        domainLow = 0;
        domainHigh = 0;
        newEpoch();
    }

    private void newEpoch() {
        if (++epoch == 0) {
            forgetStamps();
            epoch = 1;
        }
    }

    /** Binds a variable for {@link #apply}; the latest binding counts. */
    public void bind(int v, int t) {
        if (memory[(v << SHIFT) + BINDING] == 0) {
            if (trailTop == trail.length) {
                trail = Arrays.copyOf(trail, 2 * trailTop);
            }
            trail[trailTop++] = v;
        }
        memory[(v << SHIFT) + BINDING] = t;
        domainLow |= bloomLow(v);
        domainHigh |= bloomHigh(v);
    }

    /** The binding of a variable, 0 if there is none. */
    public int binding(int v) {
        return memory[(v << SHIFT) + BINDING];
    }

    /** Number of bound variables, for {@link #undo}. */
    public int mark() {
        return trailTop;
    }

    public int boundVar(int i) {
        return trail[i];
    }

    /** Removes the bindings made since {@code mark}; memoised results become invalid. */
    public void undo(int mark) {
        while (trailTop > mark) {
            memory[(trail[--trailTop] << SHIFT) + BINDING] = 0;
        }
        newEpoch();
    }

    /** Ends a substitution. */
    public void end() {
        while (trailTop > 0) {
            memory[(trail[--trailTop] << SHIFT) + BINDING] = 0;
        }
    }

    /** Applies the bindings simultaneously (images are not substituted again). */
    public int apply(int t) {
        if (isOutside(t)) {
            return t;
        }
        if (kind(t) == VAR) {
            int b = memory[(t << SHIFT) + BINDING];
            return b == 0 ? t : b;
        }
        if (isKnown(t)) {
            return known(t);
        }
        int n = count(t);
        int o = argsAt(t);
        int base = top;
        boolean same = true;
        for (int i = 0; i < n; i++) {
            int a = memory[o + i];
            int b = apply(a);
            same &= a == b;
            push(b);
        }
        int r = same ? t : rebuild(word(t), base);
        top = base;
        remember(t, r);
        return r;
    }

    /** Whether a bound variable occurs in t. */
    public boolean isTouched(int t) {
        if (isOutside(t)) {
            return false;
        }
        if (kind(t) == VAR) {
            return binding(t) != 0;
        }
        if (isKnown(t)) {
            return known(t) != 0;
        }
        boolean touched = false;
        for (int i = argsAt(t), e = i + count(t); i < e && !touched; i++) {
            touched = isTouched(memory[i]);
        }
        remember(t, touched ? 1 : 0);
        return touched;
    }

    /** Whether all variables of t are bound. Call {@link #invalidate} between this and other walks. */
    public boolean isCovered(int t) {
        if (isGround(t)) {
            return true;
        }
        if (kind(t) == VAR) {
            return binding(t) != 0;
        }
        if (isKnown(t)) {
            return known(t) != 0;
        }
        boolean covered = true;
        for (int i = argsAt(t), e = i + count(t); i < e && covered; i++) {
            covered = isCovered(memory[i]);
        }
        remember(t, covered ? 1 : 0);
        return covered;
    }

    /** Applies the bindings repeatedly: images are resolved in turn (triangular substitutions of unification). */
    public int resolve(int t) {
        if (isOutside(t)) {
            return t;
        }
        if (kind(t) == VAR && memory[(t << SHIFT) + BINDING] == 0) {
            return t;
        }
        if (isKnown(t)) {
            return known(t);
        }
        int r;
        if (kind(t) == VAR) {
            r = resolve(memory[(t << SHIFT) + BINDING]);
        } else {
            int n = count(t);
            int o = argsAt(t);
            int base = top;
            boolean same = true;
            for (int i = 0; i < n; i++) {
                int a = memory[o + i];
                int b = resolve(a);
                same &= a == b;
                push(b);
            }
            r = same ? t : rebuild(word(t), base);
            top = base;
        }
        remember(t, r);
        return r;
    }

    /** Ends the validity of memoised results of {@link #resolve} after new bindings. */
    public void invalidate() {
        newEpoch();
    }

    /** Adds d to the index of every variable of t. Call {@link #begin} first and use one d until the next begin. */
    public int shift(int t, int d) {
        if (maxIndex(t) < 0 || d == 0) {
            return t;
        }
        if (isKnown(t)) {
            return known(t);
        }
        int r;
        if (kind(t) == VAR) {
            r = var(word(t), sortOf(t), minIndex(t) + d);
        } else {
            int n = count(t);
            int o = argsAt(t);
            int base = top;
            for (int i = 0; i < n; i++) {
                push(shift(memory[o + i], d));
            }
            r = intern(word(t), stack, base, top);
            top = base;
        }
        remember(t, r);
        return r;
    }

    /**
     * Calls {@code f} for the variables of t in order of occurrence, at least once each between two calls of {@link
     * #begin}: subterms seen before are skipped, so repeated variables are reported seldom but may be.
     */
    public void forEachVar(int t, IntConsumer f) {
        if (maxIndex(t) < 0 || isKnown(t)) {
            return;
        }
        remember(t, t);
        if (kind(t) == VAR) {
            f.accept(t);
            return;
        }
        for (int i = 0, n = count(t); i < n; i++) {
            forEachVar(memory[argsAt(t) + i], f);
        }
    }

    /** Visits the variables of t, for {@link #isVisited}. Call {@link #begin} before the first term. */
    public void markVisited(int t) {
        if (maxIndex(t) < 0 || isKnown(t)) {
            return;
        }
        remember(t, t);
        for (int i = 0, n = kind(t) == VAR ? 0 : count(t); i < n; i++) {
            markVisited(memory[argsAt(t) + i]);
        }
    }

    /** Whether this is the first visit of the term since {@link #begin}; for walks that see shared subterms once. */
    public boolean visit(int t) {
        if (isKnown(t)) {
            return false;
        }
        remember(t, t);
        return true;
    }

    /**
     * Whether u occurs in t with only non-reducible symbols above it. Answers are memoised: call {@link #begin} whenever u
     * changes.
     */
    public boolean isBelow(int u, int t) {
        if (u == t) {
            return true;
        }
        long bloom = bloom(u);
        if (kind(t) != APP || (bloom(t) & bloom) != bloom || weight(u) >= weight(t) || heads.reducible[word(t)]) {
            return false;
        }
        if (isKnown(t)) {
            return known(t) != 0;
        }
        boolean found = false;
        for (int i = argsAt(t), e = i + count(t); i < e && !found; i++) {
            found = isBelow(u, memory[i]);
        }
        remember(t, found ? 1 : 0);
        return found;
    }

    /** Whether the variable occurred in a term marked since {@link #begin}. */
    public boolean isVisited(int v) {
        return isKnown(v);
    }

    /**
     * Replaces the bound indices {@code depth .. depth+values.length-1} by values: index {@code depth + k} becomes {@code
     * values[values.length-1-k]} (the last binder has index 0). Quantifiers inside raise the depth.
     */
    public int open(int t, int depth, int[] values) {
        if ((flags(t) & HAS_BOUND) == 0) {
            return t;
        }
        if (kind(t) == BOUND) {
            int k = word(t) - depth;
            return k < 0 ? t : k < values.length ? values[values.length - 1 - k] : bound(word(t) - values.length);
        }
        int h = word(t);
        int inner = depth;
        int n = count(t);
        int base = top;
        if (h == Heads.ALL || h == Heads.EX) {
            inner += count(memory[argsAt(t)]);
        }
        for (int i = 0; i < n; i++) {
            push(open(memory[argsAt(t) + i], inner, values));
        }
        int r = rebuild(h, base);
        top = base;
        return r;
    }

    /** Replaces each variable {@code vars[k]} by the bound index {@code depth + vars.length-1-k}. */
    public int close(int t, int depth, int[] vars) {
        if (kind(t) == VAR) {
            for (int k = 0; k < vars.length; k++) {
                if (vars[k] == t) {
                    return bound(depth + vars.length - 1 - k);
                }
            }
            return t;
        }
        if (kind(t) != APP) {
            return t;
        }
        int h = word(t);
        int inner = h == Heads.ALL || h == Heads.EX ? depth + count(memory[argsAt(t)]) : depth;
        int base = top;
        for (int i = 0, n = count(t); i < n; i++) {
            push(close(memory[argsAt(t) + i], inner, vars));
        }
        int r = rebuild(h, base);
        top = base;
        return r;
    }

    /** Replaces the variables with an index below {@code base} by constants. */
    public int skolemise(int t, int base) {
        if (maxIndex(t) < 0 || minIndex(t) >= base) {
            return t;
        }
        if (kind(t) == VAR) {
            return literal(SKOLEM, t, sortOf(t), flags(t));
        }
        int start = top;
        for (int i = 0, n = count(t); i < n; i++) {
            push(skolemise(memory[argsAt(t) + i], base));
        }
        int r = rebuild(word(t), start);
        top = start;
        return r;
    }

    /** Undoes {@link #skolemise}. */
    public int unskolemise(int t) {
        if (kind(t) == SKOLEM) {
            return word(t);
        }
        if (kind(t) != APP || count(t) == 0) {
            return t;
        }
        int start = top;
        for (int i = 0, n = count(t); i < n; i++) {
            push(unskolemise(memory[argsAt(t) + i]));
        }
        int r = rebuild(word(t), start);
        top = start;
        return r;
    }

    // ---- translation

    /** Copies a term of another store whose first {@code common} ids coincide with this store's; memo maps its ids. */
    public int importTerm(TermStore from, int t, int common, int[] translated) {
        if (t < common) {
            return t;
        }
        int done = translated[t];
        if (done != 0) {
            return done;
        }
        int r;
        switch (from.kind(t)) {
            case VAR -> r = var(from.word(t), from.sortOf(t), from.minIndex(t));
            case APP -> {
                int base = top;
                int n = from.count(t);
                for (int i = 0; i < n; i++) {
                    push(importTerm(from, from.memory[from.argsAt(t) + i], common, translated));
                }
                r = intern(from.word(t), stack, base, top);
                top = base;
            }
            default -> r = literal(from.kind(t), from.word(t), from.sortOf(t), from.flags(t));
        }
        translated[t] = r;
        return r;
    }

    /** Enters a message given as a tree. */
    public int fromTree(Term t) {
        return switch (t) {
            case Term.Name n -> name(n.sort(), heads.string(n.id()));
            case Term.Bound b -> bound(b.index());
            case Term.Var v -> var(heads.string(v.name()), v.sort(), v.index());
            case Term.App a -> {
                int[] as = new int[a.args().size()];
                for (int i = 0; i < as.length; i++) {
                    as[i] = fromTree(a.args().get(i));
                }
                yield app(heads.function(a.symbol()), as);
            }
        };
    }

    /** The message as a tree. */
    public Term toTree(int t) {
        return switch (kind(t)) {
            case NAME -> new Term.Name(sort(t), nameOf(t));
            case BOUND -> new Term.Bound(word(t));
            case VAR -> new Term.Var(nameOf(t), sort(t), minIndex(t));
            case APP -> {
                Term[] as = new Term[count(t)];
                for (int i = 0; i < as.length; i++) {
                    as[i] = toTree(arg(t, i));
                }
                yield Term.app((Symbol) heads.key(word(t)), as);
            }
            default -> throw new IllegalArgumentException("not a message");
        };
    }
}
