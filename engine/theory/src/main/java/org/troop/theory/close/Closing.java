package org.troop.theory.close;

import it.unimi.dsi.fastutil.ints.Int2ObjectOpenHashMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.troop.term.Signature;
import org.troop.term.ac.AcService;
import org.troop.term.ac.AcSession;
import org.troop.term.store.AcSolver;
import org.troop.term.store.Heads;
import org.troop.term.store.TermStore;
import org.troop.theory.close.ClosedTheory.ClosedRule;
import org.troop.theory.close.ClosedTheory.InjectiveFact;
import org.troop.theory.close.ClosedTheory.SpecialHeads;
import org.troop.theory.close.RuleInfo.Kind;
import org.troop.theory.guard.Guarding;
import org.troop.theory.guard.UnguardedException;
import org.troop.theory.syntax.FactTag;
import org.troop.theory.syntax.Guarded;
import org.troop.theory.syntax.Item;
import org.troop.theory.syntax.RuleE;
import org.troop.theory.syntax.Theory;

/**
 * Closes a theory. The order of steps matters: heads and their properties before terms, variants of protocol rules before
 * any other question to the AC solver (its answers are numbered in the order of first use), rule heads when loop breakers
 * are known, and the heads are frozen at the end.
 */
public final class Closing {
    private final Theory theory;
    private final TermStore s;
    private final Heads heads;
    private final AcSolver ac;

    private Closing(Theory theory, BiFunction<Signature, Heads, AcSolver> solver) {
        this.theory = theory;
        this.heads = Vocabulary.of(theory);
        this.s = new TermStore(heads);
        this.ac = solver.apply(theory.signature(), heads);
    }

    /** Closes a theory with an AC session of its own. */
    public static ClosedTheory close(Theory theory) throws UnguardedException {
        return close(theory, (signature, heads) -> new AcService(new AcSession(signature), heads));
    }

    /**
     * Closes a trace theory whose processes and predicates are translated.
     *
     * @param solver makes the AC solver for a signature and the heads of its symbols
     * @throws UnguardedException if a restriction has no guarded form
     */
    public static ClosedTheory close(Theory theory, BiFunction<Signature, Heads, AcSolver> solver)
            throws UnguardedException {
        return new Closing(theory, solver).run(null);
    }

    /**
     * Closes a theory whose rules modulo AC are given: computed before and changed since. Variants and loop breakers are
     * taken as they are.
     *
     * @param theory the theory to continue with; its rule items give the rules modulo E
     */
    public static ClosedTheory close(
            Theory theory, List<ClosedRule> rules, BiFunction<Signature, Heads, AcSolver> solver)
            throws UnguardedException {
        return new Closing(theory, solver).run(rules);
    }

    private ClosedTheory run(@Nullable List<ClosedRule> given) throws UnguardedException {
        ProtocolRules rules = new ProtocolRules(s, ac, theory);
        List<ClosedRule> items = given == null ? rules.close() : rules.take(given);
        List<AdversaryRule> adversary = AdversaryRules.of(s, ac, theory.signature(), theory.intruderRules());
        List<Rule> protocol = new ArrayList<>();
        List<Rule> destruction = new ArrayList<>();
        List<Rule> construction = new ArrayList<>();
        for (AdversaryRule r : adversary) {
            list(r.info().kind(), protocol, destruction, construction).add(rule(r));
        }
        for (ProtocolRules.Entry r : rules.entries()) {
            protocol.add(rule(
                    r.info(), r.closed().body(), r.annotations(), r.closed().variants()));
        }
        SpecialHeads special = special(adversary);
        List<InjectiveFact> injective = injective();
        List<Item.Restriction> restrictionItems = theory.all(Item.Restriction.class);
        int[] restrictions = new int[restrictionItems.size()];
        boolean[] safety = new boolean[restrictions.length];
        for (int i = 0; i < restrictions.length; i++) {
            Guarded g = Guarding.convert(restrictionItems.get(i).formula());
            restrictions[i] = FormulaTerms.toTerm(s, g);
            safety[i] = Guarding.isSafety(g);
        }
        heads.freeze();
        return new ClosedTheory(
                theory,
                theory.signature(),
                heads,
                s,
                ac,
                items,
                List.copyOf(protocol),
                List.copyOf(destruction),
                List.copyOf(construction),
                special,
                injective,
                restrictions,
                safety,
                areSubtermRules(destruction));
    }

    private static boolean areSubtermRules(List<Rule> destruction) {
        for (Rule r : destruction) {
            if (!r.info().subterm()) {
                return false;
            }
        }
        return true;
    }

    private List<InjectiveFact> injective() {
        List<RuleE> written = new ArrayList<>();
        for (Item.Rule r : theory.all(Item.Rule.class)) {
            written.add(r.rule());
        }
        boolean optimisedStates = theory.options().contains("translation-state-optimisation");
        return InjectiveFacts.of(theory.signature(), written, heads, optimisedStates);
    }

    private static List<Rule> list(Kind kind, List<Rule> protocol, List<Rule> destruction, List<Rule> construction) {
        return switch (kind) {
            case ISEND, IRECV, PROTOCOL, FRESH -> protocol;
            case DESTRUCTION, IEQUALITY -> destruction;
            case CONSTRUCTION, COERCE, PUB, FRESH_NAME, NAT -> construction;
        };
    }

    private Rule rule(AdversaryRule r) {
        return rule(r.info(), r.body(), new byte[r.body().premises().length], null);
    }

    private Rule rule(RuleInfo info, RuleBody body, byte[] annotations, int @Nullable [][] variants) {
        int head = head(info);
        int[] ps = body.premises();
        int[] cs = body.conclusions();
        int[] as = body.actions();
        int[] vs = body.newVariables();
        int instance =
                s.app(head, s.app(Heads.SEQ, ps), s.app(Heads.SEQ, cs), s.app(Heads.SEQ, as), s.app(Heads.SEQ, vs));
        return new Rule(info, head, ps, cs, as, vs, annotations, variants, instance);
    }

    private int head(RuleInfo info) {
        return heads.head(Heads.Layer.RULE, info);
    }

    private int head(FactTag tag) {
        return heads.head(Heads.Layer.FACT, tag);
    }

    private SpecialHeads special(List<AdversaryRule> adversary) {
        return new SpecialHeads(
                head(FactTag.FR),
                head(FactTag.OUT),
                head(FactTag.IN),
                head(FactTag.KU),
                head(FactTag.KD),
                head(FactTag.KNOWN),
                head(RuleInfo.of(Kind.FRESH, "Fresh")),
                head(RuleInfo.of(Kind.ISEND, "isend")),
                head(RuleInfo.of(Kind.IRECV, "irecv")),
                head(RuleInfo.of(Kind.COERCE, "coerce")),
                heads.find(RuleInfo.of(Kind.CONSTRUCTION, "c_xor")),
                heads.find(RuleInfo.destruction("d_union", 0, true, false)),
                withRemaining(adversary));
    }

    /**
     * Heads of destruction rules with any number of remaining applications that a step can lead to: a rule takes over one
     * less than what a rule of the same name before it had.
     */
    private Map<Integer, int[]> withRemaining(List<AdversaryRule> adversary) {
        Map<String, Integer> most = new HashMap<>();
        for (AdversaryRule r : adversary) {
            if (r.isDestruction()) {
                most.merge(r.info().name(), Math.max(0, r.info().remaining()), Math::max);
            }
        }
        Map<Integer, int[]> out = new Int2ObjectOpenHashMap<>();
        for (AdversaryRule r : adversary) {
            if (r.isDestruction()) {
                int[] same = new int[most.get(r.info().name()) + 1];
                Arrays.setAll(same, n -> head(r.info().withRemaining(n)));
                for (int h : same) {
                    out.put(h, same);
                }
                out.put(head(r.info()), same);
            }
        }
        return Map.copyOf(out);
    }
}
