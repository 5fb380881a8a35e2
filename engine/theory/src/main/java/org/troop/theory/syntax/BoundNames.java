package org.troop.theory.syntax;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.troop.term.Term;
import org.troop.term.Term.Var;

/**
 * The names that bound variables get while a formula is printed. A binder takes the next index that no enclosing binder
 * and no free variable of its name has; leaving it frees the index again.
 */
public final class BoundNames {
    /** The opened variables, outermost first. */
    private final List<Var> open = new ArrayList<>();

    private final Map<String, Integer> next = new HashMap<>();

    public BoundNames(Collection<Var> free) {
        for (Var v : free) {
            next.merge(v.name(), v.index() + 1, Math::max);
        }
    }

    public Var enter(Binder b) {
        int index = next.merge(b.name(), 1, Integer::sum) - 1;
        Var v = new Var(b.name(), b.sort(), index);
        open.add(v);
        return v;
    }

    /** Leaves the innermost {@code n} binders. */
    public void leave(int n) {
        for (int i = 0; i < n; i++) {
            next.merge(open.removeLast().name(), -1, Integer::sum);
        }
    }

    /** The atom with bound indices replaced by the opened variables; AC arguments are sorted anew. */
    public Atom resolve(Atom a) {
        return open.isEmpty() ? a : a.map(t -> t.mapLiterals(this::resolve));
    }

    private Term resolve(Term literal) {
        if (literal instanceof Term.Bound b && b.index() < open.size()) {
            return open.get(open.size() - 1 - b.index());
        }
        return literal;
    }
}
