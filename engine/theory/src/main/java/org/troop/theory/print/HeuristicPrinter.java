package org.troop.theory.print;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.troop.theory.syntax.Ranking;
import org.troop.theory.syntax.Tactic;
import org.troop.theory.syntax.Tactic.Selector;

/** Rankings and tactics. */
public final class HeuristicPrinter {
    private HeuristicPrinter() {}

    /** {@code s {tac} o "./log.sh" C}. */
    public static String text(List<Ranking> rankings) {
        StringJoiner out = new StringJoiner(" ");
        for (Ranking r : rankings) {
            out.add(
                    switch (r) {
                        case Ranking.Letter l -> Character.toString(l.letter());
                        case Ranking.Oracle o -> (o.smart() ? "O \"" : "o \"") + o.path() + "\"";
                        case Ranking.ByTactic t -> "{" + t.name() + "}";
                    });
        }
        return out.toString();
    }

    /** A token that takes one line when there are no tactics. */
    public static Doc doc(List<Tactic> tactics) {
        return doc(tactics, false);
    }

    /** The same, with the blanks inside of the parameters, so that it can be read again. */
    static Doc source(List<Tactic> tactics) {
        return doc(tactics, true);
    }

    private static Doc doc(List<Tactic> tactics, boolean keepsBlanks) {
        if (tactics.isEmpty()) {
            return Doc.text("");
        }
        List<Doc> out = new ArrayList<>(tactics.size());
        for (Tactic t : tactics) {
            Doc head = Doc.text("tactic: " + t.name()).aboveStrict(Doc.text("presort: " + t.presort()));
            out.add(head.aboveStrict(Doc.sep(
                    blocks("prio", t.prio(), keepsBlanks), blocks("deprio", t.deprio(), keepsBlanks), Doc.text("\n"))));
        }
        return Doc.vcat(out);
    }

    private static Doc blocks(String keyword, List<Tactic.Block> blocks, boolean keepsBlanks) {
        List<Doc> out = new ArrayList<>(blocks.size());
        for (Tactic.Block b : blocks) {
            List<Doc> lines = new ArrayList<>();
            for (Selector s : b.selectors()) {
                lines.add(Doc.text(keepsBlanks ? source(s) : glued(text(s))));
            }
            out.add(Doc.text(keyword + ": {" + b.ranking() + "}")
                    .aboveStrict(Doc.vcat(lines).nest(2)));
        }
        return Doc.vcat(out);
    }

    private static String text(Selector s) {
        return switch (s) {
            case Selector.Call c -> {
                StringBuilder out = new StringBuilder(c.function());
                for (String p : c.parameters()) {
                    out.append(" \"").append(p).append('"');
                }
                yield out.toString();
            }
            case Selector.Not n -> "not " + text(n.body());
            case Selector.And c -> text(c.left()) + " & " + text(c.right());
            case Selector.Or c -> text(c.left()) + " | " + text(c.right());
        };
    }

    private static String source(Selector s) {
        return switch (s) {
            case Selector.Call c -> c.function() + "\"" + String.join("\"\"", c.parameters()) + "\"";
            case Selector.Not n -> " not " + source(n.body());
            case Selector.And c -> source(c.left()) + " & " + source(c.right());
            case Selector.Or c -> source(c.left()) + " | " + source(c.right());
        };
    }

    /** Splits at white space and joins with nothing, except that connectives keep a blank on each side. */
    private static String glued(String line) {
        StringBuilder out = new StringBuilder();
        int at = 0;
        while (at < line.length()) {
            int end = at;
            while (end < line.length() && !Character.isWhitespace(line.charAt(end))) {
                end++;
            }
            String word = line.substring(at, end);
            boolean connective = word.equals("|") || word.equals("&") || word.equals("not");
            out.append(connective ? " " + word + " " : word);
            at = end + 1;
        }
        return out.toString();
    }
}
