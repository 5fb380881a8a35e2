package org.troop.theory.syntax;

import org.jspecify.annotations.Nullable;
import org.troop.term.Term.Var;

/**
 * Variables of processes may carry a type, {@code x:key}. Inside process terms the type is part of the variable's name
 * ({@code "x:key"}; identifiers contain no colon), so terms, substitutions and AC-normal forms need to know nothing
 * about types, and differently typed occurrences of {@code x} are different variables. This class is the only place
 * that knows the encoding.
 */
public final class TypedVar {
    private TypedVar() {}

    /** The variable with a type; null removes it. */
    public static Var of(Var v, @Nullable String type) {
        String name = name(v);
        return new Var(type == null ? name : name + ":" + type, v.sort(), v.index());
    }

    public static Var untyped(Var v) {
        return v.name().indexOf(':') < 0 ? v : new Var(name(v), v.sort(), v.index());
    }

    public static String name(Var v) {
        int colon = v.name().indexOf(':');
        return colon < 0 ? v.name() : v.name().substring(0, colon);
    }

    public static @Nullable String type(Var v) {
        int colon = v.name().indexOf(':');
        return colon < 0 ? null : v.name().substring(colon + 1);
    }
}
