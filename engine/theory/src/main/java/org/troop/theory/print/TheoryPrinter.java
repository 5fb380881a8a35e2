package org.troop.theory.print;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.troop.term.Symbol;
import org.troop.theory.guard.UnguardedException;
import org.troop.theory.print.ClosedView.Trailer;
import org.troop.theory.syntax.FactTag;
import org.troop.theory.syntax.Item;
import org.troop.theory.syntax.ProofNode;
import org.troop.theory.syntax.RuleAC;
import org.troop.theory.syntax.Theory;

/**
 * Whole theories, as they are read and as they are closed, block by block: the text of a theory of any size is never in
 * memory at once.
 *
 * <p>Blocks are separated by an empty line. An item that is not shown still is a block: it prints as an empty line, with
 * the separating ones around it. Where even that is missing the block is {@link Doc#empty}.
 */
public final class TheoryPrinter {
    private static final Doc BLANK = Doc.text("");

    private final Theory theory;
    private final @Nullable ClosedView closed;
    private final @Nullable Trailer trailer;
    private final boolean showsTranslation;
    private final Page page;

    /** Whether some rule prints in the manner of theories with hand-written variants; then all do. */
    private final boolean hasManualVariants;

    private TheoryPrinter(
            Theory theory,
            @Nullable ClosedView closed,
            @Nullable Trailer trailer,
            boolean showsTranslation,
            Page page) {
        this.theory = theory;
        this.closed = closed;
        this.trailer = trailer;
        this.showsTranslation = showsTranslation;
        this.page = page;
        this.hasManualVariants = closed != null && hasManualVariants(theory, closed);
    }

    /**
     * A closed theory.
     *
     * @throws UnguardedException for a restriction without a guarded form, after part of the text was printed
     */
    public static void printClosed(Theory theory, ClosedView closed, Page page) throws UnguardedException {
        new TheoryPrinter(theory, closed, closed.trailer(), false, page).print();
    }

    /**
     * An open theory.
     *
     * @param showsTranslation whether processes and the like are shown; they leave empty lines otherwise, those of function
     *     types behind the items of the file
     * @param trailer null for a theory as it was read, before its translation
     * @throws UnguardedException for a restriction without a guarded form, after part of the text was printed
     */
    public static void printOpen(Theory theory, boolean showsTranslation, @Nullable Trailer trailer, Page page)
            throws UnguardedException {
        new TheoryPrinter(theory, null, trailer, showsTranslation, page).print();
    }

    private void print() throws UnguardedException {
        page.paragraph(Doc.text("theory " + theory.name() + " begin"));
        page.paragraph(Doc.lineComment(Theory.SIGNATURE_TITLE));
        page.paragraph(SignaturePrinter.doc(theory.signature(), isInSignatureBlock()));
        page.paragraph(
                showsTranslation ? HeuristicPrinter.source(theory.tactics()) : HeuristicPrinter.doc(theory.tactics()));
        page.paragraph(
                theory.heuristic().isEmpty()
                        ? BLANK
                        : Doc.text("heuristic: " + HeuristicPrinter.text(theory.heuristic())));
        if (showsTranslation) {
            page.paragraph(SourceItemPrinter.options(theory));
        }
        if (theory.diff()) {
            List<Item.Macros> macros = theory.all(Item.Macros.class);
            macros.forEach(m -> page.paragraph(macros(m)));
            if (macros.isEmpty()) {
                page.paragraph(BLANK);
            }
        }
        if (closed != null) {
            closed.injectiveFacts().forEach(tags -> page.paragraph(injective(tags)));
        }
        items();
        if (trailer != null) {
            page.paragraph(Doc.blockComment(Doc.text(trailer.report())));
            page.paragraph(Doc.blockComment(Doc.text(trailer.version())));
        }
        if (showsTranslation) {
            theory.intruderRules().forEach(r -> page.paragraph(SourceItemPrinter.doc(r)));
        }
        page.paragraph(Doc.text("end"));
        page.flush();
    }

    /** Functions with a shown item of their own are left out of the signature. */
    private Predicate<Symbol> isInSignatureBlock() {
        if (!showsTranslation) {
            return f -> true;
        }
        Set<Symbol> elsewhere = new HashSet<>();
        theory.all(Item.FunctionTyping.class).forEach(f -> elsewhere.add(f.symbol()));
        return f -> !elsewhere.contains(f);
    }

    static Doc injective(List<FactTag> tags) {
        if (tags.isEmpty()) {
            return Doc.empty();
        }
        List<FactTag> sorted = new ArrayList<>(tags);
        sorted.sort(
                Comparator.comparing(FactTag::name, Symbol::compareCodePoints).thenComparingInt(FactTag::arity));
        List<Doc> out = new ArrayList<>();
        for (FactTag t : sorted) {
            out.add(Doc.text(t.name() + "/" + t.arity()));
        }
        return Doc.blockComment(Doc.sep(
                Doc.text("looping facts with injective instances:"),
                Doc.commas(out).nest(2)));
    }

    private void items() throws UnguardedException {
        int firstGenerated = trailer == null ? theory.items().size() : trailer.firstGenerated();
        for (int i = 0; i < theory.items().size(); i++) {
            if (i == firstGenerated) {
                functionBlanks();
            }
            page.paragraph();
            if (closed != null && theory.items().get(i) instanceof Item.Rule r) {
                i += closedRules(r, i);
            } else {
                item(theory.items().get(i), i);
            }
        }
        if (firstGenerated == theory.items().size()) {
            functionBlanks();
        }
    }

    /** The types of functions are items, too, all behind those of the file. */
    private void functionBlanks() {
        if (!theory.diff() && !showsTranslation) {
            for (int n = SignaturePrinter.symbols(theory.signature()).size(); n > 0; n--) {
                page.paragraph(BLANK);
            }
        }
    }

    private void item(Item item, int index) throws UnguardedException {
        switch (item) {
            case Item.Configuration c -> page.below(showsTranslation ? SourceItemPrinter.doc(c) : ItemPrinter.doc(c));
            case Item.Rule r ->
                page.below(
                        showsTranslation
                                ? RuleItemPrinter.source(r.rule(), r.variants())
                                : RuleItemPrinter.open(r.rule(), r.variants()));
            case Item.DiffRule r -> page.below(ItemPrinter.doc(r));
            case Item.Restriction r -> page.below(LemmaPrinter.doc(r));
            case Item.Lemma l -> {
                page.below(LemmaPrinter.doc(l));
                proof(l.proof(), index, false);
            }
            case Item.DiffLemma l -> {
                page.below(showsTranslation ? SourceItemPrinter.doc(l) : ItemPrinter.diffLemma(l.name()));
                proof(l.proof(), index, true);
            }
            case Item.Text t -> page.below(showsTranslation ? SourceItemPrinter.doc(t) : ItemPrinter.doc(t));
            case Item.Predicate p -> page.below(ItemPrinter.doc(p));
            case Item.Macros m -> page.below(theory.diff() ? Doc.empty() : macros(m));
            case Item.Translation t -> page.below(translation(t));
        }
    }

    private Doc macros(Item.Macros m) {
        return showsTranslation ? SourceItemPrinter.doc(m) : ItemPrinter.doc(m);
    }

    private Doc translation(Item.Translation item) {
        if (showsTranslation) {
            return SourceItemPrinter.doc(item);
        }
        return item instanceof Item.FunctionTyping ? Doc.empty() : BLANK;
    }

    private void proof(@Nullable ProofNode script, int index, boolean diff) {
        if (closed != null) {
            ProofPrinter.printClosed(closed.proof(index), diff, page);
        } else {
            ProofPrinter.printOpen(script == null ? ProofNode.open() : script, diff, page);
        }
    }

    /** Prints a closed rule item; returns the number of following items that were printed with it. */
    private int closedRules(Item.Rule item, int index) {
        List<RuleAC> rules = new ArrayList<>(closed.closedRules(index));
        if (!hasManualVariants) {
            page.below(RuleItemPrinter.closed(item.rule(), rules.getFirst()));
            return 0;
        }
        int more = 0;
        while (index + more + 1 < theory.items().size()
                && theory.items().get(index + more + 1) instanceof Item.Rule next
                && next.rule().equals(item.rule())) {
            more++;
            rules.addAll(closed.closedRules(index + more));
        }
        page.below(RuleItemPrinter.closedManually(item.rule(), rules));
        return more;
    }

    private static boolean hasManualVariants(Theory theory, ClosedView closed) {
        for (int i = 0; i < theory.items().size(); i++) {
            if (theory.items().get(i) instanceof Item.Rule r) {
                for (RuleAC a : closed.closedRules(i)) {
                    if (!RuleItemPrinter.isEqualUpToTerms(r.rule(), a)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }
}
