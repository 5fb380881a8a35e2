package org.troop.theory.print;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.troop.term.Term.Var;
import org.troop.theory.guard.Guarding;
import org.troop.theory.guard.UnguardedException;
import org.troop.theory.syntax.BoundNames;
import org.troop.theory.syntax.Formula;
import org.troop.theory.syntax.Formula.Quantified;
import org.troop.theory.syntax.Guarded;
import org.troop.theory.syntax.Item.Lemma;
import org.troop.theory.syntax.Item.Restriction;
import org.troop.theory.syntax.Item.TraceQuantifier;
import org.troop.theory.syntax.LemmaAttribute;

/** Lemmas up to their proof, restrictions, and the reasons why a formula has no guarded form. */
public final class LemmaPrinter {
    private LemmaPrinter() {}

    /** Name, formula and the comment with the guarded formula. */
    public static Doc doc(Lemma l) {
        return statement(l).aboveStrict(Doc.blockComment(guarded(l)));
    }

    /** Name and formula. */
    public static Doc statement(Lemma l) {
        Doc formula = Doc.sep(Doc.text(l.quantifier().text()), FormulaPrinter.quoted(l.formula()));
        return Doc.text("lemma ")
                .beside(name(l.name(), l.attributes()).beside(":"))
                .aboveStrict(formula.nest(2));
    }

    private static Doc guarded(Lemma l) {
        boolean all = l.quantifier() == TraceQuantifier.ALL_TRACES;
        try {
            Guarded g = Guarding.convert(l.formula());
            return Doc.text(
                            all
                                    ? "guarded formula characterizing all counter-examples:"
                                    : "guarded formula characterizing all satisfying traces:")
                    .aboveStrict(Doc.quotes(GuardedPrinter.doc(all ? Guarded.not(g) : g)));
        } catch (UnguardedException e) {
            return Doc.text("conversion to guarded formula failed:")
                    .above(error(e, l.formula()).nest(2));
        }
    }

    /** Why the formula has no guarded form, in full: the reason, the subformula, the formula. */
    public static Doc error(UnguardedException e, Formula whole) {
        return reason(e)
                .aboveStrict(Doc.text("in the formula"))
                .aboveStrict(FormulaPrinter.quoted(whole).nest(2));
    }

    private static Doc reason(UnguardedException e) {
        Formula f = e.subformula();
        Doc shown = FormulaPrinter.quoted(f).nest(2);
        if (e.unguarded().isEmpty()) {
            return Doc.text("universal quantifier without toplevel implication").aboveStrict(shown);
        }
        BoundNames names = new BoundNames(f.vars());
        List<Var> bound = new ArrayList<>();
        boolean universal = ((Quantified) f).universal();
        while (f instanceof Quantified q && q.universal() == universal) {
            bound.add(names.enter(q.binder()));
            f = q.body();
        }
        List<Doc> variables = new ArrayList<>();
        for (int i : e.unguarded()) {
            variables.add(Doc.text("'" + TermPrinter.text(bound.get(i)) + "'"));
        }
        List<Doc> words = new ArrayList<>();
        words.add(Doc.text("unguarded variable(s)"));
        words.addAll(Doc.punctuate(",", variables));
        for (String word : List.of("in", "the", "subformula")) {
            words.add(Doc.text(word));
        }
        return Doc.vcat(List.of(Doc.fsep(words), shown));
    }

    static Doc name(String name, List<LemmaAttribute> attributes) {
        if (attributes.isEmpty()) {
            return Doc.text(name);
        }
        List<Doc> out = new ArrayList<>(attributes.size());
        for (LemmaAttribute a : attributes) {
            out.add(Doc.text(text(a)));
        }
        return Doc.text(name).spaced(Doc.text("[").beside(Doc.commas(out)).beside("]"));
    }

    private static String text(LemmaAttribute a) {
        return switch (a) {
            case LemmaAttribute.Flag f -> f.text();
            case LemmaAttribute.HideLemma h -> "hide_lemma=" + h.name();
            case LemmaAttribute.Heuristic h -> "heuristic=" + HeuristicPrinter.text(h.rankings());
            case LemmaAttribute.Output o -> {
                StringJoiner modules = new StringJoiner(",", "output=[", "]");
                o.modules().forEach(modules::add);
                yield modules.toString();
            }
        };
    }

    /**
     * A restriction, marked if it is a safety formula.
     *
     * @throws UnguardedException if it has no guarded form, which is needed to tell
     */
    public static Doc doc(Restriction r) throws UnguardedException {
        String name = r.side() == null ? r.name() : r.name() + " [" + r.side().label() + "]";
        boolean safety = Guarding.isSafety(Guarding.convert(r.formula()));
        return Doc.text("restriction " + name + ":")
                .aboveStrict(FormulaPrinter.quoted(r.formula()).nest(2))
                .aboveStrict(safety ? Doc.lineComment("safety formula").nest(2) : Doc.empty());
    }
}
