package org.troop.theory.close;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.troop.theory.guard.UnguardedException;
import org.troop.theory.parse.TheoryParser;
import org.troop.theory.print.FactPrinter;
import org.troop.theory.print.Layout;
import org.troop.theory.print.RulePrinter;
import org.troop.theory.print.TermPrinter;
import org.troop.theory.syntax.RuleAC;

/** Closes the items of small theories and shows what came out, one line per rule. */
final class Closings {
    private Closings() {}

    static ClosedTheory close(String items) throws UnguardedException {
        return Closing.close(TheoryParser.parseString("theory T begin\n" + items + "\nend", "T"));
    }

    /** The only closed rule of a theory with one rule. */
    static RuleAC rule(String items) throws UnguardedException {
        return close(items).ruleItems().getFirst().closed().getFirst();
    }

    /** The rule without its header. */
    static String body(RuleAC r) {
        String s = squeeze(RulePrinter.doc(r.withLoopBreakers(List.of())));
        int colon = s.indexOf(": ") + 2;
        int variants = s.indexOf(" variants (modulo AC)");
        return variants < 0 ? s.substring(colon) : s.substring(colon, variants);
    }

    /** One line per variant: {@code x=t, y=u}. */
    static List<String> variants(RuleAC r) {
        return r.variants().stream()
                .map(v -> v.entrySet().stream()
                        .map(e -> TermPrinter.text(e.getKey()) + "=" + squeeze(TermPrinter.doc(e.getValue())))
                        .collect(Collectors.joining(", ")))
                .toList();
    }

    /** {@code name/remaining [premises] --[actions]-> [conclusions]} for each rule of the adversary. */
    static List<String> lines(ClosedTheory t, List<Rule> rules) {
        List<String> out = new ArrayList<>();
        for (Rule r : rules) {
            String name = r.info().name();
            if (r.info().kind() == RuleInfo.Kind.DESTRUCTION) {
                name += "/" + r.info().remaining();
            }
            out.add(name + ": " + facts(t, r.premises()) + " --> " + facts(t, r.conclusions()));
        }
        return out;
    }

    private static String facts(ClosedTheory t, int[] facts) {
        List<String> out = new ArrayList<>();
        for (int f : facts) {
            out.add(squeeze(FactPrinter.doc(FactTerms.toTree(t.base(), f, 0))).replace("!", ""));
        }
        return out.toString();
    }

    private static String squeeze(org.troop.theory.print.Doc d) {
        return new Layout(10_000).render(d).replaceAll("\\s+", " ").strip();
    }
}
