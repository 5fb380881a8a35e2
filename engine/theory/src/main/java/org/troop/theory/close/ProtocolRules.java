package org.troop.theory.close;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.troop.term.Term;
import org.troop.term.Term.Var;
import org.troop.term.store.AcSolver;
import org.troop.term.store.TermStore;
import org.troop.term.unify.Substs;
import org.troop.theory.close.ClosedTheory.ClosedRule;
import org.troop.theory.syntax.Fact;
import org.troop.theory.syntax.Formula;
import org.troop.theory.syntax.Item;
import org.troop.theory.syntax.RuleAC;
import org.troop.theory.syntax.RuleE;
import org.troop.theory.syntax.Theory;

/**
 * The protocol rules of a theory modulo AC, at the same time as ints for the solver and as trees for the printer. Variants
 * written by hand are taken as they are.
 */
final class ProtocolRules {
    private static final Set<String> RESERVED =
            Set.of("Fresh", "irecv", "isend", "coerce", "fresh", "pub", "iequality");

    /** One closed rule. */
    record Entry(RuleInfo info, RuleVariants.Closed closed, byte[] annotations) {}

    private final TermStore s;
    private final AcSolver ac;
    private final Theory theory;
    private final List<Entry> entries = new ArrayList<>();

    ProtocolRules(TermStore s, AcSolver ac, Theory theory) {
        this.s = s;
        this.ac = ac;
        this.theory = theory;
    }

    /** All closed rules in item order. */
    List<Entry> entries() {
        return entries;
    }

    /** Computes the rules modulo AC and their loop breakers. */
    List<ClosedRule> close() {
        RuleVariants variants = new RuleVariants(s, ac, theory.signature());
        MacroExpansion macros = new MacroExpansion(theory.macros());
        List<ClosedRule> items = new ArrayList<>();
        List<LoopBreakers.Node> nodes = new ArrayList<>();
        for (Item.Rule r : theory.all(Item.Rule.class)) {
            List<RuleAC> closed = new ArrayList<>();
            if (r.variants().isEmpty()) {
                RuleE e = macros.expand(r.rule());
                RuleBody body = RuleBody.of(s, e.premises(), e.conclusions(), e.actions(), e.newVariables());
                RuleVariants.Closed c = variants.close(body, avoid(body, e.restrictions()));
                nodes.add(new LoopBreakers.Node(c, FactTerms.bits(r.rule().premises())));
                closed.add(tree(r.rule(), c));
            } else {
                for (RuleAC written : r.variants()) {
                    nodes.add(new LoopBreakers.Node(enter(written), FactTerms.bits(written.premises())));
                    closed.add(written);
                }
            }
            items.add(new ClosedRule(r.rule(), closed, false));
        }
        return finish(items, nodes, LoopBreakers.of(s, ac, nodes));
    }

    /** Takes rules modulo AC that were computed before. */
    List<ClosedRule> take(List<ClosedRule> given) {
        List<LoopBreakers.Node> nodes = new ArrayList<>();
        List<List<Integer>> breakers = new ArrayList<>();
        for (ClosedRule r : given) {
            for (RuleAC a : r.closed()) {
                nodes.add(new LoopBreakers.Node(enter(a), FactTerms.bits(a.premises())));
                breakers.add(a.loopBreakers());
            }
        }
        return finish(given, nodes, breakers);
    }

    private List<ClosedRule> finish(
            List<ClosedRule> items, List<LoopBreakers.Node> nodes, List<List<Integer>> breakers) {
        List<ClosedRule> out = new ArrayList<>(items.size());
        int n = 0;
        for (ClosedRule r : items) {
            List<RuleAC> closed = new ArrayList<>(r.closed().size());
            for (RuleAC a : r.closed()) {
                RuleAC done = a.withLoopBreakers(breakers.get(n));
                RuleInfo info = RuleInfo.protocol(shown(a.name()), a.attributes(), done.loopBreakers());
                entries.add(new Entry(info, nodes.get(n).rule(), nodes.get(n).premiseAnnotations()));
                closed.add(done);
                n++;
            }
            out.add(new ClosedRule(
                    r.rule(),
                    List.copyOf(closed),
                    closed.size() == 1 && closed.getFirst().isTrivialFor(r.rule())));
        }
        return List.copyOf(out);
    }

    private static String shown(String name) {
        return name.startsWith("_") || RESERVED.contains(name) ? "_" + name : name;
    }

    /** More than every index in the rule, its embedded restrictions included. */
    private int avoid(RuleBody body, List<Formula> restrictions) {
        Set<Var> restricted = new TreeSet<>();
        restrictions.forEach(f -> f.occurrences(restricted));
        int avoid = Substs.avoid(s, body.terms());
        for (Var v : restricted) {
            avoid = Math.max(avoid, v.index() + 1);
        }
        return avoid;
    }

    /** The closed rule as a tree, without loop breakers; annotations and attributes are those of the rule as written. */
    private RuleAC tree(RuleE e, RuleVariants.Closed c) {
        RuleBody b = c.body();
        List<Term> newVariables = new ArrayList<>();
        for (int v : b.newVariables()) {
            newVariables.add(s.toTree(v));
        }
        List<SortedMap<Var, Term>> variants = new ArrayList<>(c.variants().length);
        for (int[] v : c.variants()) {
            SortedMap<Var, Term> map = new TreeMap<>();
            for (int i = 0; i < v.length; i += 2) {
                map.put((Var) s.toTree(v[i]), s.toTree(v[i + 1]));
            }
            variants.add(map);
        }
        return new RuleAC(
                e.name(),
                e.attributes(),
                trees(e.premises(), b.premises()),
                trees(e.conclusions(), b.conclusions()),
                trees(e.actions(), b.actions()),
                newVariables,
                variants,
                List.of());
    }

    private List<Fact> trees(List<Fact> written, int[] facts) {
        List<Fact> out = new ArrayList<>(facts.length);
        for (int i = 0; i < facts.length; i++) {
            out.add(FactTerms.toTree(s, facts[i], written.get(i).annotations()));
        }
        return out;
    }

    private RuleVariants.Closed enter(RuleAC r) {
        int[][] variants = new int[r.variants().size()][];
        for (int i = 0; i < variants.length; i++) {
            SortedMap<Var, Term> v = r.variants().get(i);
            variants[i] = new int[2 * v.size()];
            int n = 0;
            for (Map.Entry<Var, Term> e : v.entrySet()) {
                variants[i][n++] = s.fromTree(e.getKey());
                variants[i][n++] = s.fromTree(e.getValue());
            }
        }
        return new RuleVariants.Closed(
                RuleBody.of(s, r.premises(), r.conclusions(), r.actions(), r.newVariables()), variants);
    }
}
