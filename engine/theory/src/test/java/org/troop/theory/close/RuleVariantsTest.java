package org.troop.theory.close;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.troop.term.ac.AcService;
import org.troop.term.ac.AcSession;
import org.troop.theory.syntax.RuleAC;

final class RuleVariantsTest {
    private static final String BUILTINS = "builtins: diffie-hellman, xor, symmetric-encryption, signing\n";

    private static RuleAC rule(String rule) throws Exception {
        return Closings.rule(BUILTINS + "rule R: " + rule);
    }

    @Test
    void abstractsATermThatSomeVariantRewrites() throws Exception {
        RuleAC r = rule("[In(<m,s>), !Pk($A,pk)] --[Eq(verify(s,m,pk),true)]-> []");
        assertEquals("[ In( <m, s> ), !Pk( $A, pk ) ] --[ Eq( z, true ) ]-> [ ]", Closings.body(r));
        assertEquals(
                List.of(
                        "m=m.6, pk=pk.6, s=s.6, z=verify(s.6, m.6, pk.6)",
                        "m=x.6, pk=pk(x.7), s=sign(x.6, x.7), z=true"),
                Closings.variants(r));
    }

    @Test
    void listsTheVariantsOfAnExclusiveOr() throws Exception {
        RuleAC r = rule("[In(x), Fr(~k)] --> [Out(x ⊕ ~k)]");
        assertEquals("[ In( x ), Fr( ~k ) ] --> [ Out( z ) ]", Closings.body(r));
        assertEquals(
                List.of(
                        "~k=~k.4, x=x.4, z=(~k.4⊕x.4)",
                        "~k=~k.4, x=zero, z=~k.4",
                        "~k=~x.4, x=~x.4, z=zero",
                        "~k=~x.4, x=(~x.4⊕x.5), z=x.5"),
                Closings.variants(r));
    }

    @Test
    void numbersAbstractedTermsByFirstOccurrence() throws Exception {
        RuleAC r = rule("[In(x)] --> [Out(<fst(x),snd(x)>)]");
        assertEquals("[ In( x ) ] --> [ Out( <z, z.1> ) ]", Closings.body(r));
        assertEquals(List.of("x=x.4, z=fst(x.4), z.1=snd(x.4)", "x=<x.4, x.5>, z=x.4, z.1=x.5"), Closings.variants(r));
    }

    @Test
    void normalisesAway() throws Exception {
        RuleAC r = rule("[In(x)] --> [Out(sdec(senc('a',x),x))]");
        assertEquals("[ In( x ) ] --> [ Out( 'a' ) ]", Closings.body(r));
        assertTrue(r.hasOnlyIdentityVariant());
    }

    @Test
    void undoesAbstractionWhereAllVariantsAgree() throws Exception {
        RuleAC r = rule("[In(X), Fr(~a)] --[S(X^~a)]-> [Out('g'^~a)]");
        assertEquals("[ In( X ), Fr( ~a ) ] --[ S( z ) ]-> [ Out( 'g'^~a ) ]", Closings.body(r));
        assertEquals(7, r.variants().size());
        assertEquals("X=DH_neutral, z=DH_neutral", Closings.variants(r).getLast());
    }

    @Test
    void keepsTheNumberingOfTheWholeChain() throws Exception {
        RuleAC r = Closings.rule(
                "builtins: diffie-hellman\n" + "rule R: [Fr(~a),In(X)]--[Rx(X^~a)]->[Out('g'^~a),St(~a,X^~a)]");
        assertEquals(
                List.of(
                        "~a=~a.10, X=X.11, z=X.11^~a.10",
                        "~a=~a.12, X=z.15^inv(~a.12), z=z.15",
                        "~a=~a.29, X=x.55^x.56, z=x.55^(~a.29*x.56)",
                        "~a=~a.30, X=x.57^inv((~a.30*x.58)), z=x.57^inv(x.58)",
                        "~a=~a.30, X=x.57^(x.58*inv(~a.30)), z=x.57^x.58",
                        "~a=~a.31, X=x.58^(x.59*inv((~a.31*x.60))), z=x.58^(x.59*inv(x.60))",
                        "X=DH_neutral, z=DH_neutral"),
                Closings.variants(r));
    }

    @Test
    void isNotTrivialWhenVariablesAreRenamed() throws Exception {
        ClosedTheory t = Closings.close("rule R: [Fr(~x), In(x)] --> [Out(<x,$x,~x>)]");
        RuleAC r = t.ruleItems().getFirst().closed().getFirst();
        assertEquals("[ Fr( ~x ), In( x.1 ) ] --> [ Out( <x.1, $x.2, ~x> ) ]", Closings.body(r));
        assertTrue(r.hasOnlyIdentityVariant());
        assertFalse(t.ruleItems().getFirst().trivial());
    }

    @Test
    void isTrivialWhenNothingChanges() throws Exception {
        assertTrue(Closings.close("rule R: [Fr(~x), In(y)] --> [Out(<y,'c',~x>)]")
                .ruleItems()
                .getFirst()
                .trivial());
    }

    @Test
    void numbersVariantsByOneSupply() throws Exception {
        RuleAC r = Closings.rule("builtins: symmetric-encryption\n"
                + "rule A: [Fr(~k), In(sdec(x,~k))] --[Foo(x)]-> [Out(senc(~k,x)), Out(fst(x))]");
        assertEquals("[ Fr( ~k ), In( z ) ] --[ Foo( x ) ]-> [ Out( senc(~k, x) ), Out( z.1 ) ]", Closings.body(r));
        assertEquals(
                List.of(
                        "~k=~k.5, x=x.5, z=sdec(x.5, ~k.5), z.1=fst(x.5)",
                        "~k=~x.5, x=senc(x.6, ~x.5), z=x.6, z.1=fst(senc(x.6, ~x.5))",
                        "~k=~k.7, x=<x.5, x.6>, z=sdec(<x.5, x.6>, ~k.7), z.1=x.5"),
                Closings.variants(r));
    }

    @Test
    void countsVariantsOfLargeRules() throws Exception {
        assertEquals(7, rule("[In(x),In(y)] --> [Out(<x⊕y,x>)]").variants().size());
        assertEquals(
                160,
                Closings.rule("builtins: bilinear-pairing\n"
                                + "rule R: [In(X), In(Y), Fr(~k)] --> [Out(em(X,Y)^~k), Out(pmult(~k,'P'))]")
                        .variants()
                        .size());
    }

    @Test
    void expandsMacrosInRules() throws Exception {
        ClosedTheory t = Closings.close("""
                builtins: hashing
                macros: twice(x) = h(h(x)), pairUp(x, y) = <twice(x), y>
                rule R: [In(a), In(b)] --> [Out(pairUp(b, twice(a)))]
                """);
        assertEquals(
                "[ In( a ), In( b ) ] --> [ Out( <h(h(b)), h(h(a))> ) ]",
                Closings.body(t.ruleItems().getFirst().closed().getFirst()));
        assertFalse(t.ruleItems().getFirst().trivial());
    }

    @Test
    void unfoldsVariantsIntoRules() throws Exception {
        RuleAC r = Closings.rule("rule NT: [In(x)] --> [Out(fst(x))]");
        List<RuleAC> unfolded = VariantUnfolding.unfold(r, false);
        assertEquals(
                List.of("NT___VARIANT_1", "NT___VARIANT_2"),
                unfolded.stream().map(RuleAC::name).toList());
        assertEquals("[ In( x.1 ) ] --> [ Out( fst(x.1) ) ]", Closings.body(unfolded.get(0)));
        assertEquals("[ In( <z.1, x.2> ) ] --> [ Out( z.1 ) ]", Closings.body(unfolded.get(1)));
    }

    /** Such rules are renamed without asking the AC solver; a theory with an AC operator takes the long way. */
    @Test
    void rulesWithoutReducibleTermsAreOnlyRenamed() throws Exception {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        StringBuilder rules = new StringBuilder("builtins: hashing\n");
        for (int i = 0; i < 100; i++) {
            rules.append("rule R" + i + ": [" + facts(random, "P") + "] --[" + facts(random, "A") + "]-> ["
                    + facts(random, "C") + "]\n");
        }
        List<RuleAC> shortWay = closed(Closings.close(rules.toString()));
        List<RuleAC> longWay = closed(Closings.close("builtins: multiset\n" + rules));
        for (int i = 0; i < shortWay.size(); i++) {
            assertEquals(longWay.get(i), shortWay.get(i), () -> "seed " + seed + ", " + rules);
        }
    }

    private static List<RuleAC> closed(ClosedTheory t) {
        return t.ruleItems().stream().map(r -> r.closed().getFirst()).toList();
    }

    private static String facts(Random random, String name) {
        return random.ints(random.nextInt(4), 0, 3)
                .mapToObj(arity -> name + arity + "("
                        + random.ints(arity, 0, Integer.MAX_VALUE)
                                .mapToObj(x -> term(random, 3))
                                .collect(Collectors.joining(","))
                        + ")")
                .collect(Collectors.joining(", "));
    }

    private static String term(Random random, int depth) {
        int kind = random.nextInt(depth == 0 ? 5 : 7);
        String name = "xyz".charAt(random.nextInt(3)) + (random.nextBoolean() ? "" : "." + random.nextInt(4));
        return switch (kind) {
            case 0 -> "~" + name;
            case 1 -> "$" + name;
            case 2 -> "'" + name.charAt(0) + "'";
            case 5 -> "h(" + term(random, depth - 1) + ")";
            case 6 -> "<" + term(random, depth - 1) + "," + term(random, depth - 1) + ">";
            default -> name;
        };
    }

    @Test
    void closedRulesCanBeTakenAsTheyAre() throws Exception {
        ClosedTheory t = Closings.close("""
                builtins: xor
                rule A: [ S(i,x) ] --> [ S(i,fst(x)) ]
                rule B: [ In(x), Fr(~k)[+] ] --> [ Out(x ⊕ ~k) ]
                """);
        ClosedTheory again = Closing.close(
                t.theory(), t.ruleItems(), (signature, heads) -> new AcService(new AcSession(signature), heads));
        assertEquals(t.ruleItems(), again.ruleItems());
        for (int i = 0; i < t.protocol().size(); i++) {
            Rule r = t.protocol().get(i);
            Rule s = again.protocol().get(i);
            assertEquals(r.info(), s.info());
            assertEquals(r.premises().length, s.premises().length);
            assertEquals(r.variants() == null, s.variants() == null);
            if (r.variants() != null) {
                assertEquals(r.variants().length, s.variants().length);
            }
        }
    }
}
