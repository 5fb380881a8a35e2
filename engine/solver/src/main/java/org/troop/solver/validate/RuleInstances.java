package org.troop.solver.validate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.troop.solver.validate.TraceGraph.Step;
import org.troop.term.Sort;
import org.troop.term.Term;
import org.troop.term.Term.Var;
import org.troop.theory.close.ClosedTheory;
import org.troop.theory.close.ClosedTheory.ClosedRule;
import org.troop.theory.close.MacroExpansion;
import org.troop.theory.syntax.Fact;
import org.troop.theory.syntax.RuleAC;
import org.troop.theory.syntax.RuleE;

/**
 * Tells whether ground steps are instances of the protocol's rules modulo the equations. The substitution is read off the
 * step; what stands below reducible symbols is then compared by normal forms. Where a variable occurs below such symbols
 * only, the variants of the rule suggest values for it.
 */
final class RuleInstances {
    private static final long BUDGET = 200_000;

    private final Messages messages;
    private final MacroExpansion macros;
    private final Map<String, List<Candidate>> byName = new HashMap<>();

    /** @param written the rule without macros; null if only the rule modulo AC counts */
    private record Candidate(@Nullable RuleE written, RuleAC closed) {}

    RuleInstances(ClosedTheory theory, Messages messages) {
        this.messages = messages;
        macros = new MacroExpansion(theory.theory().macros());
        for (ClosedRule r : theory.ruleItems()) {
            RuleE written = macros.expand(r.rule());
            for (RuleAC a : r.closed()) {
                boolean same = written.premises().size() == a.premises().size()
                        && written.conclusions().size() == a.conclusions().size()
                        && written.actions().size() == a.actions().size()
                        && r.closed().size() == 1;
                byName.computeIfAbsent(shown(a.name()), n -> new ArrayList<>())
                        .add(new Candidate(same ? written : null, a));
            }
        }
    }

    private static String shown(String name) {
        return name.startsWith("_") || AdversarySteps.RESERVED.contains(name) ? "_" + name : name;
    }

    boolean isInstance(Step step) {
        for (Candidate c : byName.getOrDefault(step.rule().name(), List.of())) {
            if (matches(step, c)) {
                return true;
            }
        }
        return false;
    }

    private boolean matches(Step step, Candidate c) {
        List<Fact> facts = facts(step.premises(), step.conclusions(), step.actions());
        if (c.written != null) {
            List<Fact> pattern = facts(c.written.premises(), c.written.conclusions(), c.written.actions());
            Matching m = new Matching(messages, true, BUDGET);
            if (match(m, pattern, facts, () -> true)) {
                return true;
            }
            Matching again = new Matching(messages, true, BUDGET);
            again.suggest(suggestions(c, facts));
            if (match(again, pattern, facts, () -> true)) {
                return true;
            }
            if (!again.leftOpen()) {
                return false;
            }
        }
        for (SortedMap<Var, Term> v : c.closed.variants()) {
            if (match(new Matching(messages, false, BUDGET), variant(c.closed, v), facts, () -> true)) {
                return true;
            }
        }
        return false;
    }

    private static boolean match(Matching m, List<Fact> pattern, List<Fact> facts, BooleanSupplier found) {
        List<Term> patterns = new ArrayList<>();
        List<Term> grounds = new ArrayList<>();
        for (int i = 0; i < facts.size(); i++) {
            if (i >= pattern.size() || !pattern.get(i).tag().equals(facts.get(i).tag())) {
                return false;
            }
            patterns.addAll(pattern.get(i).args());
            grounds.addAll(facts.get(i).args());
        }
        return pattern.size() == facts.size() && m.match(patterns, grounds, found);
    }

    /**
     * For each variable of the rule, what the variables of the matching variants stand for: those of its name first, though
     * closing a rule may have given it another one.
     */
    private Map<Var, Set<Term>> suggestions(Candidate c, List<Fact> facts) {
        Map<String, Set<Term>> found = new HashMap<>();
        for (SortedMap<Var, Term> v : c.closed.variants()) {
            Matching m = new Matching(messages, false, BUDGET);
            match(m, variant(c.closed, v), facts, () -> {
                List<Var> own = new ArrayList<>();
                facts(c.closed.premises(), c.closed.conclusions(), c.closed.actions())
                        .forEach(f -> f.occurrences(own));
                own.addAll(v.keySet());
                for (Var x : own) {
                    Term image = v.containsKey(x) ? apart(v.get(x)) : x;
                    if (!m.isOpen(image)) {
                        found.computeIfAbsent(key(x), k -> new LinkedHashSet<>())
                                .add(m.value(image));
                    }
                }
                return true;
            });
        }
        Map<Var, Set<Term>> out = new HashMap<>();
        List<Var> vars = new ArrayList<>();
        if (c.written != null) {
            c.written.occurrences(vars);
        }
        for (Var x : vars) {
            Set<Term> values = new LinkedHashSet<>(found.getOrDefault(key(x), Set.of()));
            found.values().forEach(values::addAll);
            out.put(x, values);
        }
        return out;
    }

    private static String key(Var x) {
        return x.sort().prefix() + x.name();
    }

    /** The rule's facts under a variant, whose range is renamed away from the rule. */
    private static List<Fact> variant(RuleAC r, SortedMap<Var, Term> v) {
        List<Fact> out = new ArrayList<>();
        for (Fact f : facts(r.premises(), r.conclusions(), r.actions())) {
            out.add(f.map(t -> t.mapLiterals(l -> v.containsKey(l) ? apart(v.get(l)) : l)));
        }
        return out;
    }

    private static Term apart(Term t) {
        return t.mapLiterals(
                l -> l instanceof Var x && x.sort() != Sort.NODE ? new Var("'" + x.name(), x.sort(), x.index()) : l);
    }

    private static List<Fact> facts(List<Fact> premises, List<Fact> conclusions, List<Fact> actions) {
        List<Fact> out = new ArrayList<>(premises);
        out.addAll(conclusions);
        out.addAll(actions);
        return out;
    }
}
