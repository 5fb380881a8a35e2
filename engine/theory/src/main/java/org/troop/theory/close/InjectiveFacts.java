package org.troop.theory.close;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.troop.term.Signature;
import org.troop.term.Symbol;
import org.troop.term.Term;
import org.troop.term.store.Heads;
import org.troop.theory.close.ClosedTheory.Behaviour;
import org.troop.theory.close.ClosedTheory.InjectiveFact;
import org.troop.theory.syntax.Fact;
import org.troop.theory.syntax.FactTag;
import org.troop.theory.syntax.RuleE;

/**
 * Linear facts of which at most one instance with a given first argument exists at a time: created with a fresh first
 * argument or from the one instance that is consumed, never copied (Tamarin manual, "Injective facts"; Morio, Jackson
 * et al., USENIX Security 2023, for the behaviours). Computed on rules as written.
 */
final class InjectiveFacts {
    /** Facts that the translation of processes with optimised states uses injectively. */
    private static final List<FactTag> FORCED =
            List.of(FactTag.linear("L_CellLocked", 2), FactTag.linear("L_PureState", 2));

    /** How an argument may change, as sets of relations between old and new value; every set has its behaviour. */
    private static final int EQUAL = 1;

    private static final int LARGER = 2;
    private static final int SMALLER = 4;
    private static final int OTHER = 8;

    private final Set<Symbol> reducible;
    private final List<RuleE> rules;

    private InjectiveFacts(Signature signature, List<RuleE> rules) {
        this.reducible = signature.reducible();
        this.rules = rules;
    }

    /**
     * The injective facts in tag order.
     *
     * @param forced whether the facts of the optimised state translation are injective, whatever the rules say
     */
    static List<InjectiveFact> of(Signature signature, List<RuleE> rules, Heads heads, boolean forced) {
        InjectiveFacts facts = new InjectiveFacts(signature, rules);
        SortedMap<FactTag, List<List<Behaviour>>> found = new TreeMap<>();
        for (FactTag tag : facts.candidates()) {
            int[][] changes = facts.changes(tag);
            if (changes != null) {
                found.put(
                        tag,
                        Arrays.stream(changes).map(InjectiveFacts::behaviours).toList());
            }
        }
        if (forced) {
            for (FactTag tag : FORCED) {
                found.put(tag, Collections.nCopies(tag.arity(), List.of(Behaviour.UNSPECIFIED)));
            }
        }
        List<InjectiveFact> out = new ArrayList<>();
        found.forEach((tag, b) -> out.add(new InjectiveFact(tag, heads.head(Heads.Layer.FACT, tag), b)));
        return List.copyOf(out);
    }

    private Set<FactTag> candidates() {
        Set<FactTag> out = new HashSet<>();
        for (RuleE r : rules) {
            for (Fact f : r.premises()) {
                FactTag tag = f.tag();
                if (tag.isProtocol() && !tag.persistent() && tag.arity() > 0 && !out.contains(tag) && isKept(r, tag)) {
                    out.add(tag);
                }
            }
        }
        return out;
    }

    /** Whether the fact occurs on both sides of the rule. */
    private static boolean isKept(RuleE r, FactTag tag) {
        return has(r.premises(), tag) && has(r.conclusions(), tag);
    }

    private static boolean has(List<Fact> fs, FactTag tag) {
        for (Fact f : fs) {
            if (f.tag().equals(tag)) {
                return true;
            }
        }
        return false;
    }

    private static List<Behaviour> behaviours(int[] changes) {
        return Arrays.stream(changes).mapToObj(InjectiveFacts::behaviour).toList();
    }

    private static Behaviour behaviour(int changes) {
        return switch (changes) {
            case 0 -> Behaviour.UNSPECIFIED;
            case EQUAL -> Behaviour.CONSTANT;
            case LARGER -> Behaviour.STRICTLY_INCREASING;
            case SMALLER -> Behaviour.STRICTLY_DECREASING;
            case EQUAL | LARGER -> Behaviour.INCREASING;
            case EQUAL | SMALLER -> Behaviour.DECREASING;
            default -> Behaviour.UNSTABLE;
        };
    }

    /** All changes of each element in any rule, null if the fact is not injective. */
    private int @Nullable [][] changes(FactTag tag) {
        int[][] out = shape(tag);
        for (RuleE r : rules) {
            for (Fact c : r.conclusions()) {
                if (c.tag().equals(tag) && !keepsInjective(r, c, out)) {
                    return null;
                }
            }
        }
        return out;
    }

    /** Per argument after the first as many elements as the shortest right spine in rules with the fact on both sides. */
    private int[][] shape(FactTag tag) {
        int[] length = new int[tag.arity() - 1];
        Arrays.fill(length, Integer.MAX_VALUE);
        for (RuleE r : rules) {
            if (isKept(r, tag)) {
                shorten(length, r.premises(), tag);
                shorten(length, r.conclusions(), tag);
            }
        }
        int[][] out = new int[length.length][];
        for (int i = 0; i < out.length; i++) {
            out[i] = new int[length[i]];
        }
        return out;
    }

    private static void shorten(int[] length, List<Fact> fs, FactTag tag) {
        for (Fact f : fs) {
            if (f.tag().equals(tag)) {
                for (int i = 0; i < length.length; i++) {
                    length[i] = Math.min(length[i], spineLength(f.args().get(i + 1)));
                }
            }
        }
    }

    private static int spineLength(Term t) {
        int n = 1;
        Term u = t;
        while (u instanceof Term.App a && a.symbol().equals(Symbol.PAIR)) {
            u = a.args().get(1);
            n++;
        }
        return n;
    }

    /** Whether conclusion c of r neither copies nor invents an instance; adds how it changes the arguments. */
    private boolean keepsInjective(RuleE r, Fact c, int[][] out) {
        Term id = c.args().getFirst();
        if (count(r.conclusions(), c.tag(), id) > 1) {
            return false;
        }
        if (r.premises().contains(Fact.of(FactTag.FR, id))) {
            return true;
        }
        if (count(r.premises(), c.tag(), id) != 1) {
            return false;
        }
        for (Fact p : r.premises()) {
            if (p.tag().equals(c.tag()) && p.args().getFirst().equals(id)) {
                for (int i = 0; i < out.length; i++) {
                    add(out[i], p.args().get(i + 1), c.args().get(i + 1));
                }
            }
        }
        return true;
    }

    private static int count(List<Fact> fs, FactTag tag, Term id) {
        int n = 0;
        for (Fact f : fs) {
            if (f.tag().equals(tag) && f.args().getFirst().equals(id)) {
                n++;
            }
        }
        return n;
    }

    private void add(int[] out, Term before, Term after) {
        Term o = before;
        Term n = after;
        for (int i = 0; i < out.length; i++) {
            boolean last = i == out.length - 1;
            out[i] |= last ? change(o, n) : change(head(o), head(n));
            if (!last) {
                o = tail(o);
                n = tail(n);
            }
        }
    }

    private static Term head(Term pair) {
        return ((Term.App) pair).args().get(0);
    }

    private static Term tail(Term pair) {
        return ((Term.App) pair).args().get(1);
    }

    private int change(Term o, Term n) {
        if (o.equals(n)) {
            return EQUAL;
        }
        if (occurs(o, n)) {
            return LARGER;
        }
        return occurs(n, o) ? SMALLER : OTHER;
    }

    /** Whether u occurs in t at a place that is not below a reducible symbol. */
    private boolean occurs(Term u, Term t) {
        if (u.equals(t)) {
            return true;
        }
        if (t instanceof Term.App a && !reducible.contains(a.symbol())) {
            for (Term v : a.args()) {
                if (occurs(u, v)) {
                    return true;
                }
            }
        }
        return false;
    }
}
