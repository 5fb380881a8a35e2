package org.troop.term.ac;

import java.util.ArrayList;
import java.util.Arrays;
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
    private final Writer writer = new Writer();
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
        unifier.unify(l, r, slots, Tokens.FAMILY_HASH, images -> {
            out.add(solution(slots, images));
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
            out.add(solution(slots, tuple));
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

    /** Numbers the fresh variables, then leaves out the entries that only rename. */
    private int[] solution(int[] vars, int[] images) {
        writer.begin();
        IntList out = writer.out;
        int[] end = new int[vars.length];
        for (int i = 0; i < vars.length; i++) {
            writer.image = i;
            writer.write(images[i]);
            end[i] = out.size();
        }
        int[] solution = new int[out.size() + vars.length];
        int top = 0;
        for (int i = 0; i < vars.length; i++) {
            int y = images[i];
            boolean renames = terms.isVar(y) && terms.sortOf(y) == terms.sortOf(vars[i]) && writer.isOnlyIn(y, i);
            if (!renames) {
                solution[top++] = terms.token(vars[i]);
                for (int k = i == 0 ? 0 : end[i - 1]; k < end[i]; k++) {
                    solution[top++] = out.get(k);
                }
            }
        }
        return top == solution.length ? solution : Arrays.copyOf(solution, top);
    }

    /** Writes images in wire order with fresh variables numbered by first occurrence. Used again and again. */
    private final class Writer {
        private static final int SEVERAL = -1;

        private final IntList out = new IntList(64);
        /** By variable: its number, if {@link #uses} is not 0. */
        private int[] number = new int[32];
        /** By variable: 1 + the only image it occurs in, {@link #SEVERAL}, or 0 for none. */
        private int[] uses = new int[32];

        private int numbers;
        private int image;

        void begin() {
            int n = terms.varCount();
            if (n > uses.length) {
                number = new int[2 * n];
                uses = new int[2 * n];
            } else {
                Arrays.fill(uses, 0, n, 0);
            }
            numbers = 0;
            out.clear();
        }

        boolean isOnlyIn(int variable, int i) {
            return uses[terms.varIndex(variable)] == i + 1;
        }

        void write(int t) {
            int k = terms.token(t);
            switch (Tokens.tag(k)) {
                case Tokens.VAR -> {
                    int i = terms.varIndex(t);
                    if (uses[i] == 0) {
                        number[i] = numbers++;
                        uses[i] = image + 1;
                    } else if (uses[i] != image + 1) {
                        uses[i] = SEVERAL;
                    }
                    out.add(Tokens.var(Tokens.FAMILY_HASH, Tokens.sort(k), number[i]));
                }
                case Tokens.CONST -> out.add(k);
                default -> {
                    out.add(k);
                    writeArgs(t);
                }
            }
        }

        private void writeArgs(int t) {
            if (terms.symbols.isCommutative(terms.symbol(t))) {
                for (int a : terms.wire.args(t)) {
                    write(a);
                }
            } else {
                for (int i = 0; i < terms.argCount(t); i++) {
                    write(terms.arg(t, i));
                }
            }
        }
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
