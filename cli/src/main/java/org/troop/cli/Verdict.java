package org.troop.cli;

import java.util.Locale;
import org.troop.cli.Screen.Colour;
import org.troop.solver.search.LemmaResult;
import org.troop.theory.print.Summary.Status;
import org.troop.theory.syntax.Item.TraceQuantifier;

/** What a result says about its lemma, and how it is shown. */
public enum Verdict {
    VERIFIED(Colour.GREEN),
    FALSIFIED(Colour.RED),
    OPEN(Colour.YELLOW);

    private final Colour colour;

    Verdict(Colour colour) {
        this.colour = colour;
    }

    public static Verdict of(LemmaResult r) {
        boolean exists = r.lemma().quantifier() == TraceQuantifier.EXISTS_TRACE;
        return switch (r.status()) {
            case TRACE_FOUND -> exists ? VERIFIED : FALSIFIED;
            case COMPLETE -> exists ? FALSIFIED : VERIFIED;
            default -> OPEN;
        };
    }

    /** Whether it rests on the lemmas that the proof used: a trace does not. */
    public static boolean restsOnAssumptions(LemmaResult r) {
        return r.status() == Status.COMPLETE;
    }

    public static String text(LemmaResult r) {
        return r.status().text(r.lemma().quantifier());
    }

    /** {@code verified}, {@code falsified} or {@code none}. */
    String word() {
        return this == OPEN ? "none" : name().toLowerCase(Locale.ROOT);
    }

    public Colour colour() {
        return colour;
    }

    public static String seconds(double s) {
        return String.format(Locale.ROOT, s < 100 ? "%.2f s" : "%,.0f s", s);
    }

    public static String count(long n, String noun) {
        return String.format(Locale.ROOT, "%,d %s%s", n, noun, n == 1 ? "" : "s");
    }
}
