package org.troop.theory.print;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.troop.theory.parse.TheoryParser;
import org.troop.theory.syntax.Goal;
import org.troop.theory.syntax.Item;
import org.troop.theory.syntax.ProofMethod;

class GoalPrinterTest {
    private static final Pattern APPLICATION = Pattern.compile("([A-Za-z0-9_]+)\\((?! )");
    private static final Set<String> BUILTIN = Set.of("last", "splitEqs", "em", "inv", "exp", "pmult", "fst", "snd");

    @Test
    void agreesWithTheRecordedGoals() throws IOException {
        List<String> different = new ArrayList<>();
        int n = 0;
        for (String line : Files.readAllLines(Shared.path("spec/02-goal-lines.jsonl"))) {
            Map<?, ?> v = (Map<?, ?>) Json.parse(line);
            Goal goal = goal((String) v.get("oracle"));
            Doc step = MethodPrinter.doc(new ProofMethod.Solve(goal));
            StringBuilder at40 = new StringBuilder();
            Layout.PAGE.render(step, 40, at40);
            check(v.get("oracle"), GoalPrinter.line(goal), different);
            check(v.get("solve0"), step.toString(), different);
            check(v.get("solve40"), at40.toString(), different);
            n++;
        }
        assertEquals("", String.join("\n", different));
        assertTrue(n > 0);
    }

    private static void check(Object expected, String actual, List<String> different) {
        if (!expected.equals(actual)) {
            different.add("expected: " + expected + "\n but was: " + actual);
        }
    }

    private static Goal goal(String text) {
        String theory = "theory T begin\nbuiltins: bilinear-pairing, multiset, xor, natural-numbers\n"
                + functions(text)
                + "lemma l: \"F\"\nby solve(" + text + ")\nend";
        Item.Lemma lemma =
                TheoryParser.parseString(theory, text).all(Item.Lemma.class).getFirst();
        return ((ProofMethod.Solve) lemma.proof().method()).goal();
    }

    /** Declares what is applied without a blank behind the bracket. */
    private static String functions(String text) {
        TreeMap<String, Integer> arities = new TreeMap<>();
        Matcher m = APPLICATION.matcher(text);
        while (m.find()) {
            if (!BUILTIN.contains(m.group(1))) {
                arities.put(m.group(1), arity(text, m.end()));
            }
        }
        StringJoiner out = new StringJoiner(", ", "functions: ", "\n");
        arities.forEach((name, arity) -> out.add(name + "/" + arity));
        return arities.isEmpty() ? "" : out.toString();
    }

    private static int arity(String text, int from) {
        int depth = 0;
        int commas = 0;
        for (int i = from; depth >= 0; i++) {
            switch (text.charAt(i)) {
                case '(', '<' -> depth++;
                case ')', '>' -> depth--;
                case ',' -> commas += depth == 0 ? 1 : 0;
                default -> {}
            }
        }
        return commas + 1;
    }

    @Test
    void joinsTheLinesOfABrokenGoalWithNothingBetween() {
        Goal goal = goal("!KU( senc(<'4', sid, PRF(<pms, nc, ns>), nc, pc, actor, ns, ps, peer>,"
                + " h(<'serverKey', nc, ns, PRF(<pms, nc, ns>)>)) ) @ #vk");
        assertEquals(
                "!KU( senc(<'4', sid, PRF(<pms, nc, ns>), nc, pc, actor, ns, ps,            peer>,"
                        + "          h(<'serverKey', nc, ns, PRF(<pms, nc, ns>)>))) @ #vk",
                GoalPrinter.line(goal));
    }

    @Test
    void printsEveryKindOfGoal() {
        for (String text : List.of(
                "!KU( ~k.2 ) @ #vk.1",
                "!Ltk( $R, ltkR ) ▶₀ #i",
                "F( x ) ▶₁₀ #i",
                "(#vl, 0) ~~> (#i, 1)",
                "splitEqs(0)",
                " (#i < #j)  ∥ (#j < #i)",
                "%x ⊏ (%y%+%1)")) {
            assertEquals(text, GoalPrinter.doc(goal(text)).toString());
        }
        assertEquals("Disj (⊥)", GoalPrinter.line(new Goal.Disjunction(List.of())));
    }
}
