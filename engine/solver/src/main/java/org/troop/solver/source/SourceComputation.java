package org.troop.solver.source;

import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.troop.solver.reduce.Branch;
import org.troop.solver.reduce.Chooser;
import org.troop.solver.reduce.RuleIndex;
import org.troop.solver.reduce.Simplify;
import org.troop.solver.reduce.SolveGoal;
import org.troop.solver.source.Source.Case;
import org.troop.solver.system.ConstraintSystem;
import org.troop.solver.system.Formulas;
import org.troop.solver.system.TermSet;
import org.troop.solver.system.Workspace;
import org.troop.term.Signature.Ac;
import org.troop.term.Sort;
import org.troop.term.Symbol;
import org.troop.term.store.Heads;
import org.troop.term.store.TermStore;
import org.troop.term.unify.Substs;
import org.troop.theory.close.Rule;
import org.troop.theory.syntax.FactTag;

/** Computes the raw and the refined sources of a theory in one workspace. */
public final class SourceComputation {
    /**
     * Limits of the precomputation.
     *
     * @param openChains how many chains a case may solve
     * @param saturation rounds before the computation stops early
     */
    public record Limits(int openChains, int saturation) {
        public static final Limits DEFAULT = new Limits(10, 5);
    }

    private final Workspace w;
    private final TermStore s;
    private final Formulas formulas;
    private final RuleIndex rules;
    private final SourceApplication application;
    private final Limits limits;
    private final int threads;
    private final Consumer<String> log;

    /** Smaller theories are done before threads have started. */
    private static final int PARALLEL_FROM = 20;

    /**
     * @param threads that refine sources at the same time
     * @param log gets progress lines as the original writes them to standard error, from any thread
     */
    public SourceComputation(Workspace w, RuleIndex rules, Limits limits, int threads, Consumer<String> log) {
        this.w = w;
        s = w.s;
        formulas = new Formulas(w);
        this.rules = rules;
        application = new SourceApplication(w, rules);
        this.limits = limits;
        this.threads = threads;
        this.log = log;
    }

    /** Saturated sources without assumptions. */
    public List<Source> raw() {
        List<Source> out = new ArrayList<>();
        for (int g : patterns()) {
            out.add(initial(g));
        }
        out = saturate(out);
        return out.stream().map(SourceComputation::withCleanNames).toList();
    }

    private static Source withCleanNames(Source x) {
        List<Case> cases = new ArrayList<>();
        for (Case k : x.cases()) {
            List<String> names = new ArrayList<>();
            for (String n : k.names()) {
                String clean = n.replaceAll("[^A-Za-z0-9_]", "");
                if (!clean.isEmpty()) {
                    names.add(clean);
                }
            }
            cases.add(new Case(names, k.system()));
        }
        return new Source(x.goal(), cases);
    }

    /**
     * The raw sources refined by assumptions.
     *
     * @param assumptions guarded formulas of the sources lemmas
     */
    public List<Source> refined(List<Source> raw, int[] assumptions) {
        List<Source> out = new ArrayList<>();
        for (Source x : raw) {
            List<Case> cases = new ArrayList<>();
            for (Case k : x.cases()) {
                ConstraintSystem c = k.system().copy();
                c.refined = true;
                for (int f : assumptions) {
                    c.formulas.add(f);
                }
                cases.add(new Case(k.names(), c));
            }
            out.add(new Source(x.goal(), cases));
        }
        if (assumptions.length == 0) {
            return out;
        }
        return saturate(out).stream().map(this::withoutFormulas).toList();
    }

    private Source withoutFormulas(Source x) {
        List<Case> cases = new ArrayList<>();
        for (Case k : x.cases()) {
            ConstraintSystem c = k.system().copy();
            c.formulas = new TermSet();
            c.solvedFormulas = new TermSet();
            for (int i = c.goals.size() - 1; i >= 0; i--) {
                if (s.head(c.goals.goal(i)) == Heads.GOAL_DISJ) {
                    c.goals.removeAt(i);
                }
            }
            cases.add(new Case(k.names(), c));
        }
        return new Source(x.goal(), cases);
    }

    // ---- patterns

    /** The goals of all sources, in order. */
    List<Integer> patterns() {
        List<Integer> out = new ArrayList<>();
        int node = s.var(w.heads.findString("i"), Sort.NODE, 0);
        for (int head : protocolFacts()) {
            FactTag tag = (FactTag) w.heads.key(head);
            int fact = s.app(head, variables(tag.arity(), Sort.MSG));
            out.add(s.app(Heads.GOAL_PREMISE, node, s.integer(0), fact));
        }
        for (int m : messages()) {
            out.add(s.app(Heads.GOAL_ACTION, node, w.fact(w.special.ku(), m)));
        }
        return out;
    }

    private int[] variables(int n, Sort sort) {
        int[] vs = new int[n];
        for (int k = 0; k < n; k++) {
            vs[k] = s.var(w.heads.findString("t"), sort, k + 1);
        }
        return vs;
    }

    private int[] protocolFacts() {
        TreeSet<FactTag> tags = new TreeSet<>();
        for (List<Rule> rs : List.of(w.theory.protocol(), w.theory.destruction(), w.theory.construction())) {
            for (Rule r : rs) {
                addTags(r.premises(), tags);
                addTags(r.conclusions(), tags);
            }
        }
        return tags.stream().mapToInt(w.heads::find).toArray();
    }

    private void addTags(int[] facts, TreeSet<FactTag> out) {
        for (int f : facts) {
            FactTag t = (FactTag) w.heads.key(s.head(f));
            if (t.isProtocol()) {
                out.add(t);
            }
        }
    }

    private List<Integer> messages() {
        List<Integer> out = new ArrayList<>();
        out.add(s.var(w.heads.findString("t"), Sort.FRESH, 1));
        List<Symbol> symbols = new ArrayList<>();
        for (Symbol f : w.theory.signature().symbols()) {
            if (!f.equals(Symbol.PAIR) && !f.equals(Symbol.INV) && (f.arity() > 0 || f.isPrivate())) {
                symbols.add(f);
            }
        }
        boolean nat = w.theory.signature().has(Ac.NAT);
        boolean natFirst = nat && !symbols.isEmpty() && symbols.getFirst().compareTo(Symbol.NAT_ONE) > 0;
        if (natFirst) {
            addNaturals(out);
        }
        for (Symbol f : symbols) {
            out.add(s.app(w.heads.find(f), variables(f.arity(), Sort.MSG)));
        }
        if (nat && !natFirst) {
            addNaturals(out);
        }
        if (w.theory.signature().has(Ac.BILINEAR)) {
            out.add(s.app(w.heads.em, variables(2, Sort.MSG)));
        }
        return out;
    }

    private void addNaturals(List<Integer> out) {
        out.add(s.app(w.heads.natOne));
        out.add(s.app(w.heads.natPlus, variables(2, Sort.NAT)));
    }

    private Source initial(int goal) {
        ConstraintSystem c = new ConstraintSystem();
        c.refined = false;
        int[] rs = w.theory.restrictions();
        for (int i = 0; i < rs.length; i++) {
            if (w.theory.safety()[i]) {
                addLemma(c, rs[i]);
            }
        }
        c.addGoal(goal, 0);
        List<Case> cases = new ArrayList<>();
        Branch b = new Branch(w, formulas, rules, c, s.maxIndex(goal) + 1, new Chooser());
        String[] name = new String[1];
        Simplify.forEachResult(
                b, r -> name[0] = SolveGoal.solve(r, goal), r -> cases.add(new Case(List.of(name[0]), r.c)));
        return new Source(goal, cases);
    }

    private void addLemma(ConstraintSystem c, int f) {
        if (s.head(f) == Heads.CONJ) {
            for (int g : s.args(f)) {
                addLemma(c, g);
            }
        } else {
            c.lemmas.add(f);
        }
    }

    // ---- saturation

    private List<Source> saturate(List<Source> sources) {
        List<Source> current = sources;
        for (int round = 1; ; round++) {
            boolean[] changed = new boolean[current.size()];
            current = refineAll(current, changed);
            application.clear();
            if (!any(changed)) {
                log.accept("[Saturating Sources] Done");
                return current;
            }
            if (round > limits.saturation) {
                log.accept("[Saturating Sources] Saturation aborted, more than "
                        + limits.saturation
                        + " iterations. (Limit can be change with -s=)");
                return current;
            }
            log.accept("[Saturating Sources] Step " + round + " (Max " + limits.saturation + ")");
        }
    }

    private static boolean any(boolean[] flags) {
        for (boolean f : flags) {
            if (f) {
                return true;
            }
        }
        return false;
    }

    private List<Source> refineAll(List<Source> sources, boolean[] changed) {
        if (threads > 1 && w.theory.protocol().size() >= PARALLEL_FROM) {
            return new ParallelRefinement(this, threads).run(sources, changed);
        }
        List<Source> usable = usable(sources);
        List<Source> out = new ArrayList<>();
        for (int i = 0; i < changed.length; i++) {
            out.add(refine(sources.get(i), usable, changed, i));
        }
        return out;
    }

    static List<Source> usable(List<Source> sources) {
        return sources.stream().filter(x -> x.cases().size() <= 1).toList();
    }

    Workspace workspace() {
        return w;
    }

    /** The same computation for another thread, in a workspace of its own. */
    SourceComputation copy() {
        return new SourceComputation(new Workspace(w.theory), rules, limits, 1, log);
    }

    /**
     * One round for one source.
     *
     * @param changed whose element {@code index} is set if a goal was solved
     */
    Source refine(Source x, List<Source> usable, boolean[] changed, int index) {
        int next = s.maxIndex(x.goal()) + 1;
        for (Case k : x.cases()) {
            next = Math.max(next, k.system().firstFreeIndex(s));
        }
        s.begin();
        IntOpenHashSet keep = new IntOpenHashSet();
        s.forEachVar(x.goal(), keep::add);
        List<Case> out = new ArrayList<>();
        for (Case k : x.cases()) {
            new SafeGoals(
                            w,
                            rules,
                            application,
                            () -> log.accept(
                                    "[Open Chains] Too many chain constraints, stopping precomputation. Open Chains limits (can"
                                            + " be changed with -c=): "
                                            + limits.openChains),
                            (names, c) -> {
                                changed[index] |= !names.isEmpty();
                                c.equations.setFree(Substs.restrict(c.equations.free(), keep));
                                out.add(new Case(combine(k.names(), names), c));
                            })
                    .run(k.system().copy(), next, usable, limits.openChains);
        }
        return new Source(x.goal(), RedundantCases.remove(w, out, Case::system, keep));
    }

    /** Named after the first rule that is not coerce. */
    private static List<String> combine(List<String> old, List<String> fresh) {
        for (String n : old) {
            if (!n.equals("coerce")) {
                return List.of(n);
            }
        }
        return fresh;
    }
}
