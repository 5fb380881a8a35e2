package org.troop.theory.close;

import java.util.List;
import java.util.Set;
import org.troop.term.Equation;
import org.troop.term.Signature;
import org.troop.term.Symbol;
import org.troop.term.store.Heads;
import org.troop.theory.syntax.Fact;
import org.troop.theory.syntax.FactTag;
import org.troop.theory.syntax.IntruderRule;
import org.troop.theory.syntax.Item;
import org.troop.theory.syntax.Theory;

/**
 * Enters the function symbols, fact tags and names of a theory into heads. Properties of function symbols are set and
 * heads are ranked before the first term is made: flags and the order of AC arguments depend on them.
 */
final class Vocabulary extends NameWalk {
    private final Heads heads;

    private Vocabulary(Heads heads) {
        this.heads = heads;
    }

    /** Fresh heads with everything that occurs in the theory, rules of the adversary included. */
    static Heads of(Theory t) {
        Heads heads = new Heads();
        Vocabulary v = new Vocabulary(heads);
        v.signature(t.signature());
        v.theory(t);
        v.setProperties(t.signature());
        heads.rankHeads();
        return heads;
    }

    private void signature(Signature s) {
        s.symbols().forEach(this::symbol);
        s.acSymbols().forEach(this::symbol);
        for (Equation e : s.equations()) {
            term(e.lhs());
            term(e.rhs());
        }
    }

    private void theory(Theory t) {
        for (FactTag tag : List.of(
                FactTag.FR, FactTag.OUT, FactTag.IN, FactTag.KU, FactTag.KD, FactTag.DED, FactTag.KNOWN)) {
            tag(tag);
        }
        for (IntruderRule r : t.intruderRules()) {
            facts(r.premises());
            facts(r.actions());
            facts(r.conclusions());
            terms(r.newVariables());
        }
        for (Item i : t.items()) {
            item(i);
        }
    }

    private void item(Item i) {
        switch (i) {
            case Item.Rule r -> {
                rule(r.rule());
                r.variants().forEach(this::rule);
            }
            case Item.Restriction r -> formula(r.formula());
            case Item.Lemma l -> {
                formula(l.formula());
                if (l.proof() != null) {
                    proof(l.proof());
                }
            }
            case Item.Predicate p -> {
                fact(p.head());
                formula(p.formula());
            }
            case Item.Macros ms -> ms.macros().forEach(m -> {
                symbol(m.symbol());
                terms(m.parameters());
                term(m.body());
            });
            default -> {}
        }
    }

    private void setProperties(Signature s) {
        Set<Symbol> reducible = s.reducible();
        Set<Symbol> irreducible = s.irreducible();
        for (int h = 1, n = heads.count(); h < n; h++) {
            if (heads.layer(h) == Heads.Layer.FUNCTION) {
                Symbol f = (Symbol) heads.key(h);
                heads.properties(h, reducible.contains(f), irreducible.contains(f));
            }
        }
    }

    @Override
    void symbol(Symbol f) {
        heads.function(f);
    }

    @Override
    void tag(FactTag t) {
        heads.head(Heads.Layer.FACT, t);
    }

    @Override
    void name(String s) {
        heads.string(s);
    }

    /** Whether heads, possibly frozen, know everything that occurs in the given facts. */
    static boolean knows(Heads heads, List<Fact> facts) {
        Check c = new Check(heads);
        c.facts(facts);
        return c.known;
    }

    /** Looks names up without entering them. */
    static final class Check extends NameWalk {
        private final Heads heads;
        boolean known = true;

        Check(Heads heads) {
            this.heads = heads;
        }

        @Override
        void symbol(Symbol f) {
            known &= heads.find(f) != 0;
        }

        @Override
        void tag(FactTag t) {
            known &= heads.find(t) != 0;
        }

        @Override
        void name(String s) {
            known &= heads.findString(s) >= 0;
        }
    }
}
