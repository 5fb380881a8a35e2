package org.troop.theory.close;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.troop.term.Term;
import org.troop.theory.syntax.Item.Macro;
import org.troop.theory.syntax.RuleE;

/**
 * Replaces macros by their bodies, the last declared one first. Only rules are expanded; macros in formulas stay
 * uninterpreted.
 */
public final class MacroExpansion {
    private final List<Macro> macros;

    public MacroExpansion(List<Macro> macros) {
        this.macros = macros.reversed();
    }

    /** The rule without macros; new variables are computed anew if the theory has any macro. */
    public RuleE expand(RuleE r) {
        return macros.isEmpty() ? r : r.mapTerms(this::expand);
    }

    /** The term without macros. */
    public Term expand(Term t) {
        Term out = t;
        for (Macro m : macros) {
            out = expand(m, out);
        }
        return out;
    }

    private static Term expand(Macro m, Term t) {
        if (!(t instanceof Term.App a)) {
            return t;
        }
        List<Term> args = new ArrayList<>(a.args().size());
        boolean same = true;
        for (Term u : a.args()) {
            Term v = expand(m, u);
            same &= u == v;
            args.add(v);
        }
        if (!a.symbol().equals(m.symbol())) {
            return same ? a : Term.app(a.symbol(), args);
        }
        Map<Term, Term> images = new HashMap<>();
        for (int i = 0; i < args.size(); i++) {
            images.put(m.parameters().get(i), args.get(i));
        }
        return m.body().mapLiterals(l -> images.getOrDefault(l, l));
    }
}
