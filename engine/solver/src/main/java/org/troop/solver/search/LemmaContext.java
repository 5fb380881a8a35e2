package org.troop.solver.search;

import java.util.ArrayList;
import java.util.List;
import org.troop.solver.system.ConstraintSystem;
import org.troop.solver.system.Formulas;
import org.troop.solver.system.Workspace;
import org.troop.term.store.Heads;
import org.troop.theory.close.ClosedTheory;
import org.troop.theory.close.FormulaTerms;
import org.troop.theory.guard.Guarding;
import org.troop.theory.guard.UnguardedException;
import org.troop.theory.syntax.Guarded;
import org.troop.theory.syntax.Item.Lemma;
import org.troop.theory.syntax.Item.TraceQuantifier;
import org.troop.theory.syntax.LemmaAttribute;
import org.troop.theory.syntax.LemmaAttribute.Flag;
import org.troop.theory.syntax.Ranking;

/**
 * What a lemma is proved with.
 *
 * @param usesRawSources a sources lemma
 * @param prefersInduction induction is tried before simplification
 * @param heuristic rankings, used in turn by depth
 */
public record LemmaContext(
        ClosedTheory theory, Lemma lemma, boolean usesRawSources, boolean prefersInduction, List<Ranking> heuristic) {
    private static final List<Ranking> DEFAULT_HEURISTIC = List.of(new Ranking.Letter('s'));

    /** @param override rankings of the command line; empty without */
    public static LemmaContext of(ClosedTheory theory, Lemma lemma, List<Ranking> override) {
        boolean sources = lemma.has(Flag.SOURCES);
        return new LemmaContext(
                theory, lemma, sources, sources || lemma.has(Flag.USE_INDUCTION), heuristic(theory, lemma, override));
    }

    private static List<Ranking> heuristic(ClosedTheory theory, Lemma lemma, List<Ranking> override) {
        if (!override.isEmpty()) {
            return override;
        }
        for (LemmaAttribute a : lemma.attributes()) {
            if (a instanceof LemmaAttribute.Heuristic h) {
                return h.rankings();
            }
        }
        return theory.theory().heuristic().isEmpty()
                ? DEFAULT_HEURISTIC
                : theory.theory().heuristic();
    }

    /**
     * The system whose solutions are counterexamples (all-traces) or witnesses (exists-trace).
     *
     * @throws UnguardedException if this lemma or one that it reuses has no guarded form
     */
    public ConstraintSystem initialSystem(Workspace w) throws UnguardedException {
        Guarded g = Guarding.convert(lemma.formula());
        if (lemma.quantifier() == TraceQuantifier.ALL_TRACES) {
            g = Guarded.not(g);
        }
        ConstraintSystem c = new ConstraintSystem();
        c.refined = !usesRawSources;
        int[] rs = theory.restrictions();
        int[] parts = new int[rs.length + 1];
        int n = 0;
        parts[n++] = FormulaTerms.toTerm(w.s, g);
        for (int i = 0; i < rs.length; i++) {
            if (theory.safety()[i]) {
                addLemma(w, c, rs[i]);
            } else {
                parts[n++] = rs[i];
            }
        }
        for (Lemma other : theory.lemmas()) {
            if (other == lemma) {
                break;
            }
            if (reuses(lemma, other)) {
                addLemma(w, c, FormulaTerms.toTerm(w.s, Guarding.convert(other.formula())));
            }
        }
        c.formulas.add(new Formulas(w).and(java.util.Arrays.copyOf(parts, n)));
        return c;
    }

    /**
     * The other lemmas that a proof without a trace takes for granted: those that it reuses, and with refined sources all
     * sources lemmas. (A trace that is found is one whether or not they hold.) In file order.
     */
    public List<Lemma> assumptions() {
        return assumptions(lemma, theory.lemmas());
    }

    /** The same, for a lemma of a theory that need not be closed. */
    public static List<Lemma> assumptions(Lemma lemma, List<Lemma> all) {
        List<Lemma> out = new ArrayList<>();
        boolean before = true;
        for (Lemma other : all) {
            if (other == lemma) {
                before = false;
            } else if ((before && reuses(lemma, other)) || (!lemma.has(Flag.SOURCES) && refinesSources(other))) {
                out.add(other);
            }
        }
        return out;
    }

    private static boolean refinesSources(Lemma l) {
        return l.has(Flag.SOURCES) && l.quantifier() == TraceQuantifier.ALL_TRACES;
    }

    private static boolean reuses(Lemma lemma, Lemma other) {
        return other.has(Flag.REUSE)
                && other.quantifier() == TraceQuantifier.ALL_TRACES
                && (other.has(Flag.SOURCES) || !lemma.has(Flag.SOURCES))
                && !lemma.attributes().contains(new LemmaAttribute.HideLemma(other.name()))
                && !lemma.attributes().contains(new LemmaAttribute.HideLemma("ALL"));
    }

    private static void addLemma(Workspace w, ConstraintSystem c, int f) {
        if (w.s.head(f) == Heads.CONJ) {
            for (int g : w.s.args(f)) {
                addLemma(w, c, g);
            }
        } else {
            c.lemmas.add(f);
        }
    }

    /** The lemmas that refine the sources of a theory. */
    static List<Lemma> refiningLemmas(ClosedTheory theory) {
        return theory.lemmas().stream().filter(LemmaContext::refinesSources).toList();
    }

    /** The guarded formulas that refine the sources of a theory. */
    public static int[] sourceAssumptions(Workspace w) throws UnguardedException {
        List<Lemma> ls = refiningLemmas(w.theory);
        int[] out = new int[ls.size()];
        for (int i = 0; i < out.length; i++) {
            out[i] = FormulaTerms.toTerm(w.s, Guarding.convert(ls.get(i).formula()));
        }
        return out;
    }
}
