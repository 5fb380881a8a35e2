package org.troop.theory.parse;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.troop.theory.syntax.Fact;
import org.troop.theory.syntax.Formula;
import org.troop.theory.syntax.IntruderRule;
import org.troop.theory.syntax.Item;
import org.troop.theory.syntax.Ranking;
import org.troop.theory.syntax.RuleAC;
import org.troop.theory.syntax.RuleE;
import org.troop.theory.syntax.Side;
import org.troop.theory.syntax.Tactic;
import org.troop.theory.syntax.Theory;

/**
 * The theory while it is read, shared by a file and the files it includes. Adding an item checks that its name is free
 * and expands what is expanded while reading: predicates and embedded restrictions.
 */
final class TheoryBuilder {
    private static final Set<String> RESERVED_RULES =
            Set.of("Fresh", "irecv", "isend", "coerce", "fresh", "pub", "iequality");

    private final boolean diff;
    private final boolean keepsReasons;
    private boolean diffTerms;
    private final SymbolTable symbols = new SymbolTable();
    private final PredicateTable predicates = new PredicateTable();
    private final Set<String> defines;

    private final List<Item> items = new ArrayList<>();
    private final Map<String, Item> rules = new HashMap<>();
    /** Kind, side and name of every item whose name must be unique. */
    private final Set<String> taken = new HashSet<>();

    private final Map<String, Item.CaseTest> tests = new HashMap<>();
    private final Map<String, Item.ProcessDefinition> processes = new HashMap<>();
    private List<Ranking> heuristic = List.of();
    private final List<Tactic> tactics = new ArrayList<>();
    private final Set<String> options = new LinkedHashSet<>();
    private final Set<IntruderRule> intruderRules = new LinkedHashSet<>();
    private final Set<String> warnings = new LinkedHashSet<>();

    TheoryBuilder(ParseOptions options) {
        diff = options.diff();
        keepsReasons = options.keepsReasons();
        diffTerms = diff || options.defines().contains("diff");
        defines = new HashSet<>(options.defines());
    }

    boolean diff() {
        return diff;
    }

    boolean keepsReasons() {
        return keepsReasons;
    }

    boolean diffTerms() {
        return diffTerms;
    }

    void enableDiffTerms() {
        diffTerms = true;
    }

    SymbolTable symbols() {
        return symbols;
    }

    Set<String> defines() {
        return defines;
    }

    boolean hasItems() {
        return !items.isEmpty();
    }

    void add(Item item) {
        items.add(item);
    }

    void warn(String warning) {
        warnings.add(warning);
    }

    void addOption(String option) {
        options.add(option);
    }

    void addTactic(Tactic t) {
        tactics.add(t);
    }

    void addIntruderRule(IntruderRule r) {
        intruderRules.add(r);
    }

    void setHeuristic(List<Ranking> rankings, Scanner in, int at) {
        if (!heuristic.isEmpty()) {
            throw in.error(at, "default heuristic already defined");
        }
        heuristic = rankings;
    }

    private void claim(String kind, @Nullable Side side, String name, Scanner in, int at) {
        if (!taken.add(kind + (side == null ? " " : side.label() + " ") + name)) {
            throw in.error(at, "duplicate " + kind + ": " + name);
        }
    }

    // Formulas.

    /** The formula without predicates. */
    Formula expand(Formula f, Scanner in, int at) {
        List<Fact> calls = PredicateTable.calls(f);
        for (Fact call : calls) {
            if (!predicates.has(call.tag())) {
                throw in.error(
                        at,
                        "undefined predicate " + call.tag().shownName() + "/"
                                + call.tag().arity());
            }
        }
        return calls.isEmpty() ? f : predicates.expand(f);
    }

    void addPredicate(Item.Predicate p, Scanner in, int at) {
        if (!predicates.add(p)) {
            throw in.error(
                    at,
                    "duplicate predicate: " + p.head().tag().shownName() + "/"
                            + p.head().tag().arity());
        }
        items.add(p);
    }

    void addRestriction(String name, @Nullable Side side, Formula f, Scanner in, int at) {
        Formula expanded = expand(f, in, at);
        claim("restriction", side, name, in, at);
        items.add(new Item.Restriction(name, side, expanded));
    }

    void addLemma(Item.Lemma l, Scanner in, int at) {
        Formula f = expand(l.formula(), in, at);
        claim("lemma", l.side(), l.name(), in, at);
        items.add(new Item.Lemma(l.name(), l.side(), l.attributes(), l.quantifier(), f, l.proof(), l.source()));
    }

    void addDiffLemma(Item.DiffLemma l, Scanner in, int at) {
        claim("Diff Lemma", null, l.name(), in, at);
        items.add(l);
    }

    void addCaseTest(Item.CaseTest t, Scanner in, int at) {
        if (tests.putIfAbsent(t.name(), t) != null) {
            throw in.error(at, "duplicate case test item: " + t.name());
        }
        items.add(t);
    }

    Item.@Nullable CaseTest caseTest(String name) {
        return tests.get(name);
    }

    void addAccountabilityLemma(Item.AccountabilityLemma l, Scanner in, int at) {
        claim("accountability lemma item", null, l.name(), in, at);
        items.add(l);
    }

    // Rules.

    static void checkRuleName(String name, Scanner in, int at) {
        if (RESERVED_RULES.contains(name)) {
            throw in.error(at, "cannot use reserved rule name '" + name + "'");
        }
    }

    /** Adds the restrictions of the rule's {@code _restrict} formulas, then the rule with their actions. */
    void addRule(RuleE rule, List<RuleAC> variants, Scanner in, int at) {
        checkRuleName(rule.name(), in, at);
        List<Fact> more = new ArrayList<>();
        List<EmbeddedRestriction> embedded = new ArrayList<>();
        for (Formula f : rule.restrictions()) {
            embedded.add(
                    new EmbeddedRestriction("Restr_" + rule.name() + "_" + (embedded.size() + 1), expand(f, in, at)));
        }
        for (EmbeddedRestriction r : embedded) {
            addRestriction(r.action().tag().name(), null, r.restriction(), in, at);
            more.add(r.action());
        }
        Item.Rule item = new Item.Rule(more.isEmpty() ? rule : rule.withMoreActions(more), variants);
        Item old = rules.putIfAbsent(rule.name(), item);
        if (old != null && !old.equals(item)) {
            throw in.error(at, "duplicate rule: " + rule.name() + " is defined above in another way");
        }
        items.add(item);
    }

    void addDiffRule(Item.DiffRule rule, Scanner in, int at) {
        String name = rule.rule().name();
        checkRuleName(name, in, at);
        Item old = rules.putIfAbsent(name, rule);
        boolean sameNames = rule.left() == null
                || rule.right() == null
                || (rule.left().rule().name().equals(name)
                        && rule.right().rule().name().equals(name));
        if (!sameNames || (old != null && !old.equals(rule))) {
            throw in.error(at, "duplicate rule or inconsistent names: " + name);
        }
        items.add(rule);
    }

    // Processes.

    void addProcess(Item.ProcessDefinition p, Scanner in, int at) {
        if (processes.putIfAbsent(p.name(), p) != null) {
            throw in.error(at, "duplicate process: " + p.name());
        }
        items.add(p);
    }

    Item.@Nullable ProcessDefinition process(String name) {
        return processes.get(name);
    }

    Theory build(String name, String file) {
        return new Theory(
                name,
                file,
                diff,
                symbols.signature(),
                items,
                heuristic,
                tactics,
                options,
                List.copyOf(intruderRules),
                List.copyOf(warnings));
    }
}
