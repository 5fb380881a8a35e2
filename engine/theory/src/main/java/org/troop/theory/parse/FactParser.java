package org.troop.theory.parse;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.troop.term.Term;
import org.troop.theory.parse.VariableParser.Literals;
import org.troop.theory.syntax.Fact;
import org.troop.theory.syntax.Fact.Annotation;
import org.troop.theory.syntax.FactTag;

/** Facts. Methods answer null if nothing matches. */
final class FactParser {
    private final Scanner in;
    private final TermParser terms;
    private final VariableParser variables;

    FactParser(Scanner in, TermParser terms) {
        this.in = in;
        this.terms = terms;
        this.variables = terms.variables();
    }

    /** A fact, with its annotations. */
    @Nullable
    Fact fact() {
        if (!looksLikeFact()) {
            in.miss("a fact");
            return null;
        }
        int start = in.pos();
        boolean bang = in.peek() == '!' && in.symbol("!");
        String name = in.ident();
        if (name == null) {
            return null;
        }
        if (!Character.isUpperCase(name.codePointAt(0)) && !Character.isTitleCase(name.codePointAt(0))) {
            in.complain(start, "facts must start with upper-case letters");
            return null;
        }
        List<Term> args = arguments();
        if (args == null) {
            return null;
        }
        FactTag special = special(name);
        if (special == null) {
            return new Fact(new FactTag(FactTag.Kind.PROTO, bang, name, args.size()), args, annotations());
        }
        if (args.size() != 1) {
            in.complain(
                    start, "fact '" + special.name() + "' used with arity " + args.size() + " instead of arity one");
            return null;
        }
        if (bang && special.kind() == FactTag.Kind.FR) {
            in.complain(start, "fresh facts cannot be persistent");
            return null;
        }
        Set<Annotation> annotations = annotations();
        return new Fact(special, args, special.kind() == FactTag.Kind.IN ? annotations : Set.of());
    }

    /** A predicate: a fact that may have time points as arguments. */
    @Nullable
    Fact predicate() {
        Literals old = variables.use(Literals.MESSAGES_AND_NODES);
        if (old != Literals.MESSAGES) {
            variables.use(old);
        }
        Fact f = fact();
        variables.use(old);
        return f;
    }

    /** Whether a fact may start here: {@code !} or a name. */
    private boolean looksLikeFact() {
        return in.peek() == '!' || in.identEnd() > in.pos();
    }

    private @Nullable List<Term> arguments() {
        if (!in.symbol("(")) {
            return null;
        }
        List<Term> args = new ArrayList<>(4);
        while (in.peek() != ')') {
            Term t = terms.term();
            if (t == null) {
                return null;
            }
            args.add(t);
            if (!in.symbol(",")) {
                break;
            }
        }
        return in.symbol(")") ? args : null;
    }

    private static @Nullable FactTag special(String name) {
        if (name.length() > 3) {
            return null;
        }
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "fr" -> FactTag.FR;
            case "in" -> FactTag.IN;
            case "out" -> FactTag.OUT;
            case "ku" -> FactTag.KU;
            case "kd" -> FactTag.KD;
            case "ded" -> FactTag.DED;
            default -> null;
        };
    }

    private Set<Annotation> annotations() {
        if (in.peek() != '[') {
            return Set.of();
        }
        int before = in.pos();
        in.symbol("[");
        Set<Annotation> set = EnumSet.noneOf(Annotation.class);
        while (in.peek() != ']') {
            if (in.peek() == '+' && (in.looksAt("++") ? in.symbol("++") : in.symbol("+"))) {
                set.add(Annotation.SOLVE_FIRST);
            } else if (in.symbol("-")) {
                set.add(Annotation.SOLVE_LAST);
            } else if (in.keyword("no_precomp")) {
                set.add(Annotation.NO_PRECOMPUTATION);
            } else {
                in.reset(before);
                return Set.of();
            }
            if (!in.symbol(",")) {
                break;
            }
        }
        if (!in.symbol("]")) {
            in.reset(before);
            return Set.of();
        }
        return set;
    }

    /** {@code [ facts ]}. */
    @Nullable
    List<Fact> list() {
        if (!in.symbol("[")) {
            return null;
        }
        List<Fact> facts = new ArrayList<>();
        while (in.peek() != ']') {
            Fact f = fact();
            if (f == null) {
                return null;
            }
            facts.add(f);
            if (!in.symbol(",")) {
                break;
            }
        }
        return in.symbol("]") ? facts : null;
    }
}
