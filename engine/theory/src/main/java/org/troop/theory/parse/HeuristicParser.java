package org.troop.theory.parse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.troop.theory.syntax.Ranking;
import org.troop.theory.syntax.Tactic;
import org.troop.theory.syntax.Tactic.Selector;

/** Heuristics and tactics. Between the rankings of a heuristic stand spaces only, no other blank. */
final class HeuristicParser {
    private final Scanner in;
    private final TheoryBuilder theory;

    HeuristicParser(Scanner in, TheoryBuilder theory) {
        this.in = in;
        this.theory = theory;
    }

    /** {@code heuristic: …}, the keyword read. */
    void heuristic(int at) {
        if (in.peek() != ':') {
            in.require(":");
        }
        in.next();
        skipSpaces();
        List<Ranking> rankings = new ArrayList<>();
        if (!ranking(rankings)) {
            throw in.syntaxError();
        }
        while (ranking(rankings)) {
            // as long as rankings follow
        }
        in.skipBlank();
        theory.setHeuristic(rankings, in, at);
    }

    /**
     * The value of a lemma's {@code heuristic=}: one entry of the list, which may be several letters; printed theories
     * have them apart.
     */
    List<Ranking> attribute() {
        List<Ranking> rankings = new ArrayList<>();
        if (!ranking(rankings)) {
            throw in.syntaxError();
        }
        while (in.isLetterHere() && ranking(rankings)) {
            // as long as letters follow
        }
        in.skipBlank();
        return rankings;
    }

    /** One entry: an oracle, a tactic in braces, or letters. */
    private boolean ranking(List<Ranking> out) {
        char c = in.peek();
        if (c == 'o' || c == 'O') {
            in.next();
            skipSpaces();
            out.add(oracle(c == 'O', in.peek() == '"' ? oraclePath() : null));
            return true;
        }
        if (c == '{') {
            in.next();
            skipSpaces();
            out.add(new Ranking.ByTactic(tacticName()));
            skipSpaces();
            return true;
        }
        if (!in.isLetterHere()) {
            in.miss("a goal ranking");
            return false;
        }
        while (in.isLetterHere()) {
            int letter = in.nextCodePoint();
            out.add(letter == 'o' || letter == 'O' ? oracle(letter == 'O', null) : new Ranking.Letter(letter));
        }
        skipSpaces();
        return true;
    }

    private void skipSpaces() {
        while (in.peek() == ' ') {
            in.next();
        }
    }

    private String oraclePath() {
        int at = in.pos();
        in.next();
        int start = in.pos();
        while (!in.atEnd() && "\"\r\n".indexOf(in.peek()) < 0) {
            in.next();
        }
        String path = in.substring(start, in.pos());
        if (path.isEmpty() || in.next() != '"') {
            throw in.error(at, "found an oracle path that is empty or not closed in its line, expected \"path\"");
        }
        skipSpaces();
        return path;
    }

    private String tacticName() {
        int start = in.pos();
        while (!in.atEnd() && "\"\r\n{}".indexOf(in.peek()) < 0) {
            in.next();
        }
        String name = in.substring(start, in.pos());
        if (name.isEmpty() || in.next() != '}') {
            throw in.error(start, "found a tactic reference that is empty or not closed in its line, expected {name}");
        }
        return name;
    }

    private Ranking oracle(boolean smart, @Nullable String path) {
        String file = in.file();
        String effective = path != null ? path : theory.diff() ? "" : defaultOracle(file);
        return new Ranking.Oracle(smart, directory(file), effective);
    }

    static String directory(String file) {
        int slash = file.lastIndexOf('/');
        return slash < 0 ? "" : slash == 0 ? "/" : file.substring(0, slash);
    }

    /**
     * The script of an oracle ranking without a path: the theory's path up to its first dot, from its last slash on, with
     * the ending {@code .oracle}, if there is such a file; else {@code oracle}. Dot and slash at the start do not count.
     */
    static String defaultOracle(String file) {
        int dot = file.indexOf('.', 1);
        String stem = dot < 0 ? file : file.substring(0, dot);
        int slash = stem.lastIndexOf('/');
        String name = (slash > 0 ? stem.substring(slash) : stem) + ".oracle";
        return !file.isEmpty() && Files.exists(Path.of(name)) ? name : "oracle";
    }

    /** The value of {@code --heuristic}: letters and tactics in braces; oracles are relative to the current directory. */
    static List<Ranking> commandLine(String text, String oracle, String theoryFile) {
        List<Ranking> rankings = new ArrayList<>();
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            if (c == '{') {
                int close = text.indexOf('}', i);
                if (close < 0) {
                    throw new ParseException("", 0, 0, "heuristic: A call to a tactic is supposed to end by '}'");
                }
                rankings.add(new Ranking.ByTactic(text.substring(i + 1, close)));
                i = close + 1;
                continue;
            }
            boolean isOracle = c == 'o' || c == 'O';
            rankings.add(
                    isOracle
                            ? new Ranking.Oracle(c == 'O', "", oracle.isEmpty() ? defaultOracle(theoryFile) : oracle)
                            : new Ranking.Letter(c));
            i += Character.charCount(c);
        }
        if (rankings.isEmpty()) {
            throw new ParseException("", 0, 0, "heuristic: at least one ranking must be given");
        }
        return rankings;
    }

    // Tactics.

    /** {@code tactic: …}, the keyword read. */
    void tactic() {
        in.require(":");
        String name = in.requireIdent();
        String presort = "s";
        if (in.keyword("presort")) {
            in.require(":");
            presort = in.peekLetters();
            if (presort.isEmpty()) {
                in.miss("the letter of a goal ranking");
                throw in.syntaxError();
            }
            in.reset(in.pos() + presort.length());
            in.skipBlank();
        }
        List<Tactic.Block> prio = blocks("prio");
        List<Tactic.Block> deprio = blocks("deprio");
        theory.addTactic(new Tactic(name, presort, prio, deprio));
    }

    private List<Tactic.Block> blocks(String keyword) {
        List<Tactic.Block> blocks = new ArrayList<>();
        while (in.keyword(keyword)) {
            in.require(":");
            String ranking = "id";
            if (in.symbol("{")) {
                ranking = in.requireIdent();
                in.require("}");
            }
            List<Selector> selectors = new ArrayList<>();
            do {
                selectors.add(disjunction());
            } while (selectorFollows());
            blocks.add(new Tactic.Block(ranking, selectors));
        }
        return blocks;
    }

    /** Whether a function name and a quoted parameter come next, perhaps negated. */
    private boolean selectorFollows() {
        int start = in.pos();
        boolean negated = in.peek() == '¬' ? in.symbol("¬") : in.keyword("not");
        boolean follows = (in.ident() != null && in.peek() == '"') || (negated && in.peek() == '"');
        in.reset(start);
        return follows;
    }

    private Selector disjunction() {
        Selector s = conjunction();
        while (in.symbol("|", "∨")) {
            s = new Selector.Or(s, conjunction());
        }
        return s;
    }

    private Selector conjunction() {
        Selector s = negation();
        while (in.symbol("&", "∧")) {
            s = new Selector.And(s, negation());
        }
        return s;
    }

    private Selector negation() {
        boolean negated = in.peek() == '¬' ? in.symbol("¬") : in.keyword("not");
        String function = in.requireIdent();
        List<String> parameters = new ArrayList<>();
        do {
            in.require("\"");
            parameters.add(in.until('"'));
        } while (in.peek() == '"');
        Selector call = new Selector.Call(function, parameters);
        return negated ? new Selector.Not(call) : call;
    }
}
