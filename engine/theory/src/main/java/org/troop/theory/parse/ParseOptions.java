package org.troop.theory.parse;

import java.util.Set;

/**
 * What the command line says about reading.
 *
 * @param defines preprocessor flags ({@code -D}); the flag {@code diff} enables {@code diff(a, b)} in trace theories
 * @param diff read a diff theory ({@code --diff})
 * @param keepsReasons keep the comments behind {@code contradiction} and {@code sorry}, which a script usually loses
 */
public record ParseOptions(Set<String> defines, boolean diff, boolean keepsReasons) {
    public static final ParseOptions DEFAULT = new ParseOptions(Set.of(), false);

    public ParseOptions(Set<String> defines, boolean diff) {
        this(defines, diff, false);
    }

    public ParseOptions {
        defines = Set.copyOf(defines);
    }
}
