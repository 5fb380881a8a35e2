package org.troop.theory.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.troop.theory.parse.Texts.f;
import static org.troop.theory.parse.Texts.msg;
import static org.troop.theory.parse.Texts.problem;
import static org.troop.theory.parse.Texts.pub;
import static org.troop.theory.parse.Texts.term;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.troop.term.Sort;
import org.troop.term.Symbol;
import org.troop.term.Term;
import org.troop.term.Term.Name;
import org.troop.term.Term.Var;
import org.troop.theory.syntax.Item;

class TermParserTest {
    private static final String FUNCTIONS = "functions: f/1, g/2, c/0, k/3";
    private static final String ALL = "builtins: diffie-hellman, bilinear-pairing, multiset, xor, natural-numbers";

    @Test
    void nestsTuplesToTheRight() {
        Term expected = Term.pair(msg("a"), Term.pair(msg("b"), msg("d")));
        assertEquals(expected, term("", "<a, b, d>"));
        assertEquals(expected, term("", "<a, <b, d>>"));
        assertEquals(msg("a"), term("", "<a>"));
    }

    @Test
    void givesUnaryFunctionsATuple() {
        assertEquals(f("f", Term.pair(msg("a"), msg("b"))), term(FUNCTIONS, "f(a, b)"));
    }

    @Test
    void readsBracedApplications() {
        assertEquals(f("g", Term.pair(msg("a"), msg("b")), msg("d")), term(FUNCTIONS, "g{a, b}d"));
        assertEquals(f("g", msg("a"), f("g", msg("b"), msg("d"))), term(FUNCTIONS, "g{a}g{b}d"));
        Term power = Term.app(Symbol.EXP, f("g", msg("a"), msg("b")), msg("d"));
        assertEquals(power, term(FUNCTIONS + ALL, "g{a}b^d"));
    }

    @Test
    void readsConstantsWithAndWithoutParentheses() {
        assertEquals(f("c"), term(FUNCTIONS, "c"));
        assertEquals(f("c"), term(FUNCTIONS, "c()"));
        assertEquals(f("k", f("c"), f("c"), f("c")), term(FUNCTIONS, "k(c, c(), c,)"));
    }

    @Test
    void takesFunctionNamesWithoutArgumentsForVariables() {
        assertEquals(msg("f"), term(FUNCTIONS, "f"));
    }

    @Test
    void bindsOperatorsInTheirOrder() {
        assertEquals(term(ALL, "((a ++ (b %+ (d XOR (x * (y^z))))))"), term(ALL, "a + b %+ d ⊕ x * y ^ z"));
        assertEquals(term(ALL, "(a^b)^d"), term(ALL, "a^b^d"));
    }

    @Test
    void flattensAndSortsSums() {
        Term sum = Term.app(Symbol.UNION, msg("a"), msg("b"), msg("d"));
        assertEquals(sum, term(ALL, "d ++ (b + a)"));
    }

    @Test
    void readsOnes() {
        assertEquals(Term.app(Symbol.ONE), term("", "1"));
        assertEquals(Term.app(Symbol.NAT_ONE), term("", "%1"));
        assertEquals(Term.app(Symbol.NAT_ONE), term("", "1:nat"));
        assertEquals(Term.app(Symbol.DH_NEUTRAL), term("", "DH_neutral"));
        assertEquals(msg("2x"), term("", "2x"));
    }

    @Test
    void keepsPairingCommutative() {
        assertEquals(term(ALL, "em(b, a)"), term(ALL, "em(a, b)"));
        assertEquals(f("em", msg("b"), msg("a")), term(ALL, "em{b}a"));
    }

    @Test
    void readsNames() {
        assertEquals(new Name(Sort.PUB, "a b "), term("", "' a b '"));
        assertEquals(new Name(Sort.FRESH, "test"), term("", "~'test'"));
        assertEquals(new Name(Sort.NAT, "n"), term("", "%'n'"));
        assertEquals(new Name(Sort.PUB, "\"/*é"), term("", "'\"/*é'"));
    }

    @ParameterizedTest
    @CsvSource({
        "x, x, MSG, 0",
        "x:pub, x, PUB, 0",
        "x.3:fresh, x, FRESH, 3",
        "~k.12, k, FRESH, 12",
        "$A, A, PUB, 0",
        "%n, n, NAT, 0",
        "n : nat, n, NAT, 0",
        "x . 7, x, MSG, 7",
        "x.0x1F, x, MSG, 31",
        "σ₁_a, σ₁_a, MSG, 0",
        "inx, inx, MSG, 0"
    })
    void readsVariables(String text, String name, Sort sort, int index) {
        assertEquals(new Var(name, sort, index), term("", text));
    }

    @Test
    void takesTheFirstSymbolOfAName() {
        assertEquals(f("h", msg("x")), term("functions: h/2 builtins: hashing", "h(x)"));
    }

    @Test
    void saysWhichFunctionIsUnknown() {
        assertEquals(
                "found '(', expected ',' or ')'; the function foo is not declared",
                problem("rule R: [ In(foo(x)) ] --> [ ]"));
    }

    @Test
    void saysHowManyArgumentsAFunctionTakes() {
        assertEquals(
                "the function g takes 2 arguments, not 3", problem(FUNCTIONS + " rule R: [ In(g(x, y, z)) ] --> [ ]"));
    }

    @Test
    void saysWhichBuiltinAnOperatorNeeds() {
        assertEquals(
                "found '^', expected ',' or ')'; the operators * and ^ need 'builtins: diffie-hellman'",
                problem("rule R: [ In(x^y) ] --> [ ]"));
    }

    @Test
    void readsDiffOnlyWhereItIsEnabled() {
        Term diff = Term.app(Symbol.DIFF, pub("a"), pub("b"));
        String rule = "rule R: [ ] --> [ Out(diff('a', 'b')) ]";
        assertEquals(
                diff,
                Texts.theory(rule, "diff")
                        .all(Item.Rule.class)
                        .getFirst()
                        .rule()
                        .conclusions()
                        .getFirst()
                        .args()
                        .getFirst());
        assertEquals(
                "found the reserved word 'diff', expected a term; diff operator found, but flag diff not set",
                problem(rule));
    }
}
