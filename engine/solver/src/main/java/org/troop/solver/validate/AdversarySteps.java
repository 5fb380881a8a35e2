package org.troop.solver.validate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.troop.solver.validate.TraceGraph.Step;
import org.troop.term.Equation;
import org.troop.term.Signature.Ac;
import org.troop.term.Sort;
import org.troop.term.Symbol;
import org.troop.term.Term;
import org.troop.term.Term.App;
import org.troop.term.Term.Name;
import org.troop.theory.close.ClosedTheory;
import org.troop.theory.close.FactTerms;
import org.troop.theory.close.Rule;
import org.troop.theory.syntax.Fact;
import org.troop.theory.syntax.FactTag;

/**
 * Tells whether ground steps of the adversary are ones that it can take: its conclusion must come from its premises by public
 * functions. That is computed from the functions and equations; the adversary's rules are only asked about what this does
 * not explain, such as rules that a theory brings along.
 */
final class AdversarySteps {
    /** Names of rules that a protocol rule is not shown with. */
    static final Set<String> RESERVED = Set.of("Fresh", "irecv", "isend", "coerce", "fresh", "pub", "iequality");

    private static final long BUDGET = 200_000;

    private final Messages messages;
    private final ClosedTheory theory;
    private final Map<String, List<Step>> rules = new HashMap<>();

    AdversarySteps(ClosedTheory theory, Messages messages) {
        this.theory = theory;
        this.messages = messages;
        for (List<Rule> list : List.of(theory.destruction(), theory.construction())) {
            for (Rule r : list) {
                rules.computeIfAbsent(r.info().name(), n -> new ArrayList<>())
                        .add(new Step(r.info(), facts(r.premises()), facts(r.conclusions()), facts(r.actions())));
            }
        }
    }

    private List<Fact> facts(int[] terms) {
        List<Fact> out = new ArrayList<>(terms.length);
        for (int t : terms) {
            out.add(FactTerms.toTree(theory.base(), t, 0));
        }
        return out;
    }

    boolean isPossible(Step s) {
        List<FactTag> premises = s.premises().stream().map(Fact::tag).toList();
        return switch (s.rule().kind()) {
            case FRESH ->
                premises.isEmpty()
                        && concludes(s, FactTag.FR, null)
                        && message(s) instanceof Name n
                        && n.sort() == Sort.FRESH;
            case ISEND -> premises.equals(List.of(FactTag.KU)) && passes(s) && concludes(s, FactTag.IN, FactTag.KNOWN);
            case IRECV -> premises.equals(List.of(FactTag.OUT)) && passes(s) && concludes(s, FactTag.KD, null);
            case COERCE -> premises.equals(List.of(FactTag.KD)) && passes(s) && concludes(s, FactTag.KU, FactTag.KU);
            case FRESH_NAME ->
                premises.equals(List.of(FactTag.FR)) && passes(s) && concludes(s, FactTag.KU, FactTag.KU);
            case PUB ->
                premises.isEmpty()
                        && concludes(s, FactTag.KU, FactTag.KU)
                        && message(s).sortOf() == Sort.PUB;
            case NAT ->
                premises.isEmpty()
                        && concludes(s, FactTag.KU, FactTag.KU)
                        && message(s).sortOf() == Sort.NAT;
            case CONSTRUCTION ->
                (premises.stream().allMatch(FactTag.KU::equals)
                                && concludes(s, FactTag.KU, FactTag.KU)
                                && isApplication(s))
                        || isRuleInstance(s);
            case DESTRUCTION ->
                (premises.stream().allMatch(t -> t.equals(FactTag.KU) || t.equals(FactTag.KD))
                                && concludes(s, FactTag.KD, null)
                                && isDestruction(s))
                        || isRuleInstance(s);
            case IEQUALITY, PROTOCOL -> false;
        };
    }

    private static Term message(Step s) {
        return s.conclusions().getFirst().args().getFirst();
    }

    private static List<Term> heard(Step s) {
        return s.premises().stream().map(f -> f.args().getFirst()).toList();
    }

    /** The conclusion has the message of the premise. */
    private static boolean passes(Step s) {
        return s.conclusions().size() == 1 && message(s).equals(heard(s).getFirst());
    }

    /** One conclusion with this tag; the same message in one action, or no action. */
    private static boolean concludes(Step s, FactTag conclusion, @Nullable FactTag action) {
        if (s.conclusions().size() != 1 || !s.conclusions().getFirst().tag().equals(conclusion)) {
            return false;
        }
        return action == null ? s.actions().isEmpty() : s.actions().equals(List.of(Fact.of(action, message(s))));
    }

    // ---- construction

    /** The premises' messages are the arguments of the public function that the rule is named after. */
    private boolean isApplication(Step s) {
        List<Term> args = heard(s);
        String name = s.rule().name();
        Symbol ac = name.equals("c_mult") && messages.signature().has(Ac.DH)
                ? Symbol.MULT
                : name.equals("c_xor") && messages.signature().has(Ac.XOR)
                        ? Symbol.XOR
                        : name.equals("c_union") && messages.signature().has(Ac.MULTISET) ? Symbol.UNION : null;
        if (ac != null) {
            return !args.isEmpty() && messages.normal(Term.app(ac, args)).equals(message(s));
        }
        for (Symbol f : messages.signature().symbols()) {
            if (!f.isPrivate() && f.arity() == args.size() && name.equals("c_" + f.name())) {
                return equals(f, args, message(s)) || (args.size() == 2 && equals(f, args.reversed(), message(s)));
            }
        }
        return name.equals("c_em")
                && args.size() == 2
                && messages.signature().has(Ac.BILINEAR)
                && equals(Symbol.EMAP, args, message(s));
    }

    private boolean equals(Symbol f, List<Term> args, Term result) {
        return messages.normal(Term.app(f, args)).equals(result);
    }

    // ---- destruction

    private boolean isDestruction(Step s) {
        List<Term> args = heard(s);
        Term result = message(s);
        switch (s.rule().name()) {
            case "d_exp" -> {
                return args.size() == 2 && messages.signature().has(Ac.DH) && equals(Symbol.EXP, args, result);
            }
            case "d_inv" -> {
                return args.size() == 1 && messages.signature().has(Ac.DH) && equals(Symbol.INV, args, result);
            }
            case "d_pmult" -> {
                return args.size() == 2
                        && messages.signature().has(Ac.BILINEAR)
                        && equals(Symbol.PMULT, args.reversed(), result);
            }
            case "d_em" -> {
                return args.size() == 2 && messages.signature().has(Ac.BILINEAR) && equals(Symbol.EMAP, args, result);
            }
            case "d_xor" -> {
                return args.size() == 2 && messages.signature().has(Ac.XOR) && equals(Symbol.XOR, args, result);
            }
            case "d_union" -> {
                return args.size() == 1
                        && messages.signature().has(Ac.MULTISET)
                        && Messages.without(
                                        Messages.flat(Symbol.UNION, args.getFirst()),
                                        Messages.flat(Symbol.UNION, result))
                                != null;
            }
            default -> {
                for (Equation e : messages.signature().equations()) {
                    Matching m = new Matching(messages, false, BUDGET);
                    if (isBuilt(
                            e.lhs(),
                            args,
                            m,
                            () -> !m.isOpen(e.rhs()) && m.value(e.rhs()).equals(result))) {
                        return true;
                    }
                }
                return false;
            }
        }
    }

    /** Builds an instance of the pattern from the messages by public functions. */
    private static boolean isBuilt(Term pattern, List<Term> from, Matching m, BooleanSupplier then) {
        for (Term t : from) {
            if (m.match(List.of(pattern), List.of(t), then)) {
                return true;
            }
        }
        return pattern instanceof App a && !a.symbol().isPrivate() && areBuilt(a.args(), 0, from, m, then);
    }

    private static boolean areBuilt(List<Term> patterns, int i, List<Term> from, Matching m, BooleanSupplier then) {
        return i == patterns.size()
                ? then.getAsBoolean()
                : isBuilt(patterns.get(i), from, m, () -> areBuilt(patterns, i + 1, from, m, then));
    }

    // ---- rules

    private boolean isRuleInstance(Step s) {
        for (Step r : rules.getOrDefault(s.rule().name(), List.of())) {
            List<Term> patterns = new ArrayList<>();
            List<Term> grounds = new ArrayList<>();
            if (pair(r.premises(), s.premises(), patterns, grounds)
                    && pair(r.conclusions(), s.conclusions(), patterns, grounds)
                    && pair(r.actions(), s.actions(), patterns, grounds)
                    && new Matching(messages, false, BUDGET).match(patterns, grounds, () -> true)) {
                return true;
            }
        }
        return false;
    }

    private static boolean pair(List<Fact> rule, List<Fact> step, List<Term> patterns, List<Term> grounds) {
        if (rule.size() != step.size()) {
            return false;
        }
        for (int i = 0; i < rule.size(); i++) {
            if (!rule.get(i).tag().equals(step.get(i).tag())) {
                return false;
            }
            patterns.addAll(rule.get(i).args());
            grounds.addAll(step.get(i).args());
        }
        return true;
    }
}
