package org.troop.theory.parse;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.troop.term.Sort;
import org.troop.term.Term;
import org.troop.term.Term.Bound;
import org.troop.term.Term.Var;
import org.troop.theory.syntax.TypedVar;

/**
 * Variables: what sort an unmarked one has and which signs it may carry depends on the context; those bound by quantifiers
 * around them become de Bruijn indices at once. Every method answers null if nothing matches; the position is then
 * anywhere at or behind the start.
 */
final class VariableParser {
    /** Which literals stand in terms. */
    enum Literals {
        /** Message variables and all names: rules, formulas, macros, proof goals. */
        MESSAGES,
        /** The same and {@code #i}: arguments of predicates. */
        MESSAGES_AND_NODES,
        /** Message variables and fresh names, no operators. */
        EQUATIONS,
        /** Variables with types. */
        PROCESSES,
        /** The same, also marked with {@code =}, which becomes part of the name. */
        PATTERNS
    }

    private final Scanner in;
    private Literals literals = Literals.MESSAGES;

    private Var[] scope = new Var[16];
    private int scopeSize;

    VariableParser(Scanner in) {
        this.in = in;
    }

    // Context.

    /** Changes which literals are allowed; returns what was allowed before. */
    Literals use(Literals next) {
        Literals old = literals;
        literals = next;
        return old;
    }

    /** Enters the scope of a quantifier. */
    void bind(Var v) {
        if (scopeSize == scope.length) {
            scope = Arrays.copyOf(scope, 2 * scopeSize);
        }
        scope[scopeSize++] = v;
    }

    /** Leaves the scopes of the {@code n} innermost quantifiers. */
    void unbind(int n) {
        scopeSize -= n;
    }

    Literals literals() {
        return literals;
    }

    /** Whether time points may stand in terms. */
    boolean mayBeNodes() {
        return literals != Literals.MESSAGES && literals != Literals.EQUATIONS;
    }

    private boolean hasTypes() {
        return literals == Literals.PROCESSES || literals == Literals.PATTERNS;
    }

    private Term resolve(Var v) {
        for (int i = scopeSize - 1; i >= 0; i--) {
            if (scope[i].equals(v)) {
                return new Bound(scopeSize - 1 - i);
            }
        }
        return v;
    }

    // Variables.

    /** A variable of which the name was read. */
    @Nullable
    Term rest(String id) {
        int index = index();
        return resolve(suffixed(id, index));
    }

    private Var suffixed(String id, int index) {
        if (in.peek() == ':') {
            if (hasTypes()) {
                return typed(new Var(id, Sort.MSG, index));
            }
            Sort sort = sortSuffix();
            if (sort != null) {
                return new Var(id, sort, index);
            }
        }
        return new Var(id, Sort.MSG, index);
    }

    /** {@code :sort} of a message; null and no move if something else comes next. */
    private @Nullable Sort sortSuffix() {
        int before = in.pos();
        in.symbol(":");
        if (in.keyword("pub")) {
            return Sort.PUB;
        }
        if (in.keyword("fresh")) {
            return Sort.FRESH;
        }
        if (in.keyword("msg")) {
            return Sort.MSG;
        }
        if (in.keyword("nat")) {
            return Sort.NAT;
        }
        in.reset(before);
        return null;
    }

    @Nullable
    Term withSigil(Sort sort) {
        Var v = afterSigil(sort);
        if (v == null) {
            return null;
        }
        return resolve(hasTypes() ? typed(v) : v);
    }

    /** A variable that starts with the sign of its sort. */
    private @Nullable Var afterSigil(Sort sort) {
        in.next();
        String id = in.ident();
        return id == null ? null : new Var(id, sort, index());
    }

    /** {@code .n}, or 0. */
    private int index() {
        if (in.peek() != '.') {
            return 0;
        }
        int before = in.pos();
        in.symbol(".");
        if (in.looksAtDigit()) {
            return in.natural();
        }
        in.reset(before);
        return 0;
    }

    private Var typed(Var v) {
        int before = in.pos();
        if (!in.symbol(":")) {
            return v;
        }
        String type = in.ident();
        if (type == null) {
            in.reset(before);
            return v;
        }
        return type.equals("Any") ? v : TypedVar.of(v, type);
    }

    @Nullable
    Term matched() {
        in.symbol("=");
        Var v = processVariable();
        return v == null ? null : new Var("=" + v.name(), v.sort(), v.index());
    }

    /** A variable of a process, {@code ~x:type}. */
    @Nullable
    Var processVariable() {
        Var v = switch (in.peek()) {
            case '$' -> afterSigil(Sort.PUB);
            case '~' -> afterSigil(Sort.FRESH);
            case '%' -> afterSigil(Sort.NAT);
            case '#' -> afterSigil(Sort.NODE);
            default -> unmarked();
        };
        return v == null ? null : typed(v);
    }

    private @Nullable Var unmarked() {
        String id = in.ident();
        return id == null ? null : new Var(id, Sort.MSG, index());
    }

    private @Nullable Var suffixed() {
        String id = in.ident();
        return id == null ? null : suffixed(id, index());
    }

    /** A time point: {@code #i}, {@code i:node}, or {@code i}. */
    @Nullable
    Term node() {
        Var v = nodeVariable();
        return v == null ? null : resolve(v);
    }

    /** A time point that no quantifier binds. */
    @Nullable
    Var nodeVariable() {
        if (in.peek() == '#') {
            return afterSigil(Sort.NODE);
        }
        String id = in.ident();
        if (id == null) {
            return null;
        }
        int index = index();
        int before = in.pos();
        if (in.peek() == ':' && !(in.symbol(":") && in.keyword("node"))) {
            in.reset(before);
        }
        return new Var(id, Sort.NODE, index);
    }

    /** A variable of a quantifier: a message variable or {@code #i}. */
    @Nullable
    Var quantified() {
        Literals old = use(hasTypes() ? literals : Literals.MESSAGES);
        Var v = in.peek() == '#' ? nodeVariable() : messageVariable();
        use(old);
        return v;
    }

    private @Nullable Var messageVariable() {
        return switch (in.peek()) {
            case '$' -> afterSigil(Sort.PUB);
            case '~' -> afterSigil(Sort.FRESH);
            case '%' -> afterSigil(Sort.NAT);
            default -> suffixed();
        };
    }

    /** A variable of any sort: parameters of macros and predicates. */
    @Nullable
    Var any() {
        Literals old = use(Literals.MESSAGES);
        Var v = in.peek() == '#' ? afterSigil(Sort.NODE) : messageVariable();
        if (v != null && v.sort() == Sort.MSG && in.peek() == ':') {
            int before = in.pos();
            in.symbol(":");
            if (in.keyword("node")) {
                v = new Var(v.name(), Sort.NODE, v.index());
            } else {
                in.reset(before);
            }
        }
        use(old);
        return v;
    }

    /** The left side of a {@code let} definition: a variable of sort msg or nat. */
    @Nullable
    Var letVariable() {
        if (in.peek() == '%') {
            return afterSigil(Sort.NAT);
        }
        String id = in.ident();
        if (id == null) {
            return null;
        }
        int index = index();
        Sort sort = Sort.MSG;
        if (in.peek() == ':') {
            int before = in.pos();
            in.symbol(":");
            if (in.keyword("nat")) {
                sort = Sort.NAT;
            } else if (!in.keyword("msg")) {
                in.reset(before);
            }
        }
        return new Var(id, sort, index);
    }
}
