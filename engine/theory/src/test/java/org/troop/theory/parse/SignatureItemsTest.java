package org.troop.theory.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.troop.theory.parse.Texts.f;
import static org.troop.theory.parse.Texts.msg;
import static org.troop.theory.parse.Texts.problem;
import static org.troop.theory.parse.Texts.theory;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.troop.term.Equation;
import org.troop.term.Signature;
import org.troop.term.Symbol;
import org.troop.theory.syntax.Item;
import org.troop.theory.syntax.Ranking;
import org.troop.theory.syntax.Tactic;
import org.troop.theory.syntax.Tactic.Selector;
import org.troop.theory.syntax.Theory;

class SignatureItemsTest {
    private static Signature signature(String items) {
        return theory(items).signature();
    }

    @Test
    void addsBuiltins() {
        Signature s = signature("builtins: dest-pairing, symmetric-encryption, bilinear-pairing,");
        assertFalse(s.symbols().contains(Symbol.FST));
        assertTrue(s.has(Signature.Ac.DH));
        assertTrue(s.symbols().contains(Symbol.free("senc", 2)));
        assertEquals(
                3,
                theory("builtins: multiset, xor, hashing")
                        .all(Item.Builtin.class)
                        .size());
    }

    @Test
    void declaresFunctions() {
        Theory t = theory("functions: f/2, g(key, Any): msg [private], h(): Any [destructor] function: f/2");
        Symbol g = new Symbol(Symbol.Kind.FREE, "g", 2, true, true);
        assertTrue(t.signature().symbols().contains(g));
        assertTrue(t.signature().symbols().contains(new Symbol(Symbol.Kind.FREE, "h", 0, false, true)));
        assertEquals(
                new Item.FunctionTyping(g, Arrays.asList("key", null), "msg"),
                t.all(Item.FunctionTyping.class).get(1));
    }

    @Test
    void ignoresDeclarationsOfProjections() {
        assertTrue(signature("functions: fst/7 [private]").symbols().contains(Symbol.FST));
    }

    @Test
    void reportsClashesOfFunctions() {
        assertEquals("`exp` is a reserved function name for builtins.", problem("functions: exp/2"));
        assertEquals(
                "conflicting arities/private (1,Public,Constructor) and (2,Private,Destructor) for `f`",
                problem("functions: f/1, f/2 [private]"));
    }

    @Test
    void storesPositionsOfEquations() {
        Signature s =
                signature("functions: unblind/2, blind/2, sign/2 equations: unblind(sign(blind(x,y),z),y) = sign(x,z)");
        Equation e = s.equations().stream()
                .filter(q -> q.rhs().equals(f("sign", msg("x"), msg("z"))))
                .findFirst()
                .orElseThrow();
        assertEquals(List.of(List.of(0, 0, 0), List.of(0, 1)), e.positions());
        s = signature("functions: v/3, sign/2, pk/1, ok/0 equations: v(sign(x,y),x,pk(y)) = ok");
        e = s.equations().stream()
                .filter(q -> q.rhs().equals(f("ok")))
                .findFirst()
                .orElseThrow();
        assertEquals(List.of(List.of(0, 0)), e.positions());
    }

    @Test
    void rejectsBadEquations() {
        String functions = "functions: g/1, k/0 equations: ";
        for (String e : List.of("g(x) = y", "g(x) = g(x)", "x = k", "x = x")) {
            assertTrue(problem(functions + e).startsWith("Not a correct equation: RRule "), e);
        }
        assertEquals("`\"zero\"` is a reserved function name for builtins.", problem(functions + "g(zero) = k"));
        assertTrue(problem(functions + "g('a') = k").contains("public names are not allowed in equations"));
    }

    @Test
    void forgetsConvergenceWhenTheSignatureGrows() {
        String equations = "functions: f/1, g/2 equations [convergent]: f(g(x, y)) = x ";
        assertTrue(signature(equations).convergent());
        assertFalse(signature(equations + "functions: f/1").convergent());
        assertTrue(signature(equations + "functions: fst/1").convergent());
        assertFalse(signature(equations + "macros: m(x) = x").convergent());
    }

    @Test
    void keepsMacrosOutOfTheSignatureUntilItGrowsAgain() {
        Symbol m = new Symbol(Symbol.Kind.FREE, "m", 1, true, true);
        Theory t = theory("macros: m(x) = h2(x), n(~y, z) = (m(z))".replace("h2(x)", "<x, x>"));
        assertEquals(
                List.of("m", "n"), t.macros().stream().map(Item.Macro::name).toList());
        assertFalse(t.signature().symbols().contains(m));
        assertTrue(signature("macros: m(x) = x functions: k/0").symbols().contains(m));
    }

    @Test
    void reportsBadMacros() {
        assertEquals("\"m\" have two arguments with the same name.", problem("macros: m(x, x) = x"));
        assertEquals("Conflicting name for macro f", problem("functions: f/1 macros: f(x) = x"));
    }

    @Test
    void readsHeuristics() {
        List<Ranking> r = theory("heuristic: o \"./a b\" sC {tac } O").heuristic();
        assertEquals(
                List.of(
                        new Ranking.Oracle(false, "", "./a b"),
                        new Ranking.Letter('s'),
                        new Ranking.Letter('C'),
                        new Ranking.ByTactic("tac "),
                        new Ranking.Oracle(true, "", "oracle")),
                r);
        assertEquals(5, theory("heuristic:osopo").heuristic().size());
        assertEquals("default heuristic already defined", problem("heuristic: s\nheuristic: C"));
    }

    @Test
    void derivesDefaultOracles() {
        assertEquals("oracle", HeuristicParser.defaultOracle("no/such/file.spthy"));
        assertEquals("a/b", HeuristicParser.directory("a/b/c.spthy"));
        assertEquals(
                List.of(new Ranking.ByTactic("t"), new Ranking.Oracle(false, "", "my"), new Ranking.Letter('s')),
                TheoryParser.rankings("{t}os", "my", "x.spthy"));
    }

    @Test
    void readsTactics() {
        Theory t = theory("""
            tactic: t
            presort: C
            prio: {smallest}
              regex ".*Fr\\(" & not isFactName "A" | ¬ regex "b"
              defaultNoise " x" "y"
            prio:
              regex "c"
            deprio:
              regex "d"
            """);
        Tactic tactic = t.tactics().getFirst();
        assertEquals("C", tactic.presort());
        assertEquals(
                List.of("smallest", "id"),
                tactic.prio().stream().map(Tactic.Block::ranking).toList());
        assertEquals(1, tactic.deprio().size());
        Selector first = new Selector.Or(
                new Selector.And(
                        new Selector.Call("regex", List.of(".*Fr\\(")),
                        new Selector.Not(new Selector.Call("isFactName", List.of("A")))),
                new Selector.Not(new Selector.Call("regex", List.of("b"))));
        assertEquals(
                List.of(first, new Selector.Call("defaultNoise", List.of("x", "y"))),
                tactic.prio().getFirst().selectors());
    }
}
