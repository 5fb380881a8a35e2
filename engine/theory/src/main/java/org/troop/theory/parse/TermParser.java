package org.troop.theory.parse;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.troop.term.Signature.Ac;
import org.troop.term.Sort;
import org.troop.term.Symbol;
import org.troop.term.Term;
import org.troop.term.Term.Name;
import org.troop.theory.parse.VariableParser.Literals;

/**
 * Terms. What an identifier means depends on the symbols declared so far and on the literals that the context allows
 * ({@link VariableParser}).
 *
 * <p>Every method answers null if nothing matches; the position is then anywhere at or behind the start.
 */
final class TermParser {
    private static final Term ONE = Term.app(Symbol.ONE);
    private static final Term NAT_ONE = Term.app(Symbol.NAT_ONE);
    private static final Term DH_NEUTRAL = Term.app(Symbol.DH_NEUTRAL);
    private static final Symbol FREE_EM = Symbol.free("em", 2);

    /** The level of {@code ^}, which binds tightest and is not AC. */
    private static final int EXPONENTIATION = 4;

    private final Scanner in;
    private final TheoryBuilder theory;
    private final SymbolTable symbols;
    private final VariableParser variables;

    TermParser(Scanner in, TheoryBuilder theory) {
        this.in = in;
        this.theory = theory;
        this.symbols = theory.symbols();
        this.variables = new VariableParser(in);
    }

    VariableParser variables() {
        return variables;
    }

    // Terms.

    /** A term with operators, without top-level commas. */
    @Nullable
    Term term() {
        in.enter();
        Term t = primary();
        if (t != null && variables.literals() != Literals.EQUATIONS) {
            t = operators(t, 0);
        }
        in.leave();
        return t;
    }

    /**
     * Precedence climbing: applies operators of at least the given level to {@code left}. The operands of one AC operator
     * are gathered first, since a sum is sorted as a whole.
     */
    private Term operators(Term left, int minLevel) {
        List<Term> operands = new ArrayList<>(List.of(left));
        int pending = -1;
        for (; ; ) {
            int before = in.pos();
            int level = operator(minLevel);
            Term right = level < 0 ? null : primary();
            if (right == null) {
                in.reset(before);
                return apply(pending, operands);
            }
            if (level != pending || level == EXPONENTIATION) {
                operands = new ArrayList<>(List.of(apply(pending, operands)));
                pending = level;
            }
            operands.add(operators(right, level + 1));
        }
    }

    /** Consumes an enabled operator of at least the given level and answers its level; -1 if there is none. */
    private int operator(int minLevel) {
        int level = switch (in.peek()) {
            case '+' -> enabled(0, Ac.MULTISET);
            case '%' -> in.peekSecond() == '+' ? enabled(1, Ac.NAT) : -1;
            case '⊕' -> enabled(2, Ac.XOR);
            case 'X' -> in.looksAtWord("XOR") ? enabled(2, Ac.XOR) : -1;
            case '*' -> enabled(3, Ac.DH);
            case '^' -> enabled(4, Ac.DH);
            default -> -1;
        };
        if (level < minLevel) {
            return -1;
        }
        boolean matched = switch (level) {
            case 0 -> in.looksAt("++") ? in.symbol("++") : in.symbol("+");
            case 1 -> in.symbol("%+");
            case 2 -> in.peek() == 'X' ? in.keyword("XOR") : in.symbol("⊕");
            case 3 -> in.symbol("*");
            default -> in.symbol("^");
        };
        return matched ? level : -1;
    }

    private int enabled(int level, Ac needed) {
        if (symbols.has(needed)) {
            return level;
        }
        in.complain(
                switch (needed) {
                    case MULTISET -> "the operator ++ needs 'builtins: multiset'";
                    case NAT -> "the operator %+ needs 'builtins: natural-numbers'";
                    case XOR -> "the operator ⊕ needs 'builtins: xor'";
                    default -> "the operators * and ^ need 'builtins: diffie-hellman'";
                });
        return -1;
    }

    private static Term apply(int level, List<Term> operands) {
        if (operands.size() == 1) {
            return operands.getFirst();
        }
        Symbol f = switch (level) {
            case 0 -> Symbol.UNION;
            case 1 -> Symbol.NAT_PLUS;
            case 2 -> Symbol.XOR;
            case 3 -> Symbol.MULT;
            default -> Symbol.EXP;
        };
        return Term.app(f, operands);
    }

    /** Terms with commas between, right-nested pairs. */
    private @Nullable Term tuple() {
        Term first = term();
        if (first == null || !in.symbol(",")) {
            return first;
        }
        List<Term> parts = new ArrayList<>();
        parts.add(first);
        do {
            Term t = term();
            if (t == null) {
                return null;
            }
            parts.add(t);
        } while (in.symbol(","));
        Term t = parts.getLast();
        for (int i = parts.size() - 2; i >= 0; i--) {
            t = Term.pair(parts.get(i), t);
        }
        return t;
    }

    /** A term without top-level operators. */
    @Nullable
    Term primary() {
        return switch (in.peek()) {
            case '<' -> {
                in.symbol("<");
                yield closed(tuple(), ">");
            }
            case '(' -> {
                in.symbol("(");
                yield closed(term(), ")");
            }
            case '\'' ->
                variables.literals() == Literals.EQUATIONS
                        ? noTerm("public names are not allowed in equations")
                        : name(Sort.PUB);
            case '~' -> {
                if (in.peekSecond() == '\'') {
                    in.next();
                    yield name(Sort.FRESH);
                }
                yield variables.withSigil(Sort.FRESH);
            }
            case '%' -> percent();
            case '$' -> variables.withSigil(Sort.PUB);
            case '#' -> variables.mayBeNodes() ? variables.withSigil(Sort.NODE) : noTerm(null);
            case '=' -> variables.literals() == Literals.PATTERNS ? variables.matched() : noTerm(null);
            case '1' -> {
                if (in.looksAtWord("1:nat")) {
                    in.symbol("1:nat");
                    yield NAT_ONE;
                }
                yield in.looksAtWord("1") && in.keyword("1") ? ONE : named();
            }
            default -> named();
        };
    }

    private @Nullable Term closed(@Nullable Term t, String bracket) {
        return t != null && in.symbol(bracket) ? t : null;
    }

    private @Nullable Term noTerm(@Nullable String why) {
        in.miss("a term");
        if (why != null) {
            in.complain(why);
        }
        return null;
    }

    private @Nullable Term name(Sort sort) {
        String id = in.quotedName();
        return id == null ? null : new Name(sort, id);
    }

    private @Nullable Term percent() {
        if (in.looksAtWord("%1")) {
            in.keyword("%1");
            return NAT_ONE;
        }
        if (in.peekSecond() != '\'') {
            return variables.withSigil(Sort.NAT);
        }
        if (variables.literals() == Literals.EQUATIONS) {
            return noTerm("names of naturals are not allowed in equations");
        }
        in.next();
        return name(Sort.NAT);
    }

    /** What starts with an identifier: an application, a constant, or a variable. */
    private @Nullable Term named() {
        int start = in.pos();
        if (in.looksAtWord("diff")) {
            return diff();
        }
        if (in.identEnd() == start) {
            return noTerm(null);
        }
        String id = in.ident();
        if (id == null) {
            return null;
        }
        if (variables.literals() == Literals.EQUATIONS && SymbolTable.isReserved(id)) {
            throw in.error(start, "`\"" + id + "\"` is a reserved function name for builtins.");
        }
        if (id.equals("DH_neutral")) {
            return DH_NEUTRAL;
        }
        int after = in.pos();
        char c = in.peek();
        if (c == '(' || c == '{') {
            Term t = c == '(' ? application(id, start) : binary(id, start);
            if (t != null) {
                return t;
            }
            in.reset(after);
            return variables.rest(id);
        }
        Symbol f = symbols.lookup(id);
        return f != null && f.arity() == 0 ? Term.app(f) : variables.rest(id);
    }

    private @Nullable Term application(String id, int start) {
        Symbol f = id.equals("em") ? Symbol.EMAP : symbols.lookup(id);
        if (f == null) {
            in.complain("the function " + id + " is not declared");
            return null;
        }
        in.symbol("(");
        if (f.arity() == 1) {
            Term t = tuple();
            return t != null && in.symbol(")") ? Term.app(f, t) : null;
        }
        List<Term> args = new ArrayList<>(4);
        while (in.peek() != ')') {
            Term t = term();
            if (t == null) {
                return null;
            }
            args.add(t);
            if (!in.symbol(",")) {
                break;
            }
        }
        if (!in.symbol(")")) {
            return null;
        }
        if (args.size() != f.arity()) {
            in.complain(start, "the function " + id + " takes " + f.arity() + " arguments, not " + args.size());
            return null;
        }
        return Term.app(f, args);
    }

    /** {@code f{a}b}. */
    private @Nullable Term binary(String id, int start) {
        Symbol f = id.equals("em") ? FREE_EM : symbols.lookup(id);
        if (f == null || f.arity() != 2) {
            in.complain(
                    start,
                    f == null ? "the function " + id + " is not declared" : "the function " + id + " is not binary");
            return null;
        }
        in.enter();
        in.symbol("{");
        Term a = tuple();
        Term b = a != null && in.symbol("}") ? primary() : null;
        in.leave();
        return a == null || b == null ? null : Term.app(f, a, b);
    }

    private @Nullable Term diff() {
        int start = in.pos();
        if (variables.literals() == Literals.EQUATIONS) {
            return noTerm("diff operator not allowed in equations");
        }
        if (!theory.diffTerms()) {
            return noTerm("diff operator found, but flag diff not set");
        }
        in.keyword("diff");
        if (!in.symbol("(")) {
            in.reset(start);
            return noTerm(null);
        }
        Term a = term();
        Term b = a != null && in.symbol(",") ? term() : null;
        if (a == null || b == null || !in.symbol(")")) {
            in.complain("the diff operator requires exactly 2 arguments");
            return null;
        }
        return Term.app(Symbol.DIFF, a, b);
    }
}
