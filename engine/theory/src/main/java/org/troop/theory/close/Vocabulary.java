package org.troop.theory.close;

import java.util.List;
import java.util.Set;
import org.troop.term.Equation;
import org.troop.term.Signature;
import org.troop.term.Symbol;
import org.troop.term.store.Heads;
import org.troop.theory.syntax.FactTag;
import org.troop.theory.syntax.IntruderRule;
import org.troop.theory.syntax.Item;
import org.troop.theory.syntax.RuleAC;
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
        for (Symbol f : s.symbols()) {
            symbol(f);
        }
        for (Symbol f : s.acSymbols()) {
            symbol(f);
        }
        for (Equation e : s.equations()) {
            term(e.lhs());
            term(e.rhs());
        }
    }

    private void theory(Theory t) {
        for (FactTag tag :
                List.of(FactTag.FR, FactTag.OUT, FactTag.IN, FactTag.KU, FactTag.KD, FactTag.DED, FactTag.KNOWN)) {
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
        if (i instanceof Item.Rule r) {
            rule(r.rule());
            for (RuleAC a : r.variants()) {
                rule(a);
            }
        } else if (i instanceof Item.Lemma l) {
            formula(l.formula());
            if (l.proof() != null) {
                proof(l.proof());
            }
        } else if (i instanceof Item.Restriction r) {
            formula(r.formula());
        } else if (i instanceof Item.Predicate p) {
            fact(p.head());
            formula(p.formula());
        } else if (i instanceof Item.Macros ms) {
            for (Item.Macro m : ms.macros()) {
                symbol(m.symbol());
                terms(m.parameters());
                term(m.body());
            }
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
