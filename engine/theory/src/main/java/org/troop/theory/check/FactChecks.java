package org.troop.theory.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.troop.term.Sort;
import org.troop.term.Symbol;
import org.troop.term.Term;
import org.troop.theory.print.Doc;
import org.troop.theory.print.FactPrinter;
import org.troop.theory.print.Report;
import org.troop.theory.print.Report.Problem;
import org.troop.theory.print.RulePrinter;
import org.troop.theory.syntax.Atom;
import org.troop.theory.syntax.Fact;
import org.troop.theory.syntax.FactTag;
import org.troop.theory.syntax.IntruderRule;
import org.troop.theory.syntax.Item;
import org.troop.theory.syntax.RuleAC;
import org.troop.theory.syntax.RuleE;
import org.troop.theory.syntax.Theory;

/** Facts at places that are not theirs, facts that differ in capitalization or arity, facts that nothing produces. */
final class FactChecks {
    private static final Set<String> RESERVED_BESIDE = Set.of("KU", "KD", "K");
    private static final Set<String> RESERVED_MIDDLE = Set.of("KU", "KD", "In", "Out", "Fr", "K");
    private static final int NEAR = 3;
    private static final String USAGE = Report.topic("Fact usage")
            + "\nPossible reasons: \n1. Fact names are case-sensitive, different capitalizations are considered as different"
            + " facts, i.e., Fact() is different from FAct(). Check the capitalization of your fact names.\n"
            + "2. Same fact is used with different arities, i.e., Fact('A','B') is different from Fact('A'). Check the"
            + " arguments of your facts.\n ";

    private final Theory theory;
    private final List<RuleE> rules;
    private final List<Problem> out = new ArrayList<>();

    /** @param rules of the theory, macros expanded */
    FactChecks(Theory theory, List<RuleE> rules) {
        this.theory = theory;
        this.rules = rules;
    }

    List<Problem> problems() {
        for (RuleE r : rules) {
            reserved(r, r.premises(), RESERVED_BESIDE, "on left-hand-side:");
            reserved(r, r.actions(), RESERVED_MIDDLE, "on the middle:");
            reserved(r, r.conclusions(), RESERVED_BESIDE, "on the right-hand-side:");
        }
        rules.forEach(this::fresh);
        for (RuleE r : rules) {
            special(r, r.premises(), Set.of("Out"), "left-hand-side:");
            special(r, r.conclusions(), Set.of("Fr", "In"), "right-hand-side:");
        }
        usage();
        unproduced();
        return out;
    }

    private void reserved(RuleE r, List<Fact> facts, Set<String> names, String side) {
        List<Fact> found = named(facts, names);
        if (!found.isEmpty()) {
            add("Reserved names", "Rule " + RuleParts.quoted(r) + " contains facts with reserved names " + side, found);
        }
    }

    private void special(RuleE r, List<Fact> facts, Set<String> names, String side) {
        List<Fact> found = named(facts, names);
        if (!found.isEmpty()) {
            add("Special facts", "rule " + RuleParts.quoted(r) + " uses disallowed facts on " + side, found);
        }
    }

    private static List<Fact> named(List<Fact> facts, Set<String> names) {
        return facts.stream().filter(f -> names.contains(f.tag().name())).toList();
    }

    private void add(String title, String head, List<Fact> facts) {
        List<Doc> shown = new ArrayList<>();
        facts.forEach(f -> shown.add(FactPrinter.doc(f)));
        out.add(new Problem(
                Report.topic(title),
                Doc.text(head).aboveStrict(Doc.commas(shown).nest(2))));
    }

    private void fresh(RuleE r) {
        for (Fact f : r.premises()) {
            if (f.tag().equals(FactTag.FR)
                    && !(f.args().getFirst() instanceof Term.Var v
                            && (v.sort() == Sort.FRESH || v.sort() == Sort.MSG))) {
                out.add(new Problem(
                        Report.topic("Fr facts must only use a fresh- or a msg-variable"),
                        Doc.text("rule " + RuleParts.quoted(r) + " fact:").spaced(FactPrinter.doc(f))));
            }
        }
    }

    // ---- facts with almost the same symbol

    /** A fact and where it stands; lemma facts are shown in raw form. */
    private record Use(String origin, FactTag tag, Doc shown) {}

    private void usage() {
        Map<String, List<Use>> groups = new TreeMap<>(Symbol::compareCodePoints);
        for (Use u : uses()) {
            groups.computeIfAbsent(RuleParts.lower(u.tag.name()), k -> new ArrayList<>())
                    .add(u);
        }
        groups.forEach((name, uses) -> {
            List<Use> distinct = SortedDistinct.of(uses, Comparator.comparing(Use::tag));
            if (distinct.size() > 1) {
                List<Doc> shown = new ArrayList<>();
                distinct.forEach(u -> shown.add(doc(u)));
                out.add(new Problem(USAGE, Doc.text("\nFact `" + name + "':\n").aboveStrict(Doc.numbered(shown))));
            }
        });
    }

    private static Doc doc(Use u) {
        String kind = u.tag.persistent() ? "Persistent" : "Linear";
        return Doc.text(u.origin + ", capitalization  \"" + u.tag.name() + "\", " + u.tag.arity() + ", " + kind)
                .aboveStrict(u.shown.nest(2));
    }

    private List<Use> uses() {
        List<Use> uses = new ArrayList<>();
        for (IntruderRule r : theory.intruderRules()) {
            String name = "Rule `" + (r.destruction() ? "d" : "c") + r.label() + "'";
            addUses(name, List.of(r.premises(), r.actions(), r.conclusions()), uses);
        }
        int n = 0;
        for (Item.Rule item : theory.all(Item.Rule.class)) {
            RuleE r = rules.get(n++);
            addUses("Rule " + RuleParts.quoted(r), List.of(r.premises(), r.actions(), r.conclusions()), uses);
        }
        for (Item.Rule item : theory.all(Item.Rule.class)) {
            for (RuleAC r : item.variants()) {
                String name = "Rule `" + RulePrinter.shown(r.name()) + "'";
                addUses(name, List.of(r.premises(), r.actions(), r.conclusions()), uses);
            }
        }
        for (Item.Lemma l : theory.all(Item.Lemma.class)) {
            List<Atom> atoms = new ArrayList<>();
            l.formula().atoms(atoms);
            for (Atom a : atoms) {
                if (a instanceof Atom.Action action) {
                    Fact f = action.fact();
                    uses.add(new Use("Lemma `" + l.name() + "'", f.tag(), Doc.text(RawForm.of(f))));
                }
            }
        }
        return uses;
    }

    private static void addUses(String origin, List<List<Fact>> sides, List<Use> uses) {
        for (List<Fact> side : sides) {
            for (Fact f : side) {
                uses.add(new Use(origin, f.tag(), FactPrinter.doc(f)));
            }
        }
    }

    // ---- facts that no rule produces

    private record Produced(RuleE rule, FactTag tag) {}

    private void unproduced() {
        List<Produced> produced = new ArrayList<>();
        Set<FactTag> tags = new HashSet<>();
        for (RuleE r : rules) {
            for (Fact f : r.conclusions()) {
                if (f.tag().isProtocol()) {
                    produced.add(new Produced(r, f.tag()));
                    tags.add(f.tag());
                }
            }
        }
        List<Doc> found = new ArrayList<>();
        for (RuleE r : rules) {
            for (Fact f : r.premises()) {
                if (f.tag().isProtocol() && !tags.contains(f.tag())) {
                    found.add(Doc.text(place(r, f.tag()) + hint(f.tag(), produced)));
                }
            }
        }
        if (!found.isEmpty()) {
            out.add(new Problem(
                    Report.topic("Facts occur in the left-hand-side but not in any right-hand-side "),
                    Doc.numbered(found)));
        }
    }

    private static String place(RuleE r, FactTag tag) {
        return new StringJoiner(" ")
                .add("in rule \"" + RulePrinter.shown(r.name()) + "\":  factName `" + tag.name() + "'")
                .add("arity: " + tag.arity())
                .add("multiplicity: " + (tag.persistent() ? "Persistent" : "Linear"))
                .toString();
    }

    private static String hint(FactTag tag, List<Produced> produced) {
        @Nullable Produced nearest = null;
        int least = NEAR + 1;
        for (Produced p : produced) {
            int d = EditDistance.of(tag.name(), p.tag.name());
            if (d < least) {
                least = d;
                nearest = p;
            }
        }
        return nearest == null ? "" : ". Perhaps you want to use the fact " + place(nearest.rule, nearest.tag);
    }
}
