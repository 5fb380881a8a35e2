package org.troop.term.ac;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.troop.term.Equation;
import org.troop.term.Signature;

/**
 * One theory's engine on token sequences: the session's order, idle engines, answers by query. Thread-safe; engines are borrowed
 * per query, caches are lock-free.
 */
final class EngineSession {
    private static final int CACHE_SETS = 1 << 11;
    private static final long CACHE_INTS = 1L << 23;
    private static final int MAX_IDLE = 16;

    /** Answers are functions of the query and the order, so a new order comes with new caches. */
    private record State(
            EngineOrder order, QueryCache unifiers, QueryCache matchers, QueryCache firstMatchers, QueryCache normal) {
        static State of(EngineOrder order) {
            return new State(order, cache(), cache(), cache(), cache());
        }

        private static QueryCache cache() {
            return new QueryCache(CACHE_SETS, CACHE_INTS);
        }
    }

    /** A variant query with the order it was registered under. */
    record Registered(int[] query, EngineOrder order) {}

    final EngineSymbols symbols;
    private final List<int[]> rules = new ArrayList<>();
    private final EngineOrder ruleOrder;
    private final long maxSteps;
    /** One idle engine, where a single thread finds it with the least effort; the others are in the queue. */
    private final AtomicReference<@Nullable Engine> spare = new AtomicReference<>();

    private final ConcurrentLinkedDeque<Engine> idle = new ConcurrentLinkedDeque<>();
    private volatile QueryCache variants = variantsCache();
    private volatile State state;

    EngineSession(Signature signature, long maxSteps) {
        this(signature, signature.rewriteRules(), maxSteps);
    }

    /** A session whose equations are not those of the signature. */
    EngineSession(Signature signature, List<Equation> equations, long maxSteps) {
        this.maxSteps = maxSteps;
        symbols = new EngineSymbols(signature);
        EngineTerms scratch = new EngineTerms(symbols);
        EngineOrder order = EngineOrder.EMPTY;
        for (Equation e : equations) {
            TreeQuery q = new TreeQuery(symbols);
            q.add(e.lhs());
            q.add(e.rhs());
            rules.add(q.tokens());
            order = order.register(scratch, TokenReader.readAll(scratch, q.tokens()));
        }
        ruleOrder = order;
        state = State.of(order);
    }

    private static QueryCache variantsCache() {
        return new QueryCache(1 << 8, CACHE_INTS);
    }

    /** Drops what is remembered of answers; the order stays, and idle engines do. */
    synchronized void forget() {
        state = State.of(state.order);
        variants = variantsCache();
        List<Engine> engines = new ArrayList<>();
        Engine first = spare.getAndSet(null);
        for (Engine e = first == null ? idle.poll() : first; e != null; e = idle.poll()) {
            e.forget();
            engines.add(e);
        }
        for (Engine e : engines) {
            release(e);
        }
    }

    /** Enters a variant query; every later query sees its names. */
    synchronized Registered register(int[] query) {
        EngineOrder before = state.order;
        EngineOrder after = with(e -> e.register(query, before));
        if (after != before) {
            state = State.of(after);
        }
        return new Registered(query, after);
    }

    int[][] variants(Registered q) {
        return answer(variants, q.query, e -> e.variants(q.query, q.order));
    }

    int[][] unify(int[] query) {
        State s = state;
        return answer(s.unifiers, query, e -> e.unify(query, s.order));
    }

    int[][] match(int[] query) {
        State s = state;
        return answer(s.matchers, query, e -> e.match(query, false, s.order));
    }

    int[][] matchFirst(int[] query) {
        State s = state;
        return answer(s.firstMatchers, query, e -> e.match(query, true, s.order));
    }

    /** The normal form of one term; empty for a term that is its own. */
    int[] normalise(int[] query) {
        State s = state;
        return answer(s.normal, query, e -> new int[][] {e.normalise(query, s.order)})[0];
    }

    boolean isNormal(int[] query) {
        State s = state;
        return with(e -> e.isNormal(query, s.order));
    }

    /** By symbol: whether it is the root of the left side of an equation. */
    boolean[] reducibleRoots() {
        boolean[] roots = new boolean[symbols.count()];
        for (int[] rule : rules) {
            roots[Tokens.symbol(rule[0])] = true;
        }
        return roots;
    }

    /** Hits and misses of the caches for unifiers, all matchers, first matchers, normal forms, variants. */
    long[] cacheCounts() {
        State s = state;
        QueryCache[] caches = {s.unifiers, s.matchers, s.firstMatchers, s.normal, variants};
        long[] out = new long[2 * caches.length];
        for (int i = 0; i < caches.length; i++) {
            out[2 * i] = caches[i].hits();
            out[2 * i + 1] = caches[i].misses();
        }
        return out;
    }

    private int[][] answer(QueryCache cache, int[] query, Work<int[][]> work) {
        int hash = QueryCache.hash(query);
        int[][] known = cache.get(query, hash);
        if (known == null) {
            known = with(work);
            cache.put(query, hash, known);
        }
        return known;
    }

    Engine newEngine() {
        return new Engine(symbols, rules, ruleOrder, maxSteps);
    }

    EngineOrder order() {
        return state.order;
    }

    private interface Work<T> {
        T on(Engine engine);
    }

    private void release(Engine e) {
        if (!spare.compareAndSet(null, e) && idle.size() < MAX_IDLE) {
            idle.push(e);
        }
    }

    private <T> T with(Work<T> work) {
        Engine e = spare.getAndSet(null);
        if (e == null) {
            e = idle.poll();
        }
        if (e == null) {
            e = newEngine();
        }
        try {
            T result = work.on(e);
            release(e);
            return result;
        } catch (StackOverflowError tooDeep) {
            throw AcLimitException.tooDeep();
        }
    }
}
