package org.troop.theory.parse;

/** Conditions and skipped text of {@code #ifdef}. Skipping is textual: it knows no comments and no nesting. */
final class Preprocessor {
    private final Scanner in;
    private final TheoryBuilder theory;

    Preprocessor(Scanner in, TheoryBuilder theory) {
        this.in = in;
        this.theory = theory;
    }

    /** {@code #define flag}, the directive read. */
    void define() {
        theory.defines().add(in.requireIdent());
    }

    /** The condition of an {@code #ifdef}: flags with negation, {@code &} and {@code |}, no parentheses. */
    boolean condition() {
        boolean or = conjunction();
        while (in.symbol("|", "∨")) {
            or |= conjunction();
        }
        return or;
    }

    private boolean conjunction() {
        boolean and = flag();
        while (in.symbol("&", "∧")) {
            and &= flag();
        }
        return and;
    }

    private boolean flag() {
        boolean negated = in.peek() == '¬' ? in.symbol("¬") : in.keyword("not");
        return theory.defines().contains(in.requireIdent()) != negated;
    }

    /** Skips the branch behind an {@code #else}: up to and including the next text {@code #endif}. */
    void skipElse(int at) {
        if (!in.find("#endif")) {
            throw in.error(at, "this #ifdef is never closed, expected #endif");
        }
        in.symbol("#endif");
    }

    /** Skips the branch of a condition that does not hold; whether it ended at {@code #else}. */
    boolean skipThen(int at) {
        while (in.find("#")) {
            in.symbol("#");
            if (in.looksAt("else")) {
                in.symbol("else");
                return true;
            }
            if (in.looksAt("endif")) {
                in.symbol("endif");
                return false;
            }
        }
        throw in.error(at, "this #ifdef is never closed, expected #endif");
    }
}
