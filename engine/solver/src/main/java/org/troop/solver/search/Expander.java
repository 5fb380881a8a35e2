package org.troop.solver.search;

import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.troop.solver.contradict.Contradictions;
import org.troop.solver.reduce.Branch;
import org.troop.solver.reduce.Chooser;
import org.troop.solver.reduce.RuleIndex;
import org.troop.solver.reduce.Simplify;
import org.troop.solver.reduce.SolveGoal;
import org.troop.solver.source.RedundantCases;
import org.troop.solver.source.Source;
import org.troop.solver.source.SourceApplication;
import org.troop.solver.system.ConstraintSystem;
import org.troop.solver.system.Formulas;
import org.troop.solver.system.OpenGoals;
import org.troop.solver.system.OpenGoals.OpenGoal;
import org.troop.solver.system.Renaming;
import org.troop.solver.system.TermSet;
import org.troop.solver.system.Workspace;
import org.troop.term.Symbol;
import org.troop.term.store.TermStore;
import org.troop.theory.close.GoalTerms;
import org.troop.theory.guard.UnguardedException;
import org.troop.theory.print.GoalPrinter;
import org.troop.theory.syntax.Goal;
import org.troop.theory.syntax.ProofMethod;
import org.troop.theory.syntax.Ranking;

/**
 * Chooses and executes the proof method at a node: a pure function from a system and its depth to named systems. Works in one
 * workspace.
 */
final class Expander {
    private static final Step SIMPLIFY = new Step.Plain(new ProofMethod.Simplify());
    private static final Step UNRANKED = new Step.Plain(new ProofMethod.Sorry("Oracle ranked no proof methods"));
    private static final Step INDUCTION = new Step.Plain(new ProofMethod.Induction());
    static final ProofMethod SOLVED = new ProofMethod.Solved();
    private static final ProofMethod UNFINISHABLE = new ProofMethod.Unfinishable();

    /** A case of a step. */
    record NamedSystem(String name, ConstraintSystem system) {}

    /**
     * @param cases ascending by name
     * @param usesSource whether a source gave the cases
     */
    record Expansion(Step step, List<NamedSystem> cases, boolean usesSource) {
        Expansion(Step step, List<NamedSystem> cases) {
            this(step, cases, false);
        }
    }

    private final Workspace w;
    private final TermStore s;
    private final RuleIndex rules;
    private final Formulas formulas;
    private final LemmaContext context;
    private final SharedSources shared;
    private final SourceApplication application;
    private final GoalOracle oracles;
    private final ExpansionWatch watch;
    private @Nullable List<Source> sources;
    private @Nullable IntOpenHashSet oneCaseHeads;

    Expander(
            Workspace w,
            RuleIndex rules,
            LemmaContext context,
            SharedSources shared,
            SourceApplication application,
            GoalOracle oracles,
            ExpansionWatch watch) {
        this.w = w;
        s = w.s;
        this.rules = rules;
        formulas = new Formulas(w);
        this.context = context;
        this.shared = shared;
        this.application = application;
        this.oracles = oracles;
        this.watch = watch;
    }

    Workspace workspace() {
        return w;
    }

    /** Whether the sources are in this workspace already. */
    boolean usesSources() {
        return sources != null;
    }

    List<Source> sources() {
        if (sources == null) {
            long start = watch.now();
            try {
                sources = shared.in(w, !context.usesRawSources());
            } catch (UnguardedException e) {
                throw new UnguardedLemmaException(e);
            }
            watch.sourcesTaken(watch.now() - start);
        }
        return sources;
    }

    private IntOpenHashSet oneCaseHeads() {
        if (oneCaseHeads == null) {
            oneCaseHeads = GoalPredicates.oneCaseHeads(w, sources());
        }
        return oneCaseHeads;
    }

    // ---- choosing

    /** The step at a node. */
    Expansion expand(ConstraintSystem c, int depth) {
        boolean initial = c.isInitial(w.falsum);
        List<OpenGoal> open = List.of();
        if (!initial) {
            ProofMethod contradiction = contradiction(c);
            if (contradiction != null) {
                return new Expansion(new Step.Plain(contradiction), List.of());
            }
            open = OpenGoals.of(w, c);
            if (open.isEmpty()) {
                return new Expansion(new Step.Plain(withoutGoals(c)), List.of());
            }
        }
        Expansion x;
        if (initial) {
            x = context.prefersInduction() ? induction(c) : simplify(c);
            if (x == null) {
                x = context.prefersInduction() ? simplify(c) : induction(c);
            }
        } else {
            x = simplify(c);
        }
        if (x != null) {
            return x;
        }
        if (initial) {
            open = OpenGoals.of(w, c);
            if (open.isEmpty()) {
                return new Expansion(new Step.Plain(withoutGoals(c)), List.of());
            }
        }
        OpenGoal g = open.size() == 1 && !oracles.isOnly() ? open.getFirst() : choose(c, open, depth);
        if (g == null) {
            return new Expansion(UNRANKED, List.of());
        }
        return solve(c, g.goal(), g.annotations());
    }

    /** How a system that is not initial is finished; null if it is not. */
    @Nullable
    ProofMethod finished(ConstraintSystem c) {
        if (c.isInitial(w.falsum)) {
            return null;
        }
        ProofMethod contradiction = contradiction(c);
        if (contradiction != null) {
            return contradiction;
        }
        return OpenGoals.of(w, c).isEmpty() ? withoutGoals(c) : null;
    }

    private @Nullable ProofMethod contradiction(ConstraintSystem c) {
        String reason = Contradictions.first(w, c);
        return reason == null ? null : new ProofMethod.Contradiction(new ProofMethod.Reason.Text(reason));
    }

    /** What a system without open goals is. */
    private ProofMethod withoutGoals(ConstraintSystem c) {
        return hasReducibleSubterm(c) ? UNFINISHABLE : SOLVED;
    }

    private boolean hasReducibleSubterm(ConstraintSystem c) {
        for (TermSet set : List.of(c.negativeSubterms, c.positiveSubterms, c.solvedSubterms)) {
            for (int i = 0; i < set.size(); i++) {
                int big = s.arg(set.get(i), 1);
                if (s.isApp(big) && w.heads.isReducible(s.head(big))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The goal that the heuristic ranks first at this depth; null if only an oracle is to rank goals and it ranks none. */
    private @Nullable OpenGoal choose(ConstraintSystem c, List<OpenGoal> open, int depth) {
        Ranking r = context.heuristic().get(depth % context.heuristic().size());
        GoalRanking ranking = new GoalRanking(new GoalPredicates(w, c, this::oneCaseHeads));
        return switch (r) {
            case Ranking.Letter l -> ranking.first(l.letter(), open);
            case Ranking.Oracle o -> ranked(o, ranking.rank(o.smart() ? 's' : 'C', open));
            case Ranking.ByTactic t -> new TacticRanking(w, c, context.theory(), t.name()).first(ranking, open);
        };
    }

    private @Nullable OpenGoal ranked(Ranking.Oracle oracle, List<OpenGoal> goals) {
        List<String> lines = new ArrayList<>(goals.size());
        for (OpenGoal g : goals) {
            lines.add(GoalPrinter.line(GoalTerms.toTree(s, g.goal(), g.annotations())));
        }
        for (int i : oracles.rank(oracle, context.lemma().name(), lines)) {
            if (i >= 0 && i < goals.size()) {
                return goals.get(i);
            }
        }
        return oracles.isOnly() ? null : goals.getFirst();
    }

    // ---- executing

    /** Simplification as a step of its own; null if it changes nothing. */
    @Nullable
    Expansion simplify(ConstraintSystem c) {
        if (c.simplified) {
            return null;
        }
        List<NamedSystem> l = run(c, b -> "");
        if (l.size() == 1 && l.getFirst().system.sameAs(Renaming.cleanUp(s, c))) {
            return null;
        }
        return new Expansion(SIMPLIFY, withUniqueNames(l));
    }

    /** Induction on the trace; null if it does not apply to the formula. */
    @Nullable
    Expansion induction(ConstraintSystem c) {
        int f = c.formulas.first(s);
        Induction.Cases k = new Induction(w, formulas).of(f);
        if (k == null) {
            return null;
        }
        List<NamedSystem> l = new ArrayList<>(run(withFormula(c, k.base()), b -> "empty_trace"));
        l.addAll(run(withFormula(c, k.step()), b -> "non_empty_trace"));
        return new Expansion(INDUCTION, withUniqueNames(l));
    }

    private static ConstraintSystem withFormula(ConstraintSystem c, int f) {
        ConstraintSystem d = c.copy();
        d.formulas = new TermSet();
        d.formulas.add(f);
        return d;
    }

    /** Solves a goal by the first source that matches it, or directly. */
    Expansion solve(ConstraintSystem c, int goal, int annotations) {
        Step step = new Step.Solve(StoredGoal.of(s, goal, annotations));
        Source x = SourceApplication.mayHaveSource(w, goal) ? application.find(sources(), goal) : null;
        List<NamedSystem> l = x == null
                ? run(c, b -> SolveGoal.solve(b, goal))
                : run(c, b -> String.join("_", application.apply(b, x, goal)));
        return new Expansion(step, withUniqueNames(l), x != null);
    }

    /** The rule whose premise a step of a system solves for; null if it does something else. */
    @Nullable
    String ruleOf(ConstraintSystem c, Step step) {
        if (!(step instanceof Step.Solve k && k.goal().toTree() instanceof Goal.Premise p)) {
            return null;
        }
        int instance = c.label(s.fromTree(p.node()));
        return instance == 0 ? null : w.info(instance).name();
    }

    /** Runs a method followed by simplification and clean-up; results in order. */
    private List<NamedSystem> run(ConstraintSystem c, Function<Branch, String> method) {
        List<NamedSystem> out = new ArrayList<>();
        Branch start = new Branch(w, formulas, rules, c.copy(), c.firstFreeIndex(s), new Chooser());
        String[] name = new String[1];
        Simplify.forEachResult(start, b -> name[0] = method.apply(b), b -> {
            String n = name[0];
            Simplify.run(b, r -> {
                ConstraintSystem d = Renaming.cleanUp(s, r.c);
                d.simplified = r.c.simplified;
                out.add(new NamedSystem(n, d));
            });
        });
        return RedundantCases.remove(w, out, NamedSystem::system, new IntOpenHashSet());
    }

    /** Numbers equal names in result order, then sorts by name. */
    private static List<NamedSystem> withUniqueNames(List<NamedSystem> l) {
        Map<String, Integer> count = new HashMap<>();
        for (NamedSystem k : l) {
            count.merge(k.name, 1, Integer::sum);
        }
        Map<String, Integer> seen = new HashMap<>();
        List<NamedSystem> out = new ArrayList<>(l.size());
        for (NamedSystem k : l) {
            int n = count.get(k.name);
            out.add(n == 1 ? k : new NamedSystem(numbered(k.name, seen.merge(k.name, 1, Integer::sum), n), k.system));
        }
        out.sort((x, y) -> Symbol.compareCodePoints(x.name, y.name));
        for (int i = 1; i < out.size(); i++) {
            if (out.get(i).name.equals(out.get(i - 1).name)) {
                throw new IllegalStateException("case names not unique: " + out.get(i).name);
            }
        }
        return out;
    }

    private static String numbered(String name, int i, int n) {
        String number = Integer.toString(i);
        if (name.isEmpty()) {
            return number;
        }
        int digits = Integer.toString(n).length();
        return name + "_case_" + "0".repeat(digits - number.length()) + number;
    }
}
