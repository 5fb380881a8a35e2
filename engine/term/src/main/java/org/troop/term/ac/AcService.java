package org.troop.term.ac;

import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.troop.term.store.AcSolver;
import org.troop.term.store.Heads;
import org.troop.term.store.TermStore;

/**
 * The AC solver of the int term store: the same answers as {@link AcSession}, whose caches it shares. Problems that need no AC
 * reasoning (identical sides, different ground sides, terms without reducible symbols) are answered before anything is encoded.
 */
public final class AcService implements AcSolver {
    /**
     * How often queries were answered on the spot, from a cache, or computed.
     *
     * @param trivial answered without encoding
     * @param cached found in a cache
     * @param computed reached the engine
     */
    public record Counts(long trivial, long cached, long computed) {}

    private final EngineSession engine;
    private final StoreSymbols heads;
    private final boolean[] isRoot;
    private final LongAdder trivial = new LongAdder();

    public AcService(AcSession session, Heads heads) {
        engine = session.engine();
        this.heads = new StoreSymbols(engine.symbols, heads);
        isRoot = engine.reducibleRoots();
    }

    @Override
    public List<int[]> unify(TermStore s, int[] pairs) {
        boolean identical = true;
        for (int i = 0; i < pairs.length; i += 2) {
            int l = pairs[i];
            int r = pairs[i + 1];
            if (l != r) {
                identical = false;
                if (s.isGround(l) && s.isGround(r)) {
                    trivial.increment();
                    return List.of();
                }
            }
        }
        if (identical) {
            trivial.increment();
            return List.of(new int[0]);
        }
        StoreQuery q = query(s, pairs);
        return q.decode(engine.unify(q.tokens()));
    }

    @Override
    public List<int[]> match(TermStore s, int[] pairs) {
        if (clashes(s, pairs)) {
            trivial.increment();
            return List.of();
        }
        StoreQuery q = query(s, pairs);
        return q.decode(engine.match(q.tokens()));
    }

    /** The first matcher of {@link #match}, or an empty list. */
    public List<int[]> matchFirst(TermStore s, int[] pairs) {
        if (clashes(s, pairs)) {
            trivial.increment();
            return List.of();
        }
        StoreQuery q = query(s, pairs);
        return q.decode(engine.matchFirst(q.tokens()));
    }

    private boolean clashes(TermStore s, int[] pairs) {
        for (int i = 0; i < pairs.length; i += 2) {
            if (pairs[i] != pairs[i + 1] && s.isGround(pairs[i + 1])) {
                return true;
            }
        }
        return false;
    }

    private StoreQuery query(TermStore s, int[] pairs) {
        StoreQuery q = new StoreQuery(engine.symbols, heads, s);
        for (int t : pairs) {
            q.add(t);
        }
        return q;
    }

    /** Registers the query and computes the variants; ask for the rules one after the other in rule order. */
    @Override
    public List<int[]> variants(TermStore s, int[] terms) {
        StoreQuery q = new StoreQuery(engine.symbols, heads, s);
        q.addList(terms);
        return q.decode(engine.variants(engine.register(q.tokens())));
    }

    @Override
    public int normalise(TermStore s, int t) {
        if (!hasRoot(s, t)) {
            trivial.increment();
            return t;
        }
        StoreQuery q = new StoreQuery(engine.symbols, heads, s);
        q.add(t);
        int[] normal = engine.normalise(q.tokens());
        return normal.length == 0 ? t : q.decode(normal);
    }

    @Override
    public boolean isNormal(TermStore s, int t) {
        return normalise(s, t) == t && !hasNeutralFactor(s, t);
    }

    /** Whether some symbol of the term is the root of an equation's left side. */
    private boolean hasRoot(TermStore s, int t) {
        if (!s.isApp(t)) {
            return false;
        }
        if (s.head(t) != Heads.SEQ && isRoot[heads.symbol(s.head(t))]) {
            return true;
        }
        for (int i = 0; i < s.arity(t); i++) {
            if (hasRoot(s, s.arg(t, i))) {
                return true;
            }
        }
        return false;
    }

    private boolean hasNeutralFactor(TermStore s, int t) {
        EngineSymbols symbols = engine.symbols;
        if (symbols.neutral == EngineSymbols.NONE || !s.isApp(t)) {
            return false;
        }
        boolean product = s.head(t) != Heads.SEQ && heads.symbol(s.head(t)) == symbols.mult;
        for (int i = 0; i < s.arity(t); i++) {
            int a = s.arg(t, i);
            if ((product && s.isApp(a) && heads.symbol(s.head(a)) == symbols.neutral) || hasNeutralFactor(s, a)) {
                return true;
            }
        }
        return false;
    }

    public Counts counts() {
        long[] c = engine.cacheCounts();
        long cached = 0;
        long computed = 0;
        for (int i = 0; i < c.length; i += 2) {
            cached += c[i];
            computed += c[i + 1];
        }
        return new Counts(trivial.sum(), cached, computed);
    }
}
