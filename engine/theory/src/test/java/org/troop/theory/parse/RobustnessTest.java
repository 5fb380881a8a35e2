package org.troop.theory.parse;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.time.Duration;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the text, the parser answers a theory or a {@link ParseException}, soon. */
class RobustnessTest {
    private static final String SEED = """
      theory Seed configuration: "--auto-sources" begin
      builtins: diffie-hellman, multiset, natural-numbers, xor
      functions: f/2, g(a, Any): b [private]
      equations [convergent]: f(f(x, y), y) = x
      macros: m(x) = <x, 'a'>
      predicates: P(x, #i) <=> Ex y. A(x, y)@i
      heuristic: o "x" s {t}
      tactic: t presort: C prio: {smallest} regex "a" | not regex "b" deprio: isFactName "c"
      #ifdef A & not B
      rule R[color=#ff00ff, role="x"]: let y = f(x, ~k)^z in
        [ Fr(~k), In(<x, %n %+ %1>)[+] ] --[ A(y, m(x)), _restrict(P(x, #NOW) ==> x = y) ]-> [ !S($A, x ++ y), Out(x ⊕ y) ]
      #else rule Skipped #endif
      restriction r: "All x y #i #j. A(x, y)@i & A(y, x)@j & not (#i = #j) ==> i < j | x << y | last(#i)"
      lemma l [reuse, heuristic=sS]: exists-trace "∃ x #i. A(x, x) @ #i ∧ (x (<) 'a')"
        simplify solve( S( x ) ▶₀ #i ) case a by solve( (#i < #j) ∥ (∀ x #i. (A( x, x ) @ #i) ⇒ ⊥) )
        next case b SOLVED // found
        qed
      text{* some \\* text *}
      let Q(x:t) = new k; in(<x, =y>); if x = y then out(x) else event E(x)
      process: !(Q('a') | lookup x as y in insert x, y + 0)
      test T: "Ex #i. A(x, x)@i" lemma acc: T accounts for "T"
      end rest
      """;

    @Test
    void readsTheSeed() {
        assertTrue(parse(SEED, false).length() == 0, () -> parse(SEED, false));
    }

    /** The message of the parse error, "" if there is none. */
    private static String parse(String text, boolean diff) {
        try {
            TheoryParser.parseString(text, "t", new ParseOptions(Set.of("A"), diff));
            return "";
        } catch (ParseException e) {
            assertTrue(
                    e.line() >= 1
                            && e.column() >= 1
                            && !e.problem().isBlank()
                            && !e.problem().contains("\n"),
                    e::getMessage);
            return String.valueOf(e.getMessage());
        }
    }

    @Test
    void saysInOneLineWhatStandsBehindABackslash() {
        assertTrue(parse("theory T begin text{* a \\\n *} end", false)
                .endsWith("found the end of the line behind a backslash, expected '\\\\' or '\\*'"));
        assertTrue(parse("theory T begin text{* a \\", false).contains("found the end of the text behind a backslash"));
    }

    @Test
    void survivesMutations() {
        long seed = Long.getLong("troop.seed", 1);
        Random random = new Random(seed);
        String alphabet = "()[]{}<>'\"#~$%.,:;=&|!@*^+-/\\ \n_aAFT01é▶₀∀∃¬\u0000\uD835";
        for (int i = 0; i < 8_000; i++) {
            StringBuilder sb = new StringBuilder(SEED);
            for (int edits = 1 + random.nextInt(3); edits > 0 && !sb.isEmpty(); edits--) {
                int at = random.nextInt(sb.length());
                int to = Math.min(sb.length(), at + 1 + random.nextInt(8));
                switch (random.nextInt(4)) {
                    case 0 -> sb.delete(at, to);
                    case 1 -> sb.insert(at, alphabet.charAt(random.nextInt(alphabet.length())));
                    case 2 -> sb.insert(random.nextInt(sb.length()), sb.substring(at, to));
                    default -> sb.setLength(Math.max(1, at));
                }
            }
            String text = sb.toString();
            try {
                parse(text, random.nextInt(4) == 0);
            } catch (Throwable e) {
                fail("seed " + seed + ", text:\n" + text, e);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "rule R: [In(; (; x; ); )] --> [];",
                "rule R: [In(; <x,; x; >; )] --> [];",
                "rule R: [In(; fst(; x; ); )] --> [];",
                "rule R: [In(; pair{x}; x; ''; )] --> [];",
                "lemma l: \"; (; x = y; ); \"",
                "lemma l: \"; not (; x = y; ); \"",
                "lemma l: \"; Ex x. ; T; ''; \"",
                "lemma l: \"; T ==> ; T; ''; \"",
                "process: ; (; 0; ); ''",
                "process: ; !; 0; ''; ''",
                "process: ; if x = y then ; 0; ''; ''",
                "''; #ifdef not A ; ''; #endif ; ''",
            })
    void boundsTheDepth(String before, String open, String inside, String close, String after) {
        String shallow = text(before, open, inside, close, after, 500);
        String deep = text(before, open, inside, close, after, 100_000);
        Assertions.assertTimeout(Duration.ofSeconds(20), () -> {
            TheoryParser.parseString(shallow, "t");
            ParseException e = assertThrows(ParseException.class, () -> TheoryParser.parseString(deep, "t"));
            assertTrue(e.problem().contains("nested"), e::getMessage);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "builtins: diffie-hellman rule R: [In(%s)] --> []; * ; x",
                "builtins: multiset rule R: [In(%s)] --> []; ++ ; x",
                "builtins: diffie-hellman rule R: [In(%s)] --> []; ^ ; x",
                "rule R: [In(<%s>)] --> []; , ; x",
                "rule R: [%s] --> []; , ; In(x)",
                "process: %s; | ; out('a')",
                "functions: %s; , ; f/1",
            })
    void readsLongLists(String shape) {
        String[] parts = shape.split("; ");
        String list = (parts[2] + parts[1]).repeat(20_000) + parts[2];
        String text = "theory T begin " + parts[0].replace("%s", list) + " end";
        Assertions.assertTimeout(Duration.ofSeconds(20), () -> TheoryParser.parseString(text, "t"));
    }

    private static String text(String before, String open, String inside, String close, String after, int n) {
        String o = open == null ? "" : open.stripLeading();
        String c = close == null ? "" : close;
        return "theory T begin " + nonNull(before) + (o + " ").repeat(n) + nonNull(inside) + c.repeat(n)
                + nonNull(after) + " end";
    }

    private static String nonNull(String s) {
        return s == null ? "" : s;
    }
}
