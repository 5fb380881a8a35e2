package org.troop.cli;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.troop.term.Symbol;
import org.troop.theory.guard.UnguardedException;
import org.troop.theory.print.ClosedView.Trailer;
import org.troop.theory.print.Page;
import org.troop.theory.print.Report;
import org.troop.theory.print.SignaturePrinter;
import org.troop.theory.print.TheoryPrinter;
import org.troop.theory.syntax.Item;
import org.troop.theory.syntax.Item.FunctionTyping;
import org.troop.theory.syntax.LemmaAttribute;
import org.troop.theory.syntax.Theory;

/** What {@code --output-module} prints instead of proofs. */
enum OutputModule {
    /** The theory as it was read. */
    SPTHY,
    /** The same with the types of all functions. */
    SPTHYTYPED,
    /** Rules and chosen lemmas. */
    MSR,
    PROVERIF,
    PROVERIFEQUIV,
    DEEPSEC;

    /**
     * @throws UsageException if there is none of this name
     * @throws UnsupportedFeatureException for other provers' languages
     */
    static OutputModule of(String name) {
        for (OutputModule m : values()) {
            if (m.text().equals(name)) {
                if (m.ordinal() >= PROVERIF.ordinal()) {
                    throw new UnsupportedFeatureException("the output module '" + name + "'");
                }
                return m;
            }
        }
        throw new UsageException("output mode not supported.");
    }

    private String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether a lemma is meant for this module, as its attributes say. */
    private boolean isFor(Item.Lemma l) {
        for (LemmaAttribute a : l.attributes()) {
            if (a instanceof LemmaAttribute.Output o) {
                return o.modules().isEmpty() || o.modules().contains(text());
            }
        }
        return true;
    }

    /** @param chosen names of lemmas that the command line asks for */
    void print(LoadedTheory t, Predicate<String> chosen, Appendable out) {
        Theory shown = content(t.open(), chosen);
        Trailer trailer = new Trailer(shown.items().size(), Report.text(t.problems()), Version.generatedFrom());
        try {
            TheoryPrinter.printOpen(shown, this != MSR, trailer, new Page(out));
        } catch (UnguardedException e) {
            throw LoadedTheory.unguardedRestriction(t.open(), e);
        }
    }

    private Theory content(Theory t, Predicate<String> chosen) {
        return switch (this) {
            case SPTHYTYPED -> t.withItems(withTypesBehind(t));
            case MSR ->
                t.withItems(t.items().stream()
                        .filter(i -> !(i instanceof Item.Lemma l) || (isFor(l) && chosen.test(l.name())))
                        .toList());
            default -> t;
        };
    }

    /** One item per function, in descending order, behind all others; types that nobody declared are unknown. */
    private static List<Item> withTypesBehind(Theory t) {
        List<Item> out = new ArrayList<>(t.items());
        out.removeIf(FunctionTyping.class::isInstance);
        List<FunctionTyping> declared = t.all(FunctionTyping.class);
        for (Symbol f : SignaturePrinter.symbols(t.signature()).reversed()) {
            List<@Nullable String> unknown = Collections.nCopies(f.arity(), null);
            out.add(declared.stream()
                    .filter(d -> d.symbol().equals(f))
                    .findFirst()
                    .orElseGet(() -> new FunctionTyping(f, unknown, null)));
        }
        return out;
    }
}
