package org.troop.theory.parse;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.troop.term.Term;
import org.troop.theory.syntax.Theory;

/** Reads terms over the symbols of a theory, as they stand in its rules: for those who ask about its equations. */
public final class TermReader {
    private final TheoryBuilder builder;
    private final Theory theory;

    private TermReader(Scanner in, ParseOptions options) {
        builder = new TheoryBuilder(options);
        theory = TheoryParser.parse(in, builder);
    }

    /**
     * @throws ParseException if the file is not a theory
     */
    public static TermReader ofFile(Path file, ParseOptions options) {
        String name = file.toString();
        return new TermReader(new Scanner(name, TheoryParser.read(name, name, 0, 0)), options);
    }

    /**
     * @param text of a theory
     * @param name what messages call it
     */
    public static TermReader ofText(String text, String name) {
        return new TermReader(new Scanner(name, text), ParseOptions.DEFAULT);
    }

    public Theory theory() {
        return theory;
    }

    /** Two terms that are to be equal. */
    public record Pair(Term left, Term right) {}

    /**
     * @param name what messages call the text
     * @throws ParseException if it is not a term
     */
    public Term term(String text, String name) {
        Scanner in = new Scanner(name, text);
        Term t = term(in);
        requireEnd(in);
        return t;
    }

    /** {@code s = t}. */
    public Pair equation(String text, String name) {
        Scanner in = new Scanner(name, text);
        Term left = term(in);
        in.require("=");
        Term right = term(in);
        requireEnd(in);
        return new Pair(left, right);
    }

    private Term term(Scanner in) {
        in.skipBlank();
        @Nullable Term t;
        try {
            t = new TermParser(in, builder).term();
        } catch (StackOverflowError e) {
            throw in.error(in.pos(), "this is nested too deeply");
        }
        if (t == null) {
            throw in.syntaxError();
        }
        return t;
    }

    private static void requireEnd(Scanner in) {
        if (!in.atEnd()) {
            in.miss("the end of the text");
            throw in.syntaxError();
        }
    }
}
