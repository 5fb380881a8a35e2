package org.troop.solver.search;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.troop.solver.reduce.RuleIndex;
import org.troop.solver.system.ConstraintSystem;
import org.troop.solver.system.SystemCodec;
import org.troop.term.unify.Unifier;
import org.troop.theory.close.ClosedTheory;
import org.troop.theory.guard.UnguardedException;
import org.troop.theory.syntax.Item.Lemma;
import org.troop.theory.syntax.Ranking;

/** Works on units of the lemmas of one closed theory. Thread-safe; each thread takes {@link #hands} of its own. */
public final class UnitProver {
    private final ClosedTheory theory;
    private final ProverOptions options;
    private final RuleIndex rules;
    private final SharedSources sources;
    private final TraceCheck traces;
    private final @Nullable ClosedSubtrees closed;

    /** @param log gets progress lines for standard error, from any thread */
    public UnitProver(ClosedTheory theory, ProverOptions options, Consumer<String> log) {
        this.theory = theory;
        this.options = options;
        rules = new RuleIndex(theory);
        sources = new SharedSources(theory, rules, options.limits(), options.threads(), log, options.sources());
        traces = new TraceCheck(theory);
        closed = options.closedSubtrees();
    }

    /** How often closed subtrees were taken again. */
    public SubgoalCounts subgoals() {
        return closed == null ? new SubgoalCounts(0, 0, 0) : closed.counts();
    }

    /**
     * One thread's tools for one lemma.
     *
     * @throws IllegalArgumentException if the theory has no such lemma
     */
    public Hands hands(String lemma) {
        return hands(lemma, options.heuristic());
    }

    /**
     * The same with other rankings.
     *
     * @param heuristic overrides that of the theory and of the lemma
     */
    public Hands hands(String lemma, List<Ranking> heuristic) {
        for (Lemma l : theory.lemmas()) {
            if (l.name().equals(lemma)) {
                return new Hands(l, heuristic);
            }
        }
        throw new IllegalArgumentException("the theory has no lemma '" + lemma + "'");
    }

    /** One thread's tools for one lemma. Not thread-safe. */
    public final class Hands {
        private final Lemma lemma;
        private final Prover prover;

        private Hands(Lemma lemma, List<Ranking> heuristic) {
            this.lemma = lemma;
            LemmaContext context = LemmaContext.of(theory, lemma, heuristic);
            prover = new Prover(rules, context, sources, options.oracles(), options.workspaceTerms())
                    .with(SubgoalReuse.of(closed, context, options.subgoals() == SubgoalSharing.CHECKED));
        }

        /**
         * Searches a unit's subtree until its part of the round is done or the budget is spent; closes a node at least.
         *
         * @throws org.troop.solver.system.MalformedCodeException if the unit's system is no encoding of one
         * @throws UnguardedLemmaException if a guarded form is needed that does not exist
         */
        public UnitOutcome search(WorkUnit unit, Budget budget) {
            if (prover.isFull()) {
                prover.renew();
                prover.compacted();
            }
            int[] code = unit.system() == null ? initial() : canonical(unit.system());
            return new UnitSearch(prover, unit, options.strategy(), options.bound(), budget)
                    .run(code, traces.of(lemma));
        }

        /** Memory in bytes of the terms that were made, estimated. */
        public long bytes() {
            return prover.workspace().s.size() * LemmaRun.TERM_BYTES;
        }

        /** What the unifier did since the workspace was made; a search may begin with a new one. */
        public Unifier.Counts unifications() {
            return prover.workspace().unifier.counts();
        }

        private int[] initial() {
            try {
                return SystemCodec.encode(prover.workspace(), prover.context().initialSystem(prover.workspace()));
            } catch (UnguardedException e) {
                throw new UnguardedLemmaException(e);
            }
        }

        /**
         * What others encoded is taken only if it is exactly what this process would have written: decodes a system and encodes it.
         *
         * @throws org.troop.solver.system.MalformedCodeException if it is no encoding of a system
         */
        public int[] canonical(int[] code) {
            ConstraintSystem c = SystemCodec.decodeUntrusted(prover.workspace(), code);
            return SystemCodec.encode(prover.workspace(), c);
        }
    }
}
