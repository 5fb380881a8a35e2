package org.troop.solver.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.troop.solver.source.SourceComputation.Limits;
import org.troop.theory.close.ClosedTheory;
import org.troop.theory.parse.ParseOptions;
import org.troop.theory.parse.TheoryParser;
import org.troop.theory.syntax.Item.Lemma;
import org.troop.theory.syntax.Ranking;
import org.troop.theory.syntax.SyntaxDigest;
import org.troop.theory.syntax.Theory;

/** An edit changes the keys of what it can affect, and no others. */
class ResultKeyTest {
    private static final String THEORY = """
            builtins: symmetric-encryption
            text{* a comment *}
            rule Key: [ Fr(~k) ] --[ Made($A, ~k) ]-> [ !Key($A, ~k) ]
            rule Use: [ !Key(a, k), In(senc(x, k)) ] --[ Used(a, x) ]-> [ Out(x) ]
            restriction once: "All a x #i #j. Used(a, x) @ i & Used(a, x) @ j ==> #i = #j"
            lemma types [sources]: "All a x #i. Used(a, x) @ i ==> (Ex #j. KU(x) @ j & j < i)"
            lemma helper [reuse]: "All a x #i. Used(a, x) @ i ==> Ex k #j. Made(a, k) @ j & j < i"
            lemma plain: "All a x #i. Used(a, x) @ i ==> Ex #j. KU(x) @ j"
            lemma alone [hide_lemma=helper]: exists-trace "Ex a x #i. Used(a, x) @ i"
            lemma later [reuse]: "All a k #i #j. Made(a, k) @ i & Made(a, k) @ j ==> #i = #j"
            """;
    private static final Set<String> ALL = Set.of("types", "helper", "plain", "alone", "later");

    private static Map<String, String> keys(String items, ProverOptions options, Map<String, byte[]> oracles) {
        ClosedTheory t = Proofs.close(items);
        Map<String, String> out = new LinkedHashMap<>();
        for (Lemma l : t.lemmas()) {
            out.put(l.name(), ResultKey.of("engine", t, l, options, oracles).hex());
        }
        return out;
    }

    /** The lemmas whose keys differ in an edited theory. */
    private static Set<String> affected(String what, String by) {
        assertTrue(THEORY.contains(what));
        Map<String, String> before = keys(THEORY, ProverOptions.DEFAULT, Map.of());
        Map<String, String> after = keys(
                THEORY.replaceFirst(Pattern.quote(what), Matcher.quoteReplacement(by)),
                ProverOptions.DEFAULT,
                Map.of());
        Set<String> out = new TreeSet<>();
        after.forEach((name, key) -> {
            if (!key.equals(before.get(name))) {
                out.add(name);
            }
        });
        return out;
    }

    @Test
    void equalTheoriesHaveEqualKeys() {
        assertEquals(Set.of(), affected("lemma", "lemma"));
        assertEquals(
                5,
                Set.copyOf(keys(THEORY, ProverOptions.DEFAULT, Map.of()).values())
                        .size());
    }

    @Test
    void whatIsNoSyntaxDoesNotMatter() {
        assertEquals(Set.of(), affected("lemma plain:", "/* why */\n\n  lemma plain  :"));
        assertEquals(Set.of(), affected("a comment", "another comment"));
    }

    @Test
    void rulesAndRestrictionsMatterToAll() {
        assertEquals(ALL, affected("[ Out(x) ]", "[ Out(<x, x>) ]"));
        assertEquals(ALL, affected("==> #i = #j\"\nlemma types", "==> #j = #i\"\nlemma types"));
        assertEquals(ALL, affected("builtins: symmetric", "builtins: hashing, symmetric"));
        assertEquals(ALL, affected("builtins:", "heuristic: C\nbuiltins:"));
        assertEquals(ALL, affected("!Key(a, k), In", "!Key(a, k)[+], In"));
        assertEquals(ALL, affected("restriction once", "restriction only_once"));
    }

    @Test
    void aLemmaThatIsNotTakenForGrantedMattersToItself() {
        assertEquals(Set.of("plain"), affected("Ex #j. KU(x) @ j\"", "Ex #j. KU(<x, x>) @ j\""));
        assertEquals(Set.of("alone"), affected("exists-trace \"Ex a x #i", "exists-trace \"Ex b x #i"));
        assertEquals(Set.of("plain"), affected("lemma plain", "lemma plain [use_induction]"));
        assertEquals(Set.of("new"), affected("lemma plain", "lemma new: \"Ex a #i. Used(a, a) @ i\"\nlemma plain"));
        assertEquals(Set.of("later"), affected("Made(a, k) @ j ==> #i = #j", "Made(a, k) @ j ==> #j = #i"));
    }

    @Test
    void anAssumptionMattersToTheLemmasThatTakeItForGranted() {
        assertEquals(Set.of("helper", "plain", "later"), affected("Ex k #j. Made(a, k)", "Ex l #j. Made(a, l)"));
        assertEquals(Set.of("helper", "plain", "later"), affected("helper [reuse]", "helper [use_induction,reuse]"));
        assertEquals(ALL, affected("(Ex #j. KU(x) @ j & j < i)", "(Ex #l. KU(x) @ l & l < i)"));
    }

    @Test
    void theProofInTheFileIsPartOfItsOwnLemmaOnly() {
        assertEquals(
                Set.of("helper"),
                affected("k) @ j & j < i\"\nlemma plain", "k) @ j & j < i\" simplify by sorry\nlemma plain"));
    }

    @Test
    void optionsMatter() {
        Map<String, String> base = keys(THEORY, ProverOptions.DEFAULT, Map.of());
        for (ProverOptions o : List.of(
                Proofs.with(Strategy.BFS, Integer.MAX_VALUE),
                Proofs.with(Strategy.DFS, 7),
                Proofs.with(List.of(new Ranking.Letter('C'))),
                new ProverOptions(Strategy.DFS, Integer.MAX_VALUE, List.of(), new Limits(3, 5), 1))) {
            assertNotEquals(base.get("plain"), keys(THEORY, o, Map.of()).get("plain"));
        }
        assertEquals(base, keys(THEORY, Proofs.with(Strategy.DFS, Integer.MAX_VALUE), Map.of()));
        ProverOptions threads = new ProverOptions(Strategy.DFS, Integer.MAX_VALUE, List.of(), Limits.DEFAULT, 9);
        assertEquals(base, keys(THEORY, threads, Map.of()));
    }

    @Test
    void scriptsMatterWhereTheyRankGoals() {
        String items = THEORY.replace("lemma plain", "lemma plain [heuristic=o \"rank.py\"]");
        Map<String, String> one = keys(items, ProverOptions.DEFAULT, Map.of("rank.py", new byte[] {1}));
        Map<String, String> two = keys(items, ProverOptions.DEFAULT, Map.of("rank.py", new byte[] {2}));
        assertNotEquals(one.get("plain"), two.get("plain"));
        assertEquals(one.get("alone"), two.get("alone"));
        ClosedTheory t = Proofs.close(items);
        List<Ranking.Oracle> scripts = ResultKey.oracles(t, t.lemmas().get(2), ProverOptions.DEFAULT);
        assertEquals("rank.py", scripts.getFirst().path());
        assertTrue(
                ResultKey.oracles(t, t.lemmas().get(3), ProverOptions.DEFAULT).isEmpty());
    }

    @Test
    void theEngineMatters() {
        ClosedTheory t = Proofs.close(THEORY);
        Lemma l = t.lemmas().getFirst();
        assertNotEquals(
                ResultKey.of("a", t, l, ProverOptions.DEFAULT, Map.of()),
                ResultKey.of("b", t, l, ProverOptions.DEFAULT, Map.of()));
    }

    @Test
    void allSyntaxOfTheExamplesHasADigest() throws IOException {
        try (Stream<Path> walk = Files.walk(Path.of("../../examples"))) {
            List<Path> files =
                    walk.filter(f -> f.toString().endsWith(".spthy")).sorted().toList();
            assertFalse(files.isEmpty());
            for (Path f : files) {
                Theory t = TheoryParser.parse(f, ParseOptions.DEFAULT);
                assertEquals(32, new SyntaxDigest().add(t.items()).digest().length, f::toString);
            }
        }
    }
}
