package org.troop.term.ac;

import java.util.ArrayList;
import java.util.List;

/**
 * The algorithms around one term store, for one thread at a time. Queries and answers are token sequences ({@link Tokens}). A
 * solution is a sequence of bindings, each the token of {@code xi} followed by the image; fresh variables in images are numbered
 * from 0 by first occurrence in the solution, arguments in wire order.
 */
final class Engine {
    private static final int[] AS_IT_IS = {};

    final EngineTerms terms;
    private final Budget budget;
    private final TokenReader reader;
    final SolutionWriter writer;
    final Unifier unifier;
    final Matcher matcher;
    final Normaliser normaliser;
    final Narrowing narrowing;

    /**
     * @param rules left and right sides of the equations in order, each pair encoded on its own
     * @param order an order in which the names and sorts of the equations are registered
     */
    Engine(EngineSymbols symbols, List<int[]> rules, EngineOrder order, long maxSteps) {
        terms = new EngineTerms(symbols);
        budget = new Budget(maxSteps);
        reader = new TokenReader(terms);
        int[] left = new int[rules.size()];
        int[] right = new int[rules.size()];
        enter(rules, order, terms, left, right);
        unifier = new Unifier(terms, budget);
        writer = new SolutionWriter(terms, unifier.slots, unifier.solved);
        matcher = new Matcher(terms, budget);
        normaliser = new Normaliser(terms, budget, left, right);
        EngineTerms shapes = new EngineTerms(symbols);
        int[] shapesLeft = new int[left.length];
        int[] shapesRight = new int[left.length];
        enter(rules, order, shapes, shapesLeft, shapesRight);
        SubtermUnifiers unifiers = new SubtermUnifiers(terms, budget, left, shapes, shapesLeft, shapesRight);
        narrowing = new Narrowing(terms, budget, normaliser, left, right, unifiers);
    }

    /** Makes the equations permanent terms of an empty store. */
    private static void enter(List<int[]> rules, EngineOrder order, EngineTerms terms, int[] left, int[] right) {
        terms.order(order);
        for (int i = 0; i < left.length; i++) {
            int[] sides = TokenReader.readAll(terms, rules.get(i));
            left[i] = sides[0];
            right[i] = sides[1];
        }
        terms.keep();
    }

    /** Drops what is remembered from earlier queries. */
    void forget() {
        unifier.systems.clear();
        narrowing.forget();
    }

    private int[] begin(int[] query, EngineOrder order) {
        terms.reset();
        terms.order(order);
        budget.refill();
        return reader.readAll(query);
    }

    /** The order after the query was entered. */
    EngineOrder register(int[] query, EngineOrder order) {
        return order.register(terms, begin(query, order));
    }

    /** Unifiers of the equations {@code l r l r ..}, solved together. */
    int[][] unify(int[] query, EngineOrder order) {
        int[] sides = begin(query, order);
        int n = sides.length / 2;
        int[] l = new int[n];
        int[] r = new int[n];
        IntList vars = new IntList(8);
        for (int i = 0; i < n; i++) {
            l[i] = sides[2 * i];
            r[i] = sides[2 * i + 1];
            terms.variables(l[i], vars);
            terms.variables(r[i], vars);
        }
        int[] slots = vars.toArray();
        List<int[]> out = new ArrayList<>();
        unifier.unify(l, r, slots, Tokens.FAMILY_HASH, answer -> {
            out.add(writer.unifier());
            return true;
        });
        return out.toArray(new int[0][]);
    }

    /** Matchers of the pairs {@code subject pattern subject pattern ..}; images consist of the query's own literals. */
    int[][] match(int[] query, boolean firstOnly, EngineOrder order) {
        int[] pairs = begin(query, order);
        int n = pairs.length / 2;
        int[] subjects = new int[n];
        int[] patterns = new int[n];
        for (int i = 0; i < n; i++) {
            subjects[i] = pairs[2 * i];
            patterns[i] = pairs[2 * i + 1];
        }
        List<int[]> out = new ArrayList<>();
        matcher.enumerate(subjects, patterns, () -> {
            IntList tokens = new IntList(16);
            for (int v : matcher.boundVariables()) {
                tokens.add(terms.token(v));
                write(matcher.image(v), tokens);
            }
            out.add(tokens.toArray());
            return !firstOnly;
        });
        return out.toArray(new int[0][]);
    }

    /** The substitutions of the variants of one term. */
    int[][] variants(int[] query, EngineOrder order) {
        int t = begin(query, order)[0];
        IntList vars = new IntList(8);
        terms.variables(t, vars);
        int[] slots = vars.toArray();
        List<int[]> out = new ArrayList<>();
        for (int[] tuple : narrowing.variants(t, slots)) {
            out.add(writer.variant(slots, tuple));
        }
        return out.toArray(new int[0][]);
    }

    /** The normal form; empty for a term that is its own. */
    int[] normalise(int[] query, EngineOrder order) {
        int t = begin(query, order)[0];
        int nf = normaliser.normalise(t);
        if (nf == t) {
            return AS_IT_IS;
        }
        IntList tokens = new IntList(query.length);
        write(nf, tokens);
        return tokens.toArray();
    }

    boolean isNormal(int[] query, EngineOrder order) {
        int t = begin(query, order)[0];
        return normaliser.isNormal(t) && !hasNeutralFactor(t);
    }

    private boolean hasNeutralFactor(int t) {
        if (terms.symbols.mult == EngineSymbols.NONE || !terms.isApp(t)) {
            return false;
        }
        for (int i = 0; i < terms.argCount(t); i++) {
            int a = terms.arg(t, i);
            if ((terms.isApp(t, terms.symbols.mult) && terms.isApp(a, terms.symbols.neutral)) || hasNeutralFactor(a)) {
                return true;
            }
        }
        return false;
    }

    private void write(int t, IntList out) {
        out.add(terms.token(t));
        if (terms.isApp(t)) {
            for (int i = 0; i < terms.argCount(t); i++) {
                write(terms.arg(t, i), out);
            }
        }
    }
}
