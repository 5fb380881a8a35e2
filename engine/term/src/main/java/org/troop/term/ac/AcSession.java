package org.troop.term.ac;

import java.util.List;
import java.util.SortedMap;
import org.troop.term.Signature;
import org.troop.term.Symbol;
import org.troop.term.Term;
import org.troop.term.Term.Var;

/**
 * Equational reasoning for one theory, on term trees. Answers come in the engine's order with the engine's numbering: new variables
 * are called {@code x}, their indices start one above the largest index in the query and restart for each solution.
 *
 * <p>The order of answers depends on the names and sorts that earlier variant queries have used. Ask the variants of all rules
 * first, in rule order; from then on answers are functions of the query, and the session may be used by any number of threads.
 * Every query may throw {@link AcLimitException}.
 */
public final class AcSession {
    /** Steps a query may take: some ten seconds of work. */
    public static final long DEFAULT_STEPS = 50_000_000;

    private final EngineSession engine;
    private final boolean[] isRoot;

    public AcSession(Signature signature) {
        this(signature, DEFAULT_STEPS);
    }

    public AcSession(Signature signature, long maxSteps) {
        engine = new EngineSession(signature, maxSteps);
        isRoot = engine.reducibleRoots();
    }

    /** Drops all remembered answers and what was remembered on the way to them; later queries get the same answers again. */
    public void forget() {
        engine.forget();
    }

    EngineSession engine() {
        return engine;
    }

    /**
     * Unifiers modulo AC and C of {@code lefts[i] = rights[i]}, solved jointly: fresh substitutions without entries that only
     * rename. Redundant ones are kept.
     */
    public List<SortedMap<Var, Term>> unify(List<? extends Term> lefts, List<? extends Term> rights) {
        TreeQuery q = pairs(lefts, rights);
        return q.decode(engine.unify(q.tokens()));
    }

    /** All matchers: free substitutions for the variables of the patterns, identities left out; variables of terms are constants. */
    public List<SortedMap<Var, Term>> match(List<? extends Term> terms, List<? extends Term> patterns) {
        TreeQuery q = pairs(terms, patterns);
        return q.decode(engine.match(q.tokens()));
    }

    /** The first matcher of {@link #match}, or an empty list. */
    public List<SortedMap<Var, Term>> matchFirst(List<? extends Term> terms, List<? extends Term> patterns) {
        TreeQuery q = pairs(terms, patterns);
        return q.decode(engine.matchFirst(q.tokens()));
    }

    private TreeQuery pairs(List<? extends Term> a, List<? extends Term> b) {
        TreeQuery q = new TreeQuery(engine.symbols);
        for (int i = 0; i < a.size(); i++) {
            q.add(a.get(i));
            q.add(b.get(i));
        }
        return q;
    }

    /** Registers the query and computes the most general variants of the terms as one tuple; the trivial one comes first. */
    public List<SortedMap<Var, Term>> variants(List<? extends Term> terms) {
        return registerVariantQuery(terms).variants();
    }

    /**
     * Enters a variant query without computing it: queries registered in rule order may then be computed in any order and by several
     * threads.
     */
    public VariantQuery registerVariantQuery(List<? extends Term> terms) {
        TreeQuery q = new TreeQuery(engine.symbols);
        if (terms.size() == 1
                && terms.getFirst() instanceof Term.App a
                && a.symbol().kind() == Symbol.Kind.LIST) {
            q.add(a);
        } else {
            q.addList(terms);
        }
        return new VariantQuery(q, engine.register(q.tokens()));
    }

    /** A registered variant query. */
    public final class VariantQuery {
        private final TreeQuery query;
        private final EngineSession.Registered registered;

        private VariantQuery(TreeQuery query, EngineSession.Registered registered) {
            this.query = query;
            this.registered = registered;
        }

        public List<SortedMap<Var, Term>> variants() {
            return query.decode(engine.variants(registered));
        }
    }

    /** The normal form with respect to the theory's equations modulo AC and C. */
    public Term normalise(Term t) {
        try {
            if (!hasRoot(t)) {
                return t;
            }
        } catch (StackOverflowError tooDeep) {
            throw AcLimitException.tooDeep();
        }
        TreeQuery q = new TreeQuery(engine.symbols);
        q.add(t);
        int[] normal = engine.normalise(q.tokens());
        return normal.length == 0 ? t : q.decode(normal);
    }

    /** Whether some symbol of the term is the root of an equation's left side, or unknown. */
    private boolean hasRoot(Term t) {
        if (t instanceof Term.App a) {
            int f = engine.symbols.id(a.symbol());
            if (f == EngineSymbols.NONE || isRoot[f]) {
                return true;
            }
            List<Term> args = a.args();
            for (int i = 0; i < args.size(); i++) {
                if (hasRoot(args.get(i))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether the term is in normal form; a product with the neutral element as a factor is not, though no equation applies. */
    public boolean isNormal(Term t) {
        TreeQuery q = new TreeQuery(engine.symbols);
        q.add(t);
        return engine.isNormal(q.tokens());
    }
}
