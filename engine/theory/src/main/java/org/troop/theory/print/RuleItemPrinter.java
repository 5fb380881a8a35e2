package org.troop.theory.print;

import java.util.ArrayList;
import java.util.List;
import org.troop.theory.syntax.Fact;
import org.troop.theory.syntax.RuleAC;
import org.troop.theory.syntax.RuleE;

/** Rule items: the rule as written, and behind it what closing made of it. */
final class RuleItemPrinter {
    private RuleItemPrinter() {}

    /** A rule that was read with hand-written variants, or none. */
    static Doc open(RuleE e, List<RuleAC> variants) {
        return switch (variants.size()) {
            case 0 -> RulePrinter.doc(e);
            case 1 -> RulePrinter.docAsE(variants.getFirst());
            default -> withVariants(RulePrinter.doc(e), variants);
        };
    }

    /** The same so that it can be read again: a single variant, too, stands beside the rule. */
    static Doc source(RuleE e, List<RuleAC> variants) {
        return variants.isEmpty() ? RulePrinter.doc(e) : withVariants(RulePrinter.doc(e), variants);
    }

    /** A closed rule in a theory all of whose rules have computed variants and their own facts. */
    static Doc closed(RuleE e, RuleAC a) {
        Doc comment = a.isTrivialFor(e) ? RulePrinter.TRIVIAL : Doc.blockComment(RulePrinter.doc(a));
        return RulePrinter.doc(e)
                .paragraph(RulePrinter.loopBreakers(a).aboveStrict(comment).nest(2));
    }

    /** A closed rule in a theory with hand-written or unfolded variants; {@code all} are those of equal adjacent items. */
    static Doc closedManually(RuleE e, List<RuleAC> all) {
        List<RuleAC> changed = all.stream().filter(a -> !isEqualUpToTerms(e, a)).toList();
        if (changed.isEmpty()) {
            return RulePrinter.doc(e).paragraph(RulePrinter.TRIVIAL.nest(2));
        }
        if (changed.size() > 1) {
            return withVariants(RulePrinter.doc(e), changed);
        }
        RuleAC a = changed.getFirst();
        Doc comment = a.hasOnlyIdentityVariant() ? RulePrinter.TRIVIAL : Doc.blockComment(RulePrinter.doc(a));
        return RulePrinter.docAsE(a)
                .paragraph(RulePrinter.loopBreakers(a).aboveStrict(comment).nest(2));
    }

    private static Doc withVariants(Doc rule, List<RuleAC> variants) {
        List<Doc> out = new ArrayList<>(2 * variants.size());
        Doc list = Doc.empty();
        for (RuleAC a : variants) {
            out.add(RulePrinter.doc(a));
        }
        for (Doc d : out) {
            list = list.isEmpty() ? d : list.aboveStrict(Doc.text(",")).aboveStrict(d);
        }
        return rule.aboveStrict(Doc.text("variants").aboveStrict(list.nest(1)).nest(1));
    }

    static boolean isEqualUpToTerms(RuleE e, RuleAC a) {
        return a.name().equals(e.name())
                && haveEqualSymbols(e.premises(), a.premises())
                && haveEqualSymbols(e.conclusions(), a.conclusions())
                && haveEqualSymbols(e.actions(), a.actions());
    }

    private static boolean haveEqualSymbols(List<Fact> fs, List<Fact> gs) {
        if (fs.size() != gs.size()) {
            return false;
        }
        for (int i = 0; i < fs.size(); i++) {
            if (!fs.get(i).tag().equals(gs.get(i).tag())) {
                return false;
            }
        }
        return true;
    }
}
